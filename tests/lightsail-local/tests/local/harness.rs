//! What the tests of the offline Lightsail share: a seed, calls in no crate's words, and HTTP by hand.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use lightsail_local::Resources;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The resources of `fixtures/seed.json`.
pub(crate) fn seed() -> Resources {
    static SEED: LazyLock<Resources> = LazyLock::new(|| {
        let text = include_str!("../../fixtures/seed.json");
        serde_json::from_str(text).unwrap()
    });
    SEED.clone()
}

/// A call of one of the five operations.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    Create {
        name: Option<&'static str>,
        disk: Option<&'static str>,
        instance: Option<&'static str>,
    },
    Delete(Option<&'static str>),
    DiskSnapshots(Option<&'static str>),
    InstanceSnapshots(Option<&'static str>),
    Records(Option<&'static str>),
}

impl Call {
    /// One call of each operation that succeeds on the seed.
    pub(crate) const ALL: [Self; 5] = [
        Self::create("new", "data-1"),
        Self::Delete(Some("old-1")),
        Self::DiskSnapshots(None),
        Self::InstanceSnapshots(None),
        Self::Records(None),
    ];

    pub(crate) const fn create(name: &'static str, disk: &'static str) -> Self {
        Self::Create {
            name: Some(name),
            disk: Some(disk),
            instance: None,
        }
    }

    pub(crate) const fn operation(&self) -> &'static str {
        match self {
            Self::Create { .. } => "CreateDiskSnapshot",
            Self::Delete(_) => "DeleteDiskSnapshot",
            Self::DiskSnapshots(_) => "GetDiskSnapshots",
            Self::InstanceSnapshots(_) => "GetInstanceSnapshots",
            Self::Records(_) => "GetExportSnapshotRecords",
        }
    }
}

/// What a call comes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// The output as `Debug` prints it, or the error.
    pub(crate) result: Result<String, Failure>,
    /// How often the client tried.
    pub(crate) attempts: usize,
}

/// What can be asked of an error.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    /// The variant of `SdkError`.
    pub(crate) variant: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) has_request_id: bool,
    /// Whether the error of the operation is one of the eight exceptions.
    pub(crate) exception: Option<usize>,
    /// The kind of a failed dispatch.
    pub(crate) kind: &'static str,
}

impl Outcome {
    /// In a few words.
    pub(crate) fn brief(&self) -> String {
        match &self.result {
            Ok(_) => "ok".to_owned(),
            Err(failure) => {
                let Failure {
                    variant,
                    kind,
                    code,
                    ..
                } = failure;
                let code = code.as_deref().unwrap_or_default();
                [variant, *kind, code]
                    .join(" ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        }
    }
}

/// Counts the attempts of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attempts(Arc<AtomicUsize>);

impl Attempts {
    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "Attempts"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Text without the crates' names and without what is different each time: ids, times and tokens.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace("aws_sdk_lightsail", "sdk");
    let mut text = masked(&text.replace("lightsail_snapshots", "sdk"));
    for name in [
        "created_at: ",
        "status_changed_at: ",
        "next_page_token: Some(",
    ] {
        let parts: Vec<_> = text.split(name).map(str::to_owned).collect();
        let (first, rest) = parts.split_first().unwrap();
        let rest = rest.iter().map(|part| {
            let end = part.find([',', ')']).unwrap_or(part.len());
            format!("{name}…{}", &part[end..])
        });
        text = first.clone() + &rest.collect::<String>();
    }
    text
}

/// Text with a mark in place of times such as `20261121T183134Z`.
pub(crate) fn timeless(text: &str) -> String {
    let is_time = |word: &str| {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = word.trim_matches(['(', 'Z']).split_once('T');
        parts.is_some_and(|(day, time)| {
            day.len() == 8 && time.len() == 6 && digits(day) && digits(time)
        })
    };
    let words = text.split(' ');
    let words = words.map(|word| if is_time(word) { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Text with a mark in place of UUIDs.
fn masked(text: &str) -> String {
    let groups = [8, 4, 4, 4, 12];
    let is_uuid = |text: &str| {
        let parts: Vec<_> = text.split('-').collect();
        parts.len() == 5
            && parts.iter().zip(groups).all(|(part, length)| {
                part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
    };
    let (mut masked, mut rest) = (String::new(), text);
    while let Some(next) = rest.chars().next() {
        if rest.get(..36).is_some_and(is_uuid) {
            masked.push('…');
            rest = &rest[36..];
        } else {
            masked.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    masked
}

/// A response as it came over the wire.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Raw {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// The type of an error, without the namespace.
    pub(crate) fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        let name = body["__type"].as_str().unwrap();
        name.rsplit('#').next().unwrap().to_owned()
    }
}

/// Sends bytes and reads what comes until the connection ends.
pub(crate) async fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may have said all that it has to say before everything is written.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

/// Sends a request on a connection of its own.
pub(crate) async fn send(
    address: SocketAddr,
    method: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Raw {
    let mut text = format!("{method} / HTTP/1.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let bytes = [(text + "\r\n").as_bytes(), body].concat();
    let answer = exchange(address, &bytes).await;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let (head, body) = answer.split_at(end.expect("a whole head") + 4);
    let head = String::from_utf8(head.to_vec()).unwrap();
    Raw {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head,
        body: body.to_vec(),
    }
}
