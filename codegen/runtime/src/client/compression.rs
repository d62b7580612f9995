//! Compression of request bodies, where the model asks for it and the body is large enough.

pub use super::config::compression::Settings;
use super::config::compression::{Disabled, Least};
use super::operation_plugin::OperationPlugin;
use crate::error::BoxError;
use ::http::header::CONTENT_LENGTH;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The level that official clients compress with.
const LEVEL: u32 = 6;

/// Bodies below this size are sent as they are, unless set otherwise.
const DEFAULT_LEAST: u32 = 10_240;

/// The largest size that may be set.
const GREATEST_LEAST: u32 = 10_485_760;

/// Has the requests of an operation compressed.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.intercept(Gzip);
}

#[derive(Debug)]
struct Gzip;

fn least(cfg: &ConfigBag) -> u32 {
    cfg.load::<Least>().map_or(DEFAULT_LEAST, |it| it.0)
}

#[dyn_dispatch_hint]
impl Intercept for Gzip {
    fn name(&self) -> &'static str {
        "RequestCompressionInterceptor"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match least(cfg) {
            0..=GREATEST_LEAST => Ok(()),
            least => Err(format!(
                "min compression size `{least}` is invalid, valid values are 0..={GREATEST_LEAST}"
            )
            .into()),
        }
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let least = least(cfg) as usize;
        let large = |body: &&[u8]| body.len() >= least;
        let is_disabled = cfg.load::<Disabled>().is_some_and(|it| it.0);
        let Some(body) = request.body().bytes().filter(large) else {
            return Ok(());
        };
        if is_disabled {
            return Ok(());
        }
        let mut packed = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
        packed.write_all(body)?;
        let packed = packed.finish()?;
        request.headers_mut().append("content-encoding", "gzip");
        let length = packed.len().to_string();
        request.headers_mut().insert(CONTENT_LENGTH, length);
        *request.body_mut() = SdkBody::from(packed);
        cfg.interceptor_state()
            .store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }
}
