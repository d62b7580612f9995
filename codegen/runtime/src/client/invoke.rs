//! One call of one operation, from input to output.

use super::called::{Called, Erase};
use super::config::{Base, Builder, Own, override_plugin};
use super::erased::ErasedOperation;
use super::handle::{Connected, Handle};
use super::sending::{Running, Sending};
use super::span::CallSite;
use crate::error::{BuildError, SdkError};
use crate::operation::Service;
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use std::pin::Pin;
use std::sync::Arc;
use tracing::Instrument;

/// An operation that a client can call.
pub trait Call: Erase {
    /// Calls the operation, as `send` of its fluent builder does.
    ///
    /// # Errors
    ///
    /// `ServiceError` holds what the service reports; the other variants say how far the request
    /// came.
    fn send(
        client: &impl Connected<Self::Service>,
        input: Self::Input,
    ) -> Sending<Self::Output, Self::Error> {
        invoke::<Self>(client.connected(), Ok(input), None)
    }

    /// The request as the client would send it: with its endpoint, headers and signature, made by
    /// its interceptors and with its credentials. It is not sent.
    ///
    /// # Errors
    ///
    /// If the request cannot be made: a region or credentials are missing, for example.
    fn sign(client: &impl Connected<Self::Service>, input: Self::Input) -> Signing<Self::Error> {
        let handle = client.connected();
        Box::pin(async move { sign::<Self>(&handle, input).await })
    }
}

impl<O: Erase> Call for O {}

/// The future of a request that is not sent.
pub type Signing<E> =
    Pin<Box<dyn Future<Output = Result<::http::Request<Vec<u8>>, SdkError<E>>> + Send>>;

/// Calls the operation.
pub fn invoke<O: Erase>(
    handle: Arc<Handle<O::Service>>,
    input: Result<O::Input, BuildError>,
    config_override: Option<Builder<O::Service>>,
) -> Sending<O::Output, O::Error> {
    let running = match input {
        Ok(input) => {
            let called = O::called();
            let plugins = plugins(&handle, called, config_override);
            run(
                &called.operation,
                &called.span,
                erase::<O>(input),
                plugins,
                StopPoint::None,
            )
        }
        Err(error) => not_built(error),
    };
    Sending::new(running, typed::<O>)
}

#[expect(clippy::result_large_err, reason = "the error is the official one")]
fn typed<O: Erase>(
    outcome: Result<Output, SdkError<Error>>,
) -> Result<O::Output, SdkError<O::Error>> {
    match outcome {
        Ok(output) => Ok(self::output::<O>(output)),
        Err(error) => Err(error.map_service_error(service_error::<O>)),
    }
}

/// The request as it would be sent.
async fn sign<O: Erase>(
    handle: &Handle<O::Service>,
    input: O::Input,
) -> Result<::http::Request<Vec<u8>>, SdkError<O::Error>> {
    // There will be no outcome, which a strategy that may try again would look at.
    let once = RuntimeComponentsBuilder::new("SignOnly")
        .with_retry_strategy(Some(NeverRetryStrategy::new()));
    let once = StaticRuntimePlugin::new().with_runtime_components(once);
    let request = prepare::<O>(handle, input, None, once).await?;
    request
        .try_into_http1x()
        .map(|request| request.map(|body| body.bytes().unwrap_or_default().to_vec()))
        .map_err(SdkError::construction_failure)
}

/// The request as it would be sent with one more plugin.
pub(super) async fn prepare<O: Erase>(
    handle: &Handle<O::Service>,
    input: O::Input,
    config_override: Option<Builder<O::Service>>,
    plugin: StaticRuntimePlugin,
) -> Result<HttpRequest, SdkError<O::Error>> {
    let called = O::called();
    let plugins = plugins(handle, called, config_override).with_operation_plugin(plugin);
    let stop = StopPoint::BeforeTransmit;
    run(
        &called.operation,
        &called.span,
        erase::<O>(input),
        plugins,
        stop,
    )
    .await
    .map_err(|error| error.map_service_error(service_error::<O>))?
    .take_request()
    .ok_or_else(|| SdkError::construction_failure("there is no request"))
}

/// The only way into the orchestrator: each function that awaits it has all of it compiled again. Nothing
/// happens before it is polled.
#[inline(never)]
pub(super) fn run(
    operation: &'static ErasedOperation,
    span: &'static CallSite,
    input: Input,
    plugins: RuntimePlugins,
    stop: StopPoint,
) -> Running {
    let (service, name) = (operation.service.id, operation.name);
    Box::pin(async move {
        let span = span.span(service, name);
        invoke_with_stop_point(service, name, input, &plugins, stop)
            .instrument(span)
            .await
    })
}

fn not_built(error: BuildError) -> Running {
    Box::pin(std::future::ready(Err(SdkError::construction_failure(
        error,
    ))))
}

/// The plugins of the client and of the operation, and the settings of this one call.
fn plugins<S: Service>(
    handle: &Handle<S>,
    called: &'static Called,
    config_override: Option<Builder<S>>,
) -> RuntimePlugins {
    let plugins = handle.plugins().clone();
    let plugins = plugins.with_operation_plugin(called.plugin().clone());
    match config_override {
        Some(config_override) => {
            overridden(plugins, config_override.into_parts(), handle.conf().base())
        }
        None => plugins,
    }
}

fn overridden(mut plugins: RuntimePlugins, mut parts: Own, base: Base<'_>) -> RuntimePlugins {
    for plugin in parts.take_plugins() {
        plugins = plugins.with_operation_plugin(plugin);
    }
    plugins.with_operation_plugin(override_plugin(parts, base))
}

fn erase<O: Erase>(mut input: O::Input) -> Input {
    if let Some(adjust) = O::ADJUST {
        adjust(&mut input);
    }
    Input::erase(input)
}

#[expect(
    clippy::expect_used,
    reason = "only an interceptor that puts another type in can cause it, and the official client panics, too"
)]
fn output<O: Erase>(output: Output) -> O::Output {
    output.downcast().expect("correct output type")
}

#[expect(
    clippy::expect_used,
    reason = "only an interceptor that puts another type in can cause it, and the official client panics, too"
)]
fn service_error<O: Erase>(error: Error) -> O::Error {
    error.downcast().expect("correct error type")
}
