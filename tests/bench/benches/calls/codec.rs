//! Reading a response and writing a request as a client does: with what the operation puts into the configuration.

use crate::measure::{Clock, Task, timed};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use std::hint::black_box;
use std::time::Duration;

/// The configuration of a call.
pub(crate) fn configured(operation: &impl RuntimePlugin) -> ConfigBag {
    configured_in(ConfigBag::base(), operation)
}

/// That of a call by a client which has this one.
pub(crate) fn configured_in(mut config: ConfigBag, operation: &impl RuntimePlugin) -> ConfigBag {
    let of_operation = operation.config();
    config.push_shared_layer(of_operation.expect("the configuration of the operation"));
    config
}

/// A response with this body.
pub(crate) fn response(body: impl Into<SdkBody>) -> HttpResponse {
    let response = http::Response::new(body.into());
    response.try_into().expect("a response")
}

/// Reads this response as the answer to a call.
pub(crate) fn reads(config: ConfigBag, response: HttpResponse) -> Task<'static> {
    timed(move || {
        let deserializer = config
            .load::<SharedResponseDeserializer>()
            .expect("a deserializer");
        let output = deserializer.deserialize_nonstreaming_with_config(&response, &config);
        black_box(output).expect("an output");
    })
}

/// Writes the request of a call. Inputs are made beforehand, since a serializer takes them.
pub(crate) fn writes(mut config: ConfigBag, input: impl Fn() -> Input + 'static) -> Task<'static> {
    let serializer = config
        .load::<SharedRequestSerializer>()
        .expect("a serializer")
        .clone();
    Box::new(move |times| {
        let mut time = Duration::ZERO;
        let mut left = times;
        while left > 0 {
            // A few at a time, so that they are as fresh in the cache as that of a call.
            let inputs: Vec<_> = (0..left.min(16)).map(|_| input()).collect();
            left -= inputs.len() as u32;
            let clock = Clock::start();
            for input in inputs {
                black_box(serializer.serialize_input(input, &mut config)).expect("a request");
            }
            time += clock.elapsed();
        }
        time
    })
}

/// The least that a reader can do: find the tokens, allocate and copy what it reads.
///
/// The texts of known enums need no allocation, so they are not among it.
pub(crate) fn floor<T: Clone + 'static>(
    mut tokens: impl FnMut() + 'static,
    output: T,
) -> Task<'static> {
    timed(move || {
        tokens();
        black_box(output.clone());
    })
}
