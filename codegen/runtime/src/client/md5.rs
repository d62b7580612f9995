//! The MD5 of a body in its header, which some operations want.

use super::operation_plugin::OperationPlugin;
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::base64;
use aws_smithy_types::config_bag::ConfigBag;
use md5::{Digest, Md5};

/// Has the requests of an operation bear the header.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.intercept(ContentMd5);
}

#[derive(Debug)]
struct ContentMd5;

#[dyn_dispatch_hint]
impl Intercept for ContentMd5 {
    fn name(&self) -> &'static str {
        "HttpChecksumRequiredInterceptor"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let body = request.body().bytes();
        let body = body.ok_or("the MD5 of a body that streams is not known before it is sent")?;
        let checksum = base64::encode(Md5::digest(body));
        request.headers_mut().insert("content-md5", checksum);
        Ok(())
    }
}
