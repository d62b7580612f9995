//! The plugin of an operation: how its requests are made, signed, sent where, and tried again.

use super::auth;
use super::error::BoxError;
use super::invoke::Wire;
use super::operation::Operation;
use super::telemetry::TelemetryInterceptor;
use crate::endpoint::ParamsBuilder;
use crate::meta::SERVICE;
use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions};
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::{
    ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::endpoint::{EndpointPrefix, EndpointResolverParams};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer, Layer};

use std::marker::PhantomData;

/// Makes the plugin. It says the same for every call.
pub(crate) fn operation_plugin<O: Operation>() -> SharedRuntimePlugin {
    SharedRuntimePlugin::new(
        StaticRuntimePlugin::new()
            .with_config(config::<O>())
            .with_runtime_components(components::<O>()),
    )
}

fn config<O: Operation>() -> FrozenLayer {
    let mut layer = Layer::new(O::NAME);
    layer.store_put(SharedRequestSerializer::new(Wire::<O>::NEW));
    layer.store_put(SharedResponseDeserializer::new(Wire::<O>::NEW));
    layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::of(
        O::NAME,
    )));
    layer.store_put(Metadata::new(O::NAME, SERVICE.id));
    layer.store_put(SigV4OperationSigningConfig {
        signing_options: SigningOptions::default(),
        ..SigV4OperationSigningConfig::default()
    });
    layer.freeze()
}

fn components<O: Operation>() -> RuntimeComponentsBuilder {
    RuntimeComponentsBuilder::new(O::NAME)
        .with_interceptor(SharedInterceptor::permanent(TelemetryInterceptor::<O>::NEW))
        .with_interceptor(SharedInterceptor::permanent(
            StalledStreamProtectionInterceptor::default(),
        ))
        .with_interceptor(SharedInterceptor::permanent(EndpointInterceptor::<O>(
            PhantomData,
        )))
        .with_retry_classifier(TransientErrorClassifier::<O::Error>::new())
        .with_retry_classifier(ModeledAsRetryableClassifier::<O::Error>::new())
        .with_retry_classifier(AwsErrorCodeClassifier::<O::Error>::new())
        .with_retry_classifier(ServiceClockSkewClassifier::<O::Error>::new())
}

/// Collects what the endpoint rules ask for.
#[derive(Debug)]
struct EndpointInterceptor<O>(PhantomData<O>);

#[dyn_dispatch_hint]
impl<O: Operation> Intercept for EndpointInterceptor<O> {
    fn name(&self) -> &'static str {
        O::ENDPOINT_INTERCEPTOR
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context
            .input()
            .downcast_ref::<O::Input>()
            .ok_or_else(|| format!("the input is not one of {}", O::NAME))?;
        let params = O::endpoint_params(input, ParamsBuilder::from_config(cfg))
            .build()
            .map_err(|error| {
                ContextAttachedError::new("endpoint params could not be built", error)
            })?;
        if let Some(prefix) = O::host_prefix(input)? {
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
