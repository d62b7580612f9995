//! Bodies in chunks, which alone can have trailers: `aws-chunked`.

use super::body::wrap;
use crate::client::config::checksums::ChunkSize;
use crate::error::BoxError;
use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING};
use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::header_value::AWS_CHUNKED;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// The least size of a chunk.
const LEAST: usize = 8192;

/// The length of `name:signature` where the signature is a trailer.
const SIGNATURE: u64 = X_AMZ_TRAILER_SIGNATURE.len() as u64 + 1 + 64;

/// Sends the body of a request in chunks if it streams and has a checksum.
#[derive(Debug)]
pub(super) struct Chunked;

fn applies(request: &HttpRequest, cfg: &ConfigBag) -> bool {
    let options = cfg.load::<AwsChunkedBodyOptions>();
    // What protects against stalled streams makes one of each body, but keeps the bytes that are there.
    request.body().bytes().is_none() && options.is_none_or(|options| !options.disabled())
}

/// The length of the body as it is.
fn length(request: &HttpRequest) -> Result<u64, BoxError> {
    let header = request.headers().get(CONTENT_LENGTH);
    let header = header.and_then(|length| length.parse().ok());
    header
        .or_else(|| request.body().content_length())
        .ok_or_else(|| "Only request bodies with a known size can be aws-chunked encoded.".into())
}

/// Where the connection is not protected, each chunk is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signing {
    Chunks,
    Nothing,
}

fn options(
    length: u64,
    signing: Signing,
    cfg: &ConfigBag,
) -> Result<AwsChunkedBodyOptions, BoxError> {
    let options = cfg.load::<AwsChunkedBodyOptions>().cloned();
    let options = options.unwrap_or_default().with_stream_length(length);
    let options = match cfg.load::<ChunkSize>() {
        Some(ChunkSize::Bytes(size)) => options.with_chunk_size(*size),
        Some(ChunkSize::Whole) => options.with_chunk_size(usize::try_from(length)?),
        None => options,
    };
    let size = options.chunk_size();
    if size < LEAST {
        return Err(
            format!("Chunk size must be at least {LEAST} bytes, but {size} was provided.").into(),
        );
    }
    let signs = signing == Signing::Chunks;
    let options = options.signed_chunked_encoding(signs);
    Ok(match signs && !options.is_trailer_empty() {
        true => options.with_trailer_len(SIGNATURE),
        false => options,
    })
}

#[dyn_dispatch_hint]
impl Intercept for Chunked {
    fn name(&self) -> &'static str {
        "AwsChunkedContentEncodingInterceptor"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        if !applies(request, cfg) {
            return Ok(());
        }
        let length = length(request)?;
        let signing = match request.uri().starts_with("http:") {
            true => Signing::Chunks,
            false => Signing::Nothing,
        };
        let options = options(length, signing, cfg)?;
        let headers = request.headers_mut();
        headers.insert("x-amz-decoded-content-length", length.to_string());
        headers.insert(CONTENT_LENGTH, options.encoded_length().to_string());
        headers.remove(TRANSFER_ENCODING);
        headers.append(CONTENT_ENCODING, AWS_CHUNKED);
        let state = cfg.interceptor_state();
        state.store_put(options);
        if signing == Signing::Chunks {
            let (signer, sender) = DeferredSigner::new();
            state.store_put(signer);
            state.store_put(sender);
            state.store_put(PayloadSigningOverride::StreamingSignedPayloadTrailer);
        } else {
            state.store_put(PayloadSigningOverride::StreamingUnsignedPayloadTrailer);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        if !applies(request, cfg) {
            return Ok(());
        }
        let options = cfg.load::<AwsChunkedBodyOptions>().cloned();
        let options = options.unwrap_or_default();
        let signer = cfg.get_mut_from_interceptor_state::<DeferredSigner>();
        let signer = signer.map(|signer| std::mem::replace(signer, DeferredSigner::empty()));
        wrap(request.body_mut(), move |body| {
            let body = AwsChunkedBody::new(body, options.clone());
            match &signer {
                Some(signer) => body.with_signer(signer.clone()),
                None => body,
            }
        });
        Ok(())
    }
}
