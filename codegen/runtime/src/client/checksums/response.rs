//! Checksums of responses.

use super::algorithm::{ALL, Algorithm};
use super::body::{Validated, wrap};
use crate::client::presigned::Presigned;
use crate::error::BoxError;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextMut,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::base64;
use aws_smithy_types::checksum_config::ResponseChecksumValidation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// Asks for a checksum. A member of the input has it if the user asks.
const MODE: &str = "x-amz-checksum-mode";

/// Compares the body of a response with its checksum.
#[derive(Debug)]
pub(super) struct Validation;

/// Whether the response of a call is validated.
#[derive(Clone, Copy, Debug)]
struct Wanted(bool);

impl Storable for Wanted {
    type Storer = StoreReplace<Self>;
}

fn only_if_required(cfg: &ConfigBag) -> bool {
    let setting = cfg.load::<ResponseChecksumValidation>();
    matches!(setting, Some(ResponseChecksumValidation::WhenRequired))
}

#[dyn_dispatch_hint]
impl Intercept for Validation {
    fn name(&self) -> &'static str {
        "ResponseChecksumInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = match only_if_required(cfg) {
            true => SmithySdkFeature::FlexibleChecksumsResWhenRequired,
            false => SmithySdkFeature::FlexibleChecksumsResWhenSupported,
        };
        // The user agent names features in their order.
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let (only_if_required, is_signed_only) =
            (only_if_required(cfg), cfg.load::<Presigned>().is_some());
        let headers = context.request_mut().headers_mut();
        let is_asked = headers.get(MODE) == Some("ENABLED");
        if !is_asked && !only_if_required && !is_signed_only {
            headers.insert(MODE, "ENABLED");
        }
        let wanted = Wanted(is_asked || !only_if_required);
        cfg.interceptor_state().store_put(wanted);
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !cfg.load::<Wanted>().is_some_and(|wanted| wanted.0) {
            return Ok(());
        }
        let response = context.response_mut();
        let Some((algorithm, expected)) = expected(response.headers()) else {
            return Ok(());
        };
        wrap(response.body_mut(), move |body| {
            Validated::new(body, algorithm, expected.clone())
        });
        Ok(())
    }
}

/// The checksum that a response has, if it is one of the whole body.
fn expected(headers: &Headers) -> Option<(Algorithm, Vec<u8>)> {
    let mut found = ALL.into_iter().filter_map(|(algorithm, _)| {
        let value = headers.get(algorithm.header())?;
        Some((algorithm, value))
    });
    let (algorithm, value) = found.next()?;
    if is_of_parts(value) {
        // The texts are those that programs find in their logs with the official client.
        tracing::warn!(
            "This checksum is a part-level checksum which can't be validated by the Rust SDK. \
             Disable checksum validation for this request to fix this warning."
        );
        return None;
    }
    match base64::decode(value) {
        Ok(checksum) => Some((algorithm, checksum)),
        Err(_) => {
            tracing::error!(
                "Checksum received from server could not be base64 decoded. \
                 No checksum validation will be performed."
            );
            None
        }
    }
}

/// Whether a checksum ends with the number of parts it is made of: `…-12`.
fn is_of_parts(checksum: &str) -> bool {
    let parts = checksum.rsplit_once('-');
    parts.is_some_and(|(before, count)| {
        let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !before.ends_with('-')
    })
}
