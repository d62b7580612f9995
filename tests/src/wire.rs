//! A wire that answers without a network, and keeps what was sent. Programs of tests have this file, too.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};

/// What comes back for a request.
#[derive(Clone)]
pub enum Answer {
    /// A whole response.
    Response {
        /// The status.
        status: u16,
        /// Names and values.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
    /// The start of a body, after which the connection breaks.
    Broken(Vec<u8>),
    /// No connection.
    Io,
    /// No answer in time, as the connector says.
    Timeout,
    /// No answer at all.
    Never,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Response {
                status,
                headers,
                body,
            } => write!(
                f,
                "{status} {headers:?} {:?}",
                String::from_utf8_lossy(body)
            ),
            Self::Broken(start) => write!(f, "{:?}…", String::from_utf8_lossy(start)),
            Self::Io => f.write_str("no connection"),
            Self::Timeout => f.write_str("no answer in time"),
            Self::Never => f.write_str("no answer"),
        }
    }
}

impl Answer {
    /// A response without headers.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Response {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// A response that says that all is well.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Self::Response { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    fn send(self) -> Result<HttpResponse, ConnectorError> {
        match self {
            Self::Response {
                status,
                headers,
                body,
            } => {
                let mut response = http::Response::builder().status(status);
                for (name, value) in headers {
                    response = response.header(name, value);
                }
                let response = response.body(SdkBody::from(body)).unwrap();
                Ok(HttpResponse::try_from(response).unwrap())
            }
            Self::Broken(start) => {
                let body = SdkBody::from_body_1_x(Breaking(Some(start.into())));
                let response = http::Response::new(body);
                Ok(HttpResponse::try_from(response).unwrap())
            }
            Self::Io => Err(ConnectorError::io("no connection".into())),
            Self::Timeout => Err(ConnectorError::timeout("no answer".into())),
            Self::Never => Err(ConnectorError::user("never".into())),
        }
    }
}

/// The start of a body, after which the connection breaks.
struct Breaking(Option<Bytes>);

impl Body for Breaking {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let broken = || std::io::Error::other("the connection broke");
        let start = self.0.take();
        Poll::Ready(Some(start.map(Frame::data).ok_or_else(broken)))
    }
}

/// Answers requests without a network and keeps them. The last answer is given again and again.
#[derive(Clone)]
pub struct Wire {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    sent: Arc<Mutex<Vec<String>>>,
}

/// Without what came and went: clients print their HTTP client in logs.
impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    /// A wire with these answers.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    /// A wire on which everything succeeds, with nothing to say.
    pub fn fine() -> Self {
        Self::new([Answer::ok("{}")])
    }

    /// What is answered from now on.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        *self.answers.lock().unwrap() = answers.into_iter().collect();
    }

    /// How many requests there are that nobody took.
    pub fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// The requests since the last time this was asked.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let mut answers = self.answers.lock().unwrap();
        let answer = match answers.len() {
            1 => answers.front().cloned(),
            _ => answers.pop_front(),
        };
        let answer = answer.unwrap();
        if request.body().bytes().is_none() {
            let sent = self.sent.clone();
            return HttpConnectorFuture::new(async move {
                let body = collected(request.body_mut()).await?;
                *request.body_mut() = SdkBody::from(body);
                sent.lock().unwrap().push(text(&request));
                answer.send()
            });
        }
        self.sent.lock().unwrap().push(text(&request));
        match answer {
            Answer::Never => HttpConnectorFuture::new(std::future::pending()),
            answer => HttpConnectorFuture::ready(answer.send()),
        }
    }
}

/// All of a body that streams.
async fn collected(body: &mut SdkBody) -> Result<Vec<u8>, ConnectorError> {
    let mut all = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        let frame = frame.map_err(ConnectorError::user)?;
        match frame.into_data() {
            Ok(data) => all.extend(data),
            Err(other) => all.extend(format!("\n{:?}", other.trailers_ref()).bytes()),
        }
    }
    Ok(all)
}

/// A request with its headers in their order.
pub fn text(request: &HttpRequest) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    let body = String::from_utf8_lossy(request.body().bytes().unwrap());
    format!("{text}\n{body}")
}
