//! Operations that wait for something to come: their retries wait even where no retry is left to take,
//! since programs call them in a loop.

use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};

/// Marks a call as one that polls, for the retries of specification 2.1 and later.
pub fn long_polling() -> SharedInterceptor {
    SharedInterceptor::permanent(LongPolling)
}

#[derive(Debug)]
struct LongPolling;

#[dyn_dispatch_hint]
impl Intercept for LongPolling {
    fn name(&self) -> &'static str {
        "LongPollingInterceptor"
    }

    fn modify_before_retry_loop(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(config) = cfg.load::<RetryConfig>().cloned() else {
            return Ok(());
        };
        let spec = config.retry_spec().cloned();
        if let Some(spec) = spec.filter(|spec| spec.is_at_least(RetrySpec::V2_1)) {
            let config = config.with_retry_spec(spec.with_long_polling(true));
            cfg.interceptor_state().store_put(config);
        }
        Ok(())
    }
}
