//! A header that a service wants in all requests.

use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// Sets a header before the request is signed, in the place of one that is there.
pub fn header(name: &'static str, value: &'static str) -> SharedInterceptor {
    SharedInterceptor::new(Header { name, value })
}

#[derive(Debug)]
struct Header {
    name: &'static str,
    value: &'static str,
}

#[dyn_dispatch_hint]
impl Intercept for Header {
    fn name(&self) -> &'static str {
        "ServiceHeaderInterceptor"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request_mut().headers_mut();
        headers.try_insert(self.name, self.value)?;
        Ok(())
    }
}
