//! The plugin of an operation: how its requests are made, signed, sent where, and tried again.

use super::auth;
use super::erased::ErasedOperation;
use super::operation_plugin::{OperationPlugin, Protection};
use super::retries::classifiers;
use super::telemetry::Capture;
use crate::error::BoxError;
use crate::http::Reply;
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input, OutputOrError,
};
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, Metadata, SensitiveOutput,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;

/// Makes the plugin.
pub(super) fn operation_plugin(operation: &'static ErasedOperation) -> SharedRuntimePlugin {
    let mut plugin = OperationPlugin {
        layer: layer(operation),
        signing_options: SigningOptions::default(),
        interceptors: Vec::new(),
        protection: Protection::On,
    };
    if let Some(extend) = operation.extend {
        extend(&mut plugin);
    }
    let components = components(operation, &plugin);
    let mut layer = plugin.layer;
    layer.store_put(SigV4OperationSigningConfig {
        signing_options: plugin.signing_options,
        ..SigV4OperationSigningConfig::default()
    });
    SharedRuntimePlugin::new(
        StaticRuntimePlugin::new()
            .with_config(layer.freeze())
            .with_runtime_components(components),
    )
}

fn layer(operation: &'static ErasedOperation) -> Layer {
    let name = operation.name;
    let mut layer = Layer::new(name);
    layer.store_put(SharedRequestSerializer::new(Wire(operation)));
    layer.store_put(SharedResponseDeserializer::new(Wire(operation)));
    layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::of(name)));
    if operation.sensitive_output {
        layer.store_put(SensitiveOutput);
    }
    layer.store_put(Metadata::new(name, operation.service.id));
    layer
}

fn components(
    operation: &'static ErasedOperation,
    plugin: &OperationPlugin,
) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new(operation.name);
    components.push_interceptor(SharedInterceptor::permanent(TelemetryInterceptor(
        operation,
    )));
    if plugin.protection == Protection::On {
        let protection = StalledStreamProtectionInterceptor::default();
        components.push_interceptor(SharedInterceptor::permanent(protection));
    }
    for interceptor in operation.interceptors.map_or_else(Vec::new, |all| all()) {
        components.push_interceptor(interceptor);
    }
    components.push_interceptor(SharedInterceptor::permanent(EndpointInterceptor(operation)));
    for interceptor in &plugin.interceptors {
        components.push_interceptor(interceptor.clone());
    }
    let ErasedOperation {
        told,
        transient_codes,
        skew,
        ..
    } = *operation;
    for classifier in classifiers(told, transient_codes, skew) {
        components.push_retry_classifier(classifier);
    }
    components
}

/// Serializer and deserializer of an operation: the sans-IO functions of the protocol.
#[derive(Debug)]
struct Wire(&'static ErasedOperation);

impl SerializeRequest for Wire {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let mut outgoing = (self.0.request)(input)?;
        if let Some(signer) = outgoing.signer.take() {
            cfg.interceptor_state().store_put(signer);
        }
        Ok(HttpRequest::try_from(outgoing.described())?)
    }
}

impl DeserializeResponse for Wire {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        _: &ConfigBag,
    ) -> Option<OutputOrError> {
        self.0.parse_unread(response)
    }

    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        _: &ConfigBag,
    ) -> OutputOrError {
        self.0.parse(&Reply::of_client(response))
    }
}

/// Copies the wanted members of the input into the config bag, if any are wanted.
#[derive(Debug)]
struct TelemetryInterceptor(&'static ErasedOperation);

#[dyn_dispatch_hint]
impl Intercept for TelemetryInterceptor {
    fn name(&self) -> &'static str {
        let ErasedOperation {
            telemetry_interceptor,
            ..
        } = self.0;
        telemetry_interceptor
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let requested = cfg.load::<RequestedTelemetryAttributes>();
        let requested = requested.filter(|requested| !requested.is_empty());
        let (Some(requested), Some(copy)) = (requested, self.0.capture) else {
            return Ok(());
        };
        let mut capture = Capture::new(requested);
        copy(context.input(), &mut capture);
        let captured = capture.finish();
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// Collects what the endpoint rules ask for.
#[derive(Debug)]
struct EndpointInterceptor(&'static ErasedOperation);

#[dyn_dispatch_hint]
impl Intercept for EndpointInterceptor {
    fn name(&self) -> &'static str {
        let ErasedOperation {
            endpoint_interceptor,
            ..
        } = self.0;
        endpoint_interceptor
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let params = (self.0.endpoint_params)(input, cfg)?;
        let prefix = self.0.host_prefix.map(|prefix| prefix(input));
        if let Some(prefix) = prefix.transpose()?.flatten() {
            let prefix = EndpointPrefix::new(prefix).map_err(|error| {
                ContextAttachedError::new("endpoint prefix could not be built", error)
            })?;
            cfg.interceptor_state().store_put(prefix);
        }
        cfg.interceptor_state().store_put(params);
        Ok(())
    }
}
