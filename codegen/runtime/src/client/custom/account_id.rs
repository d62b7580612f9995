//! Endpoints of accounts: the user agent says which mode is on.

use crate::error::BoxError;
use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::AccountIdEndpointMode;

/// Tells the service whether endpoints of accounts are wanted.
pub fn account_id_endpoints() -> SharedInterceptor {
    SharedInterceptor::permanent(ModeFeature)
}

#[derive(Debug)]
struct ModeFeature;

#[dyn_dispatch_hint]
impl Intercept for ModeFeature {
    fn name(&self) -> &'static str {
        "AccountIdEndpointFeatureTrackerInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mode = cfg.load::<AccountIdEndpointMode>().cloned();
        let feature = match mode.unwrap_or_default() {
            AccountIdEndpointMode::Preferred => AwsSdkFeature::AccountIdModePreferred,
            AccountIdEndpointMode::Required => AwsSdkFeature::AccountIdModeRequired,
            AccountIdEndpointMode::Disabled => AwsSdkFeature::AccountIdModeDisabled,
            // A mode that this version does not know has no letter.
            _ => return Ok(()),
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }
}
