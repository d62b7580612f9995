//! Interceptors that tell the service, in the user agent, which features of the client are used.

use crate::error::BoxError;
use crate::protocol::SdkFeature;
use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::EndpointUrl;

/// Which protocol is spoken, if that is told.
#[derive(Debug)]
pub(super) struct ProtocolFeature(pub(super) SdkFeature);

#[dyn_dispatch_hint]
impl Intercept for ProtocolFeature {
    fn name(&self) -> &'static str {
        "ProtocolFeatureTrackerInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_append(self.0.clone());
        Ok(())
    }
}

/// Which retry mode is on.
#[derive(Debug)]
pub(super) struct RetryModeFeature;

#[dyn_dispatch_hint]
impl Intercept for RetryModeFeature {
    fn name(&self) -> &'static str {
        "RetryModeFeatureTrackerInterceptor"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match cfg.load::<RetryConfig>().map(RetryConfig::mode) {
            Some(RetryMode::Standard) => SmithySdkFeature::RetryModeStandard,
            Some(RetryMode::Adaptive) => SmithySdkFeature::RetryModeAdaptive,
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}

/// Whether the endpoint is set by the user.
#[derive(Debug)]
pub(super) struct EndpointOverrideFeature;

#[dyn_dispatch_hint]
impl Intercept for EndpointOverrideFeature {
    fn name(&self) -> &'static str {
        "EndpointOverrideFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if cfg.load::<EndpointUrl>().is_some() {
            cfg.interceptor_state()
                .store_append(AwsSdkFeature::EndpointOverride);
        }
        Ok(())
    }
}

/// Who makes a call, if not the user.
#[derive(Debug)]
enum Caller {
    Paginator,
    Waiter,
}

#[dyn_dispatch_hint]
impl Intercept for Caller {
    fn name(&self) -> &'static str {
        match self {
            Self::Paginator => "PaginatorFeatureTrackerInterceptor",
            Self::Waiter => "WaiterFeatureTrackerInterceptor",
        }
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_append(match self {
            Self::Paginator => SmithySdkFeature::Paginator,
            Self::Waiter => SmithySdkFeature::Waiter,
        });
        Ok(())
    }
}

/// Says that a paginator makes the call.
pub fn paginator() -> SharedRuntimePlugin {
    caller("PaginatorFeatureTrackerRuntimePlugin", Caller::Paginator)
}

/// Says that a waiter makes the call.
pub fn waiter() -> SharedRuntimePlugin {
    caller("WaiterFeatureTrackerRuntimePlugin", Caller::Waiter)
}

fn caller(name: &'static str, caller: Caller) -> SharedRuntimePlugin {
    SharedRuntimePlugin::new(StaticRuntimePlugin::new().with_runtime_components(
        RuntimeComponentsBuilder::new(name).with_interceptor(SharedInterceptor::permanent(caller)),
    ))
}
