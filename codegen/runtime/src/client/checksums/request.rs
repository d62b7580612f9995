//! Checksums of requests.

use super::algorithm::Algorithm;
use super::body::{Known, Summed, first, header_value, wrap};
use crate::client::presigned::Presigned;
use crate::error::BoxError;
use aws_runtime::content_encoding::AwsChunkedBodyOptions;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::checksum_config::RequestChecksumCalculation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// The header that names the algorithm. A member of the input has it if the user chooses.
const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";

/// The headers with checksums begin so.
const CHECKSUM: &str = "x-amz-checksum-";

/// Whether a request of an operation must have a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Supported,
}

/// Has a request bear a checksum.
#[derive(Debug)]
pub(super) struct Checksum(pub(super) Need);

/// The checksum of a call.
#[derive(Clone, Debug)]
struct Chosen {
    algorithm: Algorithm,
    known: Known,
}

impl Storable for Chosen {
    type Storer = StoreReplace<Self>;
}

impl Checksum {
    /// Whether the configuration wants one.
    fn is_wanted(&self, cfg: &mut ConfigBag) -> bool {
        let (feature, wanted) = match cfg.load::<RequestChecksumCalculation>() {
            Some(RequestChecksumCalculation::WhenRequired) => (
                SmithySdkFeature::FlexibleChecksumsReqWhenRequired,
                self.0 == Need::Required,
            ),
            _ => (SmithySdkFeature::FlexibleChecksumsReqWhenSupported, true),
        };
        cfg.interceptor_state().store_append(feature);
        wanted
    }

    /// The algorithm of the request, if it is to have a checksum that it has not.
    fn choose(
        &self,
        request: &mut HttpRequest,
        cfg: &mut ConfigBag,
    ) -> Result<Option<Algorithm>, BoxError> {
        let has_checksum = request
            .headers()
            .iter()
            .any(|(name, _)| name.starts_with(CHECKSUM));
        if has_checksum || cfg.load::<Presigned>().is_some() || !self.is_wanted(cfg) {
            return Ok(None);
        }
        let named = request.headers().get(ALGORITHM);
        let algorithm = named.map(Algorithm::parse).transpose()?;
        if algorithm.is_none() {
            request.headers_mut().insert(ALGORITHM, "CRC32");
        }
        Ok(Some(algorithm.unwrap_or(Algorithm::Crc32)))
    }
}

#[dyn_dispatch_hint]
impl Intercept for Checksum {
    fn name(&self) -> &'static str {
        "RequestChecksumInterceptor"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match self.choose(context.request_mut(), cfg)? {
            Some(algorithm) => {
                let state = cfg.interceptor_state();
                state.store_append(algorithm.feature());
                state.store_put(Chosen {
                    algorithm,
                    known: Known::default(),
                });
            }
            None => {
                let plain = AwsChunkedBodyOptions::disable_chunked_encoding();
                cfg.interceptor_state().store_put(plain);
            }
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(Chosen { algorithm, known }) = cfg.load::<Chosen>().cloned() else {
            return Ok(());
        };
        let request = context.request_mut();
        if let Some(body) = request.body().bytes() {
            let mut sum = algorithm.start();
            sum.update(body);
            let calculated = header_value(&sum.finish())?;
            let value = first(&known, calculated, algorithm);
            request.headers_mut().insert(algorithm.header(), value);
            return Ok(());
        }
        request
            .headers_mut()
            .insert("x-amz-trailer", algorithm.header());
        let options = AwsChunkedBodyOptions::default().with_trailer_len(algorithm.trailer_length());
        cfg.interceptor_state().store_put(options);
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let Some(Chosen { algorithm, known }) = cfg.load::<Chosen>().cloned() else {
            return Ok(());
        };
        if request.body().bytes().is_some() {
            return Ok(());
        }
        wrap(request.body_mut(), move |body| {
            Summed::new(body, algorithm, known.clone())
        });
        Ok(())
    }
}
