//! The plugin of an operation: how its requests are made, signed, sent where, and tried again.

use super::auth;
use super::erased::ErasedOperation;
use super::operation_plugin::{OperationPlugin, Protection};
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
use std::sync::OnceLock;

/// The plugin of an operation, which says the same for every call.
#[derive(Debug)]
pub struct OncePlugin(OnceLock<SharedRuntimePlugin>);

impl OncePlugin {
    /// A plugin that has not been asked for.
    #[expect(clippy::new_without_default, reason = "it is for statics")]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The plugin of the operation, made when it is first asked for.
    pub fn of(&self, operation: &'static dyn ErasedOperation) -> &SharedRuntimePlugin {
        self.0.get_or_init(|| operation_plugin(operation))
    }
}

/// Makes the plugin.
pub fn operation_plugin(operation: &'static dyn ErasedOperation) -> SharedRuntimePlugin {
    let mut plugin = OperationPlugin {
        layer: layer(operation),
        signing_options: SigningOptions::default(),
        interceptors: Vec::new(),
        protection: Protection::On,
    };
    operation.extend(&mut plugin);
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

/// What tells the span of a call from those of others.
pub fn invocation_number() -> u32 {
    fastrand::u32(1_000_000..10_000_000)
}

fn layer(operation: &'static dyn ErasedOperation) -> Layer {
    let name = operation.name();
    let mut layer = Layer::new(name);
    layer.store_put(SharedRequestSerializer::new(Wire(operation)));
    layer.store_put(SharedResponseDeserializer::new(Wire(operation)));
    layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::of(name)));
    if operation.sensitive_output() {
        layer.store_put(SensitiveOutput);
    }
    layer.store_put(Metadata::new(name, operation.service().id));
    layer
}

fn components(
    operation: &'static dyn ErasedOperation,
    plugin: &OperationPlugin,
) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new(operation.name());
    components.push_interceptor(SharedInterceptor::permanent(TelemetryInterceptor(
        operation,
    )));
    if plugin.protection == Protection::On {
        let protection = StalledStreamProtectionInterceptor::default();
        components.push_interceptor(SharedInterceptor::permanent(protection));
    }
    for interceptor in operation.interceptors() {
        components.push_interceptor(interceptor);
    }
    components.push_interceptor(SharedInterceptor::permanent(EndpointInterceptor(operation)));
    for interceptor in &plugin.interceptors {
        components.push_interceptor(interceptor.clone());
    }
    for classifier in operation.retry_classifiers() {
        components.push_retry_classifier(classifier);
    }
    components
}

/// Serializer and deserializer of an operation: the sans-IO functions of the protocol.
#[derive(Debug)]
struct Wire(&'static dyn ErasedOperation);

impl SerializeRequest for Wire {
    fn serialize_input(&self, input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let mut outgoing = self.0.request(input)?;
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
        self.0.parse_head(response)
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
struct TelemetryInterceptor(&'static dyn ErasedOperation);

#[dyn_dispatch_hint]
impl Intercept for TelemetryInterceptor {
    fn name(&self) -> &'static str {
        self.0.telemetry_interceptor()
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(requested) = cfg
            .load::<RequestedTelemetryAttributes>()
            .filter(|requested| !requested.is_empty())
        else {
            return Ok(());
        };
        let mut capture = Capture::new(requested);
        self.0.capture(context.input(), &mut capture);
        let captured = capture.finish();
        cfg.interceptor_state().store_put(captured);
        Ok(())
    }
}

/// Collects what the endpoint rules ask for.
#[derive(Debug)]
struct EndpointInterceptor(&'static dyn ErasedOperation);

#[dyn_dispatch_hint]
impl Intercept for EndpointInterceptor {
    fn name(&self) -> &'static str {
        self.0.endpoint_interceptor()
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let params = self.0.endpoint_params(input, cfg)?;
        if let Some(prefix) = self.0.host_prefix(input)? {
            let prefix = EndpointPrefix::new(prefix).map_err(|error| {
                ContextAttachedError::new("endpoint prefix could not be built", error)
            })?;
            cfg.interceptor_state().store_put(prefix);
        }
        cfg.interceptor_state().store_put(params);
        Ok(())
    }
}

/// Lets the client call an operation: what must be constant at its place, and the official
/// `RuntimePlugin` of the marker.
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    ($name:ident, $span:literal) => {
        impl $crate::client::erased::Erase for $name {
            const TELEMETRY_INTERCEPTOR: &'static str =
                concat!(stringify!($name), "TelemetryInputCaptureInterceptor");
            const ENDPOINT_INTERCEPTOR: &'static str =
                concat!(stringify!($name), "EndpointParamsInterceptor");

            #[inline(never)]
            fn erased() -> &'static dyn $crate::client::erased::ErasedOperation {
                &$crate::client::erased::Typed::<Self>(::std::marker::PhantomData)
            }

            fn plugin() -> &'static $crate::client::config::public::SharedRuntimePlugin {
                static PLUGIN: $crate::client::plugin::OncePlugin =
                    $crate::client::plugin::OncePlugin::new();
                PLUGIN.of(<Self as $crate::client::erased::Erase>::erased())
            }

            fn span() -> $crate::export::tracing::Span {
                $crate::export::tracing::debug_span!(
                    $span,
                    "rpc.service" = {
                        use $crate::operation::{AnyOperation, Service};
                        <<Self as AnyOperation>::Service as Service>::FACTS.id
                    },
                    "rpc.method" = stringify!($name),
                    "sdk_invocation_id" = $crate::client::plugin::invocation_number(),
                    "rpc.system" = "aws-api",
                )
            }
        }

        impl $crate::client::config::public::RuntimePlugin for $name {
            fn config(&self) -> ::std::option::Option<$crate::client::config::public::FrozenLayer> {
                <Self as $crate::client::erased::Erase>::plugin().config()
            }

            fn runtime_components(
                &self,
                current: &$crate::client::config::public::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::client::config::public::RuntimeComponentsBuilder>
            {
                <Self as $crate::client::erased::Erase>::plugin().runtime_components(current)
            }
        }
    };
}
