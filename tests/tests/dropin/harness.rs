//! What both sides have in common: calls and answers in no crate's words, and a wire that records.

pub(crate) mod hooks;
pub(crate) mod metrics;
pub(crate) mod traces;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http_body_util::StreamBody;
use hyper::body::Frame;
use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex};
pub(crate) use tests::commands::alone;

/// A call of one of the five operations.
#[derive(Clone, Debug)]
pub(crate) enum Call {
    CreateDiskSnapshot {
        disk_name: Option<String>,
        disk_snapshot_name: Option<String>,
        instance_name: Option<String>,
        tags: Option<Vec<(Option<String>, Option<String>)>>,
    },
    DeleteDiskSnapshot(Option<String>),
    GetDiskSnapshots(Option<String>),
    GetInstanceSnapshots(Option<String>),
    GetExportSnapshotRecords(Option<String>),
}

impl Call {
    /// All operations with an empty input.
    pub(crate) fn all() -> [Self; 5] {
        [
            Self::CreateDiskSnapshot {
                disk_name: None,
                disk_snapshot_name: None,
                instance_name: None,
                tags: None,
            },
            Self::DeleteDiskSnapshot(None),
            Self::GetDiskSnapshots(None),
            Self::GetInstanceSnapshots(None),
            Self::GetExportSnapshotRecords(None),
        ]
    }
}

/// What comes back for a request.
#[derive(Clone)]
pub(crate) enum Answer {
    Response {
        status: u16,
        headers: Vec<(String, String)>,
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
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Response {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
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
                let frames = [
                    Ok(Frame::data(start.into())),
                    Err(std::io::Error::other("the connection broke")),
                ];
                let body = StreamBody::new(futures_util::stream::iter(frames));
                let response = http::Response::new(SdkBody::from_body_1_x(body));
                Ok(HttpResponse::try_from(response).unwrap())
            }
            Self::Io => Err(ConnectorError::io("no connection".into())),
            Self::Timeout => Err(ConnectorError::timeout("no answer".into())),
            Self::Never => Err(ConnectorError::user("never".into())),
        }
    }
}

/// Answers requests without a network and keeps them. The last answer is given again and again.
#[derive(Clone)]
pub(crate) struct Wire {
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
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    /// A wire on which everything succeeds, with nothing to say.
    pub(crate) fn fine() -> Self {
        Self::new([Answer::ok("{}")])
    }

    /// What is answered from now on.
    pub(crate) fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        *self.answers.lock().unwrap() = answers.into_iter().collect();
    }

    /// How many requests there are that nobody took.
    pub(crate) fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// The requests since the last time this was asked.
    pub(crate) fn take(&self) -> Vec<String> {
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
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.sent.lock().unwrap().push(text(&request));
        let mut answers = self.answers.lock().unwrap();
        let answer = match answers.len() {
            1 => answers.front().cloned(),
            _ => answers.pop_front(),
        };
        match answer.unwrap() {
            Answer::Never => HttpConnectorFuture::new(std::future::pending()),
            answer => HttpConnectorFuture::ready(answer.send()),
        }
    }
}

/// What a call comes to, in no crate's words.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The number of requests.
    pub(crate) attempts: usize,
    /// The output as `Debug` prints it.
    pub(crate) result: Result<String, Failure>,
}

/// Everything that can be asked of an error.
#[derive(Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) variant: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) meta: String,
    /// Of the error of the operation: `Display`, `Debug`, metadata, source, and `is_…` methods.
    pub(crate) service: Option<Vec<String>>,
    /// Of the same as `crate::Error`.
    pub(crate) converted: Vec<String>,
    /// With its sources, whose text is not the same for JSON that cannot be read.
    pub(crate) text: String,
}

impl Outcome {
    /// The same, without the texts that say what is wrong with a body: each reader has its own.
    pub(crate) fn without_reasons(mut self) -> Self {
        if let Err(failure) = &mut self.result
            && failure.variant == "ResponseError"
        {
            failure.text.clear();
            failure.converted.clear();
        }
        self
    }
}

/// A request with its headers in their order.
pub(crate) fn text(request: &HttpRequest) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    let body = String::from_utf8_lossy(request.body().bytes().unwrap());
    format!("{text}\n{body}")
}

/// Text in which the crates have the same name.
pub(crate) fn anonymous(text: impl ToString) -> String {
    let text = text.to_string();
    let text = text.replace("aws_sdk_lightsail", "sdk");
    text.replace("lightsail_snapshots", "sdk")
}

/// Waits for a future that needs no other thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(future)
}

/// That many cases at random: the first half the same ones each time, the other new ones.
pub(crate) fn cases(cases: u32) -> [ProptestConfig; 2] {
    [20_161_128, tests::random::seed()].map(|seed| ProptestConfig {
        cases: cases / 2,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    })
}
