//! The plugin of an operation: how its requests are made, signed, sent where, and tried again.

use super::auth;
use super::erased::ErasedOperation;
use super::error::BoxError;
use super::invoke::Wire;
use super::telemetry::TelemetryInterceptor;
use crate::endpoint::ParamsBuilder;
use crate::meta::SERVICE;
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::endpoint::{EndpointPrefix, EndpointResolverParams};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};

/// Makes the plugin. It says the same for every call.
pub(crate) fn operation_plugin(operation: &'static dyn ErasedOperation) -> SharedRuntimePlugin {
    SharedRuntimePlugin::new(
        StaticRuntimePlugin::new()
            .with_config(config(operation))
            .with_runtime_components(components(operation)),
    )
}

fn config(operation: &'static dyn ErasedOperation) -> FrozenLayer {
    let name = operation.name();
    let mut layer = Layer::new(name);
    layer.store_put(SharedRequestSerializer::new(Wire(operation)));
    layer.store_put(SharedResponseDeserializer::new(Wire(operation)));
    layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::of(name)));
    if operation.sensitive_output() {
        layer.store_put(SensitiveOutput);
    }
    layer.store_put(Metadata::new(name, SERVICE.id));
    layer.store_put(SigV4OperationSigningConfig {
        signing_options: SigningOptions::default(),
        ..SigV4OperationSigningConfig::default()
    });
    layer.freeze()
}

fn components(operation: &'static dyn ErasedOperation) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new(operation.name());
    components
        .push_interceptor(SharedInterceptor::permanent(TelemetryInterceptor(
            operation,
        )))
        .push_interceptor(SharedInterceptor::permanent(
            StalledStreamProtectionInterceptor::default(),
        ))
        .push_interceptor(SharedInterceptor::permanent(EndpointInterceptor(operation)));
    for classifier in operation.retry_classifiers() {
        components.push_retry_classifier(classifier);
    }
    components
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
        let params = self
            .0
            .endpoint_params(input, ParamsBuilder::from_config(cfg))?
            .build()
            .map_err(|error| {
                ContextAttachedError::new("endpoint params could not be built", error)
            })?;
        if let Some(prefix) = self.0.host_prefix(input)? {
            let prefix = EndpointPrefix::new(prefix).map_err(|error| {
                ContextAttachedError::new("endpoint prefix could not be built", error)
            })?;
            cfg.interceptor_state().store_put(prefix);
        }
        cfg.interceptor_state()
            .store_put(EndpointResolverParams::new(params));
        Ok(())
    }
}
