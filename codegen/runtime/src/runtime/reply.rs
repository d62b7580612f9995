//! A response as the protocols see it, whoever received it.

use http::HeaderMap;

/// Status, headers and the whole body of a response.
pub struct Reply<'a> {
    status: u16,
    headers: &'a dyn Headers,
    body: &'a [u8],
}

/// Headers by lower-case name; what is not text is not there.
trait Headers {
    fn get(&self, name: &str) -> Option<&str>;
}

impl Headers for HeaderMap {
    fn get(&self, name: &str) -> Option<&str> {
        HeaderMap::get(self, name)?.to_str().ok()
    }
}

#[cfg(feature = "client")]
impl Headers for aws_smithy_runtime_api::http::Headers {
    fn get(&self, name: &str) -> Option<&str> {
        aws_smithy_runtime_api::http::Headers::get(self, name)
    }
}

impl<'a> Reply<'a> {
    pub(crate) fn of_http<B: AsRef<[u8]>>(response: &'a http::Response<B>) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers(),
            body: response.body().as_ref(),
        }
    }

    /// The response of the client, whose body the orchestrator has read into memory.
    #[cfg(feature = "client")]
    pub(crate) fn of_client(
        response: &'a aws_smithy_runtime_api::client::orchestrator::HttpResponse,
    ) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers(),
            body: response.body().bytes().unwrap_or_default(),
        }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)
    }

    pub(crate) fn body(&self) -> &'a [u8] {
        self.body
    }

    pub(crate) fn request_id(&self) -> Option<&'a str> {
        self.header("x-amzn-requestid")
            .or_else(|| self.header("x-amz-request-id"))
    }
}
