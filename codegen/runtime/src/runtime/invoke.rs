//! One call of one operation, from input to output.

use super::client::Handle;
use super::config::{Builder, RuntimeComponentsBuilder, override_plugin};
use super::erased::ErasedOperation;
use super::error::{BoxError, SdkError};
use super::operation::Operation;
use super::reply::Reply;
use crate::meta::SERVICE;
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output, OutputOrError,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use std::pin::Pin;
use tracing::Instrument;

/// Calls the operation.
pub(crate) async fn invoke<O: Operation>(
    handle: &Handle,
    input: O::Input,
    config_override: Option<Builder>,
) -> Result<O::Output, SdkError<O::Error>> {
    let plugins = plugins(handle, O::erased(), config_override);
    run(O::erased(), erase::<O>(input), plugins, StopPoint::None)
        .await
        .and_then(outcome)
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
    let plugins = plugins(handle, O::erased(), None).with_operation_plugin(once);
    let stop = StopPoint::BeforeTransmit;
    run(O::erased(), erase::<O>(input), plugins, stop)
        .await
        .map_err(|error| error.map_service_error(service_error::<O>))?
        .take_request()
        .ok_or_else(|| BoxError::from("there is no request"))
        .and_then(|request| Ok(request.try_into_http1x()?))
        .map(|request| request.map(|body| body.bytes().unwrap_or_default().to_vec()))
        .map_err(SdkError::construction_failure)
}

type Running = Pin<Box<dyn Future<Output = Result<InterceptorContext, SdkError<Error>>> + Send>>;

/// The only way into the orchestrator: each function that awaits it has all of it compiled again.
#[inline(never)]
fn run(
    operation: &'static dyn ErasedOperation,
    input: Input,
    plugins: RuntimePlugins,
    stop: StopPoint,
) -> Running {
    let call = async move {
        invoke_with_stop_point(SERVICE.id, operation.name(), input, &plugins, stop).await
    };
    Box::pin(call.instrument(operation.span()))
}

/// As [`run`], here for all operations and programs.
#[expect(clippy::result_large_err, reason = "the error is the official one")]
fn outcome(context: InterceptorContext) -> Result<Output, SdkError<Error>> {
    context.finalize()
}

/// The plugins of the client and of the operation, and the settings of this one call.
fn plugins(
    handle: &Handle,
    operation: &'static dyn ErasedOperation,
    config_override: Option<Builder>,
) -> RuntimePlugins {
    let mut plugins = handle.plugins.clone();
    plugins = plugins.with_operation_plugin(operation.plugin().clone());
    if let Some(mut config_override) = config_override {
        for plugin in config_override.take_plugins() {
            plugins = plugins.with_operation_plugin(plugin);
        }
        plugins = plugins.with_operation_plugin(override_plugin(config_override, &handle.conf));
    }
    plugins
}

fn erase<O: Operation>(mut input: O::Input) -> Input {
    O::idempotency_token(&mut input, &mut random_token);
    Input::erase(input)
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
    let [a, b, c, d, e] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &hex[part]);
    format!("{a}-{b}-{c}-{d}-{e}")
}

/// Serializer and deserializer of an operation: the sans-IO functions of the protocol.
#[derive(Debug)]
pub(crate) struct Wire(pub(crate) &'static dyn ErasedOperation);

impl SerializeRequest for Wire {
    fn serialize_input(&self, input: Input, _: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let request = self.0.request(&input)?;
        Ok(HttpRequest::try_from(request.map(SdkBody::from))?)
    }
}

impl DeserializeResponse for Wire {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> OutputOrError {
        let reply = Reply::of_client(response);
        tracing::debug!(request_id = ?reply.request_id());
        self.0.parse(&reply)
    }
}
