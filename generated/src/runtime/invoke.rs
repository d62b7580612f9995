//! One call of one operation, from input to output.

use super::client::Handle;
use super::config::{Builder, RuntimeComponentsBuilder, override_plugin};
use super::error::{BoxError, SdkError};
use super::operation::{Operation, Rejection};
use super::reply::Reply;
use crate::meta::{SERVICE, protocol};
use aws_smithy_runtime::client::orchestrator::{self, StopPoint};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use std::marker::PhantomData;
use tracing::Instrument;

/// Calls the operation.
pub(crate) async fn invoke<O: Operation>(
    handle: &Handle,
    input: O::Input,
    config_override: Option<Builder>,
) -> Result<O::Output, SdkError<O::Error>> {
    let mut plugins = plugins::<O>(handle);
    if let Some(mut config_override) = config_override {
        for plugin in config_override.take_plugins() {
            plugins = plugins.with_operation_plugin(plugin);
        }
        plugins = plugins.with_operation_plugin(override_plugin(config_override, &handle.conf));
    }
    orchestrator::invoke(SERVICE.id, O::NAME, erase::<O>(input), &plugins)
        .instrument(O::span())
        .await
        .map(output::<O>)
        .map_err(|error| error.map_service_error(service_error::<O>))
}

/// The request as it would be sent.
pub(crate) async fn sign<O: Operation>(
    handle: &Handle,
    input: O::Input,
) -> Result<http::Request<Vec<u8>>, SdkError<O::Error>> {
    // There will be no outcome, which a strategy that may try again would look at.
    let once = RuntimeComponentsBuilder::new("SignOnly")
        .with_retry_strategy(Some(NeverRetryStrategy::new()));
    let once = StaticRuntimePlugin::new().with_runtime_components(once);
    let plugins = plugins::<O>(handle).with_operation_plugin(once);
    let input = erase::<O>(input);
    let stop = StopPoint::BeforeTransmit;
    orchestrator::invoke_with_stop_point(SERVICE.id, O::NAME, input, &plugins, stop)
        .instrument(O::span())
        .await
        .map_err(|error| error.map_service_error(service_error::<O>))?
        .take_request()
        .ok_or_else(|| BoxError::from("there is no request"))
        .and_then(|request| Ok(request.try_into_http1x()?))
        .map(|request| request.map(|body| body.bytes().unwrap_or_default().to_vec()))
        .map_err(SdkError::construction_failure)
}

fn erase<O: Operation>(mut input: O::Input) -> Input {
    O::idempotency_token(&mut input, &mut random_token);
    Input::erase(input)
}

fn plugins<O: Operation>(handle: &Handle) -> RuntimePlugins {
    let plugins = handle.plugins.clone();
    plugins.with_operation_plugin(O::plugin().clone())
}

#[expect(
    clippy::expect_used,
    reason = "only an interceptor that puts another type in can cause it, and the official client panics, too"
)]
fn output<O: Operation>(output: Output) -> O::Output {
    output.downcast().expect("correct output type")
}

#[expect(
    clippy::expect_used,
    reason = "only an interceptor that puts another type in can cause it, and the official client panics, too"
)]
fn service_error<O: Operation>(error: Error) -> O::Error {
    error.downcast().expect("correct error type")
}

/// A random UUID (version 4) as text.
fn random_token() -> String {
    let random = fastrand::u128(..);
    let version = (random & !(0xf << 76)) | (0x4 << 76);
    let uuid = (version & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

/// Serializer and deserializer of an operation: the sans-IO functions of the protocol.
pub(crate) struct Wire<O>(PhantomData<O>);

impl<O> Wire<O> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<O: Operation> std::fmt::Debug for Wire<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Wire").field(&O::NAME).finish()
    }
}

impl<O: Operation> SerializeRequest for Wire<O> {
    fn serialize_input(&self, input: Input, _: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let input = input
            .downcast::<O::Input>()
            .map_err(|_| format!("the input is not one of {}", O::NAME))?;
        let request = protocol::request::<O>(&input)?;
        Ok(HttpRequest::try_from(request.map(SdkBody::from))?)
    }
}

impl<O: Operation> DeserializeResponse for Wire<O> {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> OutputOrError {
        let reply = Reply::of_client(response);
        tracing::debug!(request_id = ?reply.request_id());
        match protocol::parse::<O>(&reply) {
            Ok(output) => Ok(Output::erase(output)),
            Err(Rejection::Service(error)) => {
                Err(OrchestratorError::operation(Error::erase(error)))
            }
            Err(Rejection::Response(source)) => Err(OrchestratorError::other(source)),
        }
    }
}
