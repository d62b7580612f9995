//! A response as the protocols see it, whoever received it.

use ::http::HeaderMap;

/// Status and headers of a response: all that is there before a body that streams.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    status: u16,
    headers: &'a dyn Headers,
}

/// A response with its whole body.
#[derive(Clone, Copy)]
pub struct Reply<'a> {
    head: Head<'a>,
    /// A body without bytes is none.
    body: Option<&'a [u8]>,
}

/// Headers by lower-case name; what is not text is not there.
trait Headers {
    fn get(&self, name: &str) -> Option<&str>;

    /// All lines of a header, text or not.
    #[cfg(feature = "http-bindings")]
    fn lines(&self, name: &str) -> Vec<&[u8]>;

    #[cfg(feature = "http-bindings")]
    fn names(&self) -> Vec<&str>;
}

impl Headers for HeaderMap {
    fn get(&self, name: &str) -> Option<&str> {
        HeaderMap::get(self, name)?.to_str().ok()
    }

    #[cfg(feature = "http-bindings")]
    fn lines(&self, name: &str) -> Vec<&[u8]> {
        let lines = self.get_all(name).into_iter();
        lines.map(|line| line.as_bytes()).collect()
    }

    #[cfg(feature = "http-bindings")]
    fn names(&self) -> Vec<&str> {
        self.keys().map(|name| name.as_str()).collect()
    }
}

#[cfg(feature = "client")]
impl Headers for aws_smithy_runtime_api::http::Headers {
    fn get(&self, name: &str) -> Option<&str> {
        aws_smithy_runtime_api::http::Headers::get(self, name)
    }

    #[cfg(feature = "http-bindings")]
    fn lines(&self, name: &str) -> Vec<&[u8]> {
        self.get_all_bytes(name).collect()
    }

    #[cfg(feature = "http-bindings")]
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.iter_bytes().map(|(name, _)| name).collect();
        names.dedup();
        names
    }
}

impl<'a> Head<'a> {
    /// The head of anybody's response.
    #[cfg(feature = "streams")]
    pub fn of_parts(head: &'a ::http::response::Parts) -> Self {
        Self {
            status: head.status.as_u16(),
            headers: &head.headers,
        }
    }

    /// The head of the client's response.
    #[cfg(feature = "client")]
    pub fn of_client(
        response: &'a aws_smithy_runtime_api::client::orchestrator::HttpResponse,
    ) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers(),
        }
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// All lines of a header, text or not.
    #[cfg(feature = "http-bindings")]
    pub fn lines(&self, name: &str) -> Vec<&'a [u8]> {
        self.headers.lines(name)
    }

    /// The names of all headers, in lower case.
    #[cfg(feature = "http-bindings")]
    pub fn names(&self) -> Vec<&'a str> {
        self.headers.names()
    }

    #[cfg(feature = "http-bindings")]
    pub fn status(&self) -> u16 {
        self.status
    }

    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)
    }

    pub fn request_id(&self) -> Option<&'a str> {
        self.header("x-amzn-requestid")
            .or_else(|| self.header("x-amz-request-id"))
    }
}

impl<'a> Reply<'a> {
    /// A response of these parts.
    pub fn new(head: Head<'a>, body: &'a [u8]) -> Self {
        let body = Some(body).filter(|body| !body.is_empty());
        Self { head, body }
    }

    /// The payload of an event, which is there though it has no bytes.
    #[cfg(feature = "event-streams")]
    pub fn of_event(response: &'a ::http::Response<&'a [u8]>) -> Self {
        Self {
            body: Some(response.body()),
            ..Self::of_http(response)
        }
    }

    pub fn of_http<B: AsRef<[u8]>>(response: &'a ::http::Response<B>) -> Self {
        let head = Head {
            status: response.status().as_u16(),
            headers: response.headers(),
        };
        Self::new(head, response.body().as_ref())
    }

    /// The response of the client, whose body the orchestrator has read into memory.
    #[cfg(feature = "client")]
    pub fn of_client(
        response: &'a aws_smithy_runtime_api::client::orchestrator::HttpResponse,
    ) -> Self {
        let body = response.body().bytes().unwrap_or_default();
        Self::new(Head::of_client(response), body)
    }

    pub fn head(&self) -> &Head<'a> {
        &self.head
    }

    pub fn body(&self) -> &'a [u8] {
        self.body.unwrap_or_default()
    }

    /// The body, if there is one.
    #[cfg(feature = "http-bindings")]
    pub fn content(&self) -> Option<&'a [u8]> {
        self.body
    }
}
