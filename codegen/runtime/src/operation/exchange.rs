//! What the client does with an operation, whatever its bodies are.

use super::any::AnyOperation;
use super::output::OperationOutput;
use crate::error::{BoxError, BuildError};
use crate::http::Head;
use crate::schema::Structure;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::DeferredSignerSender;

/// A request that is ready to be signed and sent.
pub struct Outgoing {
    pub request: ::http::Request<SdkBody>,
    /// What a body that streams is, unless a header of the input says so.
    pub media_type: Option<&'static str>,
    /// Takes what signs the events in the body.
    pub signer: Option<DeferredSignerSender>,
}

/// How an input that holds a stream becomes a request.
pub type Stream<I> = fn(I) -> Result<Outgoing, BuildError>;

/// What the head of a response says whose body is a stream, and is taken; `None` if the body must be read first.
pub type OfHead<O> = fn(Head<'_>, &mut SdkBody) -> Option<Result<O, BoxError>>;

/// An operation as far as its requests go.
pub trait Requests: AnyOperation<Input: Structure> {
    /// How its inputs become requests, if they hold a stream.
    const STREAM: Option<Stream<Self::Input>> = None;
}

/// An operation as far as responses to it go.
pub trait Responds: AnyOperation<Output: OperationOutput> {
    /// What heads of responses say, if outputs hold a stream.
    const HEAD: Option<OfHead<Self::Output>> = None;
}

/// An operation as the client calls it.
pub trait Exchange: Requests + Responds {}

impl<O: Requests + Responds> Exchange for O {}

impl From<::http::Request<Vec<u8>>> for Outgoing {
    fn from(request: ::http::Request<Vec<u8>>) -> Self {
        Self {
            request: request.map(SdkBody::from),
            media_type: None,
            signer: None,
        }
    }
}

impl Outgoing {
    /// The request that says of a body that streams what it is, and how long if that is known.
    pub fn described(mut self) -> ::http::Request<SdkBody> {
        if let Some(media_type) = self.media_type {
            let length = self.request.body().content_length();
            let headers = self.request.headers_mut();
            let media_type = HeaderValue::from_static(media_type);
            headers.entry(CONTENT_TYPE).or_insert(media_type);
            if let Some(length) = length {
                headers.entry(CONTENT_LENGTH).or_insert(length.into());
            }
        }
        self.request
    }
}
