//! A header that should be a time, and may be none.

use super::operation_plugin::OperationPlugin;
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;

const TIME: &str = "Expires";

/// The header that the text of the other one is copied to, for a member of the output to have it.
const TEXT: &str = "ExpiresString";

/// Keeps the text of the header, and takes the header away if it is no time.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.intercept(Expires);
}

#[derive(Debug)]
struct Expires;

#[dyn_dispatch_hint]
impl Intercept for Expires {
    fn name(&self) -> &'static str {
        "S3ExpiresInterceptor"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.response_mut().headers_mut();
        let Some(text) = headers.get(TIME).map(str::to_owned) else {
            return Ok(());
        };
        if DateTime::from_str(&text, Format::HttpDate).is_err() {
            headers.remove(TIME);
        }
        headers.try_insert(TEXT, text)?;
        Ok(())
    }
}
