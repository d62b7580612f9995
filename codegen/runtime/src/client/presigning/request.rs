//! A request that is signed.

use crate::error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use std::fmt;

/// A request that anybody can send until it expires: method, URI and headers. All of the headers must be
/// sent with it.
#[non_exhaustive]
#[derive(Clone)]
pub struct PresignedRequest {
    head: ::http::Request<()>,
    uri: String,
}

impl PresignedRequest {
    pub(super) fn new(request: HttpRequest) -> Result<Self, BoxError> {
        let head = request.try_into_http1x()?.map(drop);
        // A header that is no text could not be shown.
        for value in head.headers().values() {
            value.to_str()?;
        }
        let uri = head.uri().to_string();
        Ok(Self { head, uri })
    }

    /// The method.
    pub fn method(&self) -> &str {
        self.head.method().as_str()
    }

    /// The URI with the signature in it.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.head.headers().iter();
        headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()))
    }

    /// The request with this body, for the crate `http`.
    pub fn make_http_1x_request<B>(&self, body: B) -> ::http::Request<B> {
        self.clone().into_http_1x_request(body)
    }

    /// The request with this body, for the crate `http`.
    pub fn into_http_1x_request<B>(self, body: B) -> ::http::Request<B> {
        self.head.map(|()| body)
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedRequest")
            .field("method", &self.method())
            .field("uri", &self.uri())
            .field("headers", self.head.headers())
            .finish()
    }
}
