//! An HTTP server on loopback that gives the answers it was told, in order, and keeps the requests.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// What the server says to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    end: End,
}

/// How a response ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// As it should.
    Whole,
    /// The connection breaks before the promised length is reached.
    Cut,
    /// It does not even begin.
    Never,
}

impl Answer {
    /// A JSON body with a status.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::of(status, "application/x-amz-json-1.1", body)
    }

    /// An XML body with a status.
    pub fn xml(status: u16, body: impl Into<String>) -> Self {
        Self::of(status, "text/xml", body)
    }

    /// An HTML page with a status, such as a proxy sends.
    pub fn html(status: u16) -> Self {
        let body = "<html><body>not what you asked for</body></html>";
        Self::of(status, "text/html", body)
    }

    fn of(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        let answer = Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            end: End::Whole,
        };
        answer.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Nothing at all: the request is read, and there the matter rests.
    pub fn never() -> Self {
        let mut answer = Self::json(200, "");
        answer.end = End::Never;
        answer
    }

    /// A JSON body that breaks off: the length in the header is not reached.
    pub fn cut(body: impl Into<String>) -> Self {
        let mut answer = Self::json(200, body);
        answer.end = End::Cut;
        answer
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// A request that the server has read.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path, with the query.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Received {
    /// The only value of a header.
    pub fn header(&self, name: &str) -> &str {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().unwrap_or_else(|| panic!("no header {name}"));
        assert!(values.next().is_none(), "header {name} came twice");
        value.to_str().unwrap()
    }
}

/// A running server; it ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server on a free port.
    pub async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::default();
        let state = State {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            requests: Arc::clone(&requests),
        };
        let task = tokio::spawn(accept(listener, state));
        Self {
            address,
            requests,
            task,
        }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }

    /// The only request so far.
    pub fn request(&self) -> Received {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "one request is expected: {requests:?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The URL of a port on loopback on which nobody listens.
pub async fn refused() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[derive(Clone)]
struct State {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    requests: Arc<Mutex<Vec<Received>>>,
}

/// Serves connections until the task is aborted, which drops them, too.
async fn accept(listener: TcpListener, state: State) {
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        connections.spawn(serve(stream, state.clone()));
    }
}

async fn serve(stream: TcpStream, state: State) {
    let service = service_fn(move |request| {
        let state = state.clone();
        async move { Ok::<_, Infallible>(state.answer(request).await) }
    });
    // An error here is a client that went away, or a body that was meant to break.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl State {
    async fn answer(&self, request: Request<Incoming>) -> Response<Text> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        self.requests.lock().unwrap().push(Received {
            method: head.method.to_string(),
            path: head.uri.to_string(),
            headers: head.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        });
        let next = self.answers.lock().unwrap().pop_front();
        let answer = next.unwrap_or_else(|| Answer::json(501, "the server was told no answer"));
        if answer.end == End::Never {
            std::future::pending::<()>().await;
        }
        let mut response = Response::builder().status(answer.status);
        for (name, value) in &answer.headers {
            response = response.header(*name, value);
        }
        let is_cut = answer.end == End::Cut;
        if is_cut {
            response = response.header(CONTENT_LENGTH, answer.body.len() + 1);
        }
        let text = Text {
            left: Some(answer.body.into()),
            breaks: is_cut.then_some(Break::AfterFlush),
        };
        response.body(text).unwrap()
    }
}

/// A body that may break instead of ending.
struct Text {
    left: Option<Bytes>,
    breaks: Option<Break>,
}

/// How far a body is from breaking.
#[derive(Clone, Copy)]
enum Break {
    /// Until it is waited for, hyper keeps the response to itself.
    AfterFlush,
    Now,
}

impl Body for Text {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.left.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.breaks {
            None => Poll::Ready(None),
            Some(Break::AfterFlush) => {
                self.breaks = Some(Break::Now);
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Some(Break::Now) => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
        }
    }
}
