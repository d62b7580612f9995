//! Bodies that are summed up while they are read.

use super::algorithm::{Algorithm, Sum};
use crate::client::hex::hex;
use crate::error::BoxError;
use ::http::{HeaderMap, HeaderName, HeaderValue};
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

/// The checksum of the first attempt, which others send, too.
pub(super) type Known = Arc<OnceLock<HeaderValue>>;

/// A checksum as a header has it.
pub(super) fn header_value(checksum: &[u8]) -> Result<HeaderValue, BoxError> {
    Ok(HeaderValue::try_from(base64::encode(checksum))?)
}

/// The checksum of the first attempt; the body of another one should be the same.
pub(super) fn first(known: &Known, calculated: HeaderValue, algorithm: Algorithm) -> HeaderValue {
    let cached = known.get_or_init(|| calculated.clone());
    if *cached != calculated {
        let name = HeaderName::from_static(algorithm.header());
        let headers = |value: &HeaderValue| HeaderMap::from_iter([(name.clone(), value.clone())]);
        let (cached, calculated) = (headers(cached), headers(&calculated));
        tracing::warn!(
            ?cached,
            ?calculated,
            "calculated checksum differs from cached checksum!"
        );
    }
    cached.clone()
}

/// Puts something around a body, whenever it is asked for once more.
pub(super) fn wrap<B>(body: &mut SdkBody, around: impl Fn(SdkBody) -> B + Send + Sync + 'static)
where
    B: Body<Data = Bytes, Error = BoxError> + Send + Sync + 'static,
{
    let inner = std::mem::replace(body, SdkBody::taken());
    *body = inner.map(move |inner| SdkBody::from_body_1_x(around(inner)));
}

/// A body, and the checksum of what was read of it.
struct Summing {
    body: SdkBody,
    /// None when it was asked for.
    sum: Option<Sum>,
}

type Polled = Poll<Result<Option<Frame<Bytes>>, BoxError>>;

impl Summing {
    fn new(body: SdkBody, algorithm: Algorithm) -> Self {
        let sum = Some(algorithm.start());
        Self { body, sum }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Polled {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx)).transpose()?;
        if let (Some(bytes), Some(sum)) = (frame.as_ref().and_then(Frame::data_ref), &mut self.sum)
        {
            sum.update(bytes);
        }
        Poll::Ready(Ok(frame))
    }

    /// The checksum of all that was read, once.
    fn finish(&mut self) -> Option<Vec<u8>> {
        self.sum.take().map(Sum::finish)
    }
}

/// A body with its checksum behind it, as a trailer.
pub(super) struct Summed {
    summing: Summing,
    algorithm: Algorithm,
    known: Known,
}

impl Summed {
    pub(super) fn new(body: SdkBody, algorithm: Algorithm, known: Known) -> Self {
        Self {
            summing: Summing::new(body, algorithm),
            algorithm,
            known,
        }
    }

    fn trailers(&mut self) -> Result<Option<Frame<Bytes>>, BoxError> {
        let Some(sum) = self.summing.finish() else {
            return Ok(None);
        };
        let calculated = header_value(&sum)?;
        let value = first(&self.known, calculated, self.algorithm);
        let name = HeaderName::from_static(self.algorithm.header());
        Ok(Some(Frame::trailers(HeaderMap::from_iter([(name, value)]))))
    }
}

impl Body for Summed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match ready!(self.summing.poll(cx))? {
            Some(frame) => Poll::Ready(Some(Ok(frame))),
            None => Poll::Ready(self.trailers().transpose()),
        }
    }
}

/// A body that fails at its end if its checksum is another one.
pub(super) struct Validated {
    summing: Summing,
    expected: Vec<u8>,
}

impl Validated {
    pub(super) fn new(body: SdkBody, algorithm: Algorithm, expected: Vec<u8>) -> Self {
        Self {
            summing: Summing::new(body, algorithm),
            expected,
        }
    }

    fn compare(&mut self) -> Result<(), ChecksumMismatch> {
        let Some(actual) = self.summing.finish() else {
            return Ok(());
        };
        match actual == self.expected {
            true => Ok(()),
            false => Err(ChecksumMismatch {
                expected: std::mem::take(&mut self.expected).into(),
                actual: actual.into(),
            }),
        }
    }
}

impl Body for Validated {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(self.summing.poll(cx))?;
        if frame.is_none() {
            self.compare()?;
        }
        Poll::Ready(frame.map(Ok))
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.summing.body)
    }
}

/// A body is not what it was when its checksum was made.
#[derive(Debug)]
pub(super) struct ChecksumMismatch {
    expected: Bytes,
    actual: Bytes,
}

impl fmt::Display for ChecksumMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, actual) = (hex(&self.expected), hex(&self.actual));
        write!(
            f,
            "body checksum mismatch. expected body checksum to be {expected} but it was {actual}"
        )
    }
}

impl std::error::Error for ChecksumMismatch {}
