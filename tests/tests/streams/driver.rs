//! Calls every operation of the vault, whose bodies stream.

use std::time::Duration;

use aws_smithy_http_client::test_util::{capture_request, infallible_client_fn};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use vault::config::{BehaviorVersion, Credentials, Region};
use vault::error::{ProvideErrorMetadata, SdkError};
use vault::primitives::event_stream::EventStreamSender;
use vault::types::error::HearingError;
use vault::types::{Heard, Hearing, Sound, Talking};
use vault::{Client, Config, operation};
use whittle_runtime::stream::events::{Frames, encode};

fn config() -> vault::config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .endpoint_url("https://vault.example.com")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
}

fn client(
    answer: impl Fn(http::Request<SdkBody>) -> http::Response<SdkBody> + Send + Sync + 'static,
) -> Client {
    Client::from_conf(config().http_client(infallible_client_fn(answer)).build())
}

fn event(kind: &str, name: &str, payload: &str) -> Vec<u8> {
    let header = |name: &'static str, value: &str| {
        Header::new(name, HeaderValue::String(value.to_owned().into()))
    };
    let named = match kind {
        "event" => ":event-type",
        _ => ":exception-type",
    };
    let message = Message::new(payload.as_bytes().to_vec())
        .add_header(header(":message-type", kind))
        .add_header(header(named, name))
        .add_header(header(":content-type", "application/json"));
    encode(&message).unwrap()
}

fn messages(bytes: &[u8]) -> Vec<Message> {
    let mut frames = Frames::default();
    frames.push(bytes);
    let mut messages = Vec::new();
    while let Some(message) = frames.next_message().unwrap() {
        messages.push(message);
    }
    assert!(frames.is_empty());
    messages
}

fn text<'a>(message: &'a Message, name: &str) -> &'a str {
    let mut headers = message.headers().iter();
    let header = headers.find(|header| header.name().as_str() == name);
    header.unwrap().value().as_string().unwrap().as_str()
}

/// A body of which nobody knows the length, and which can be read once.
fn once(chunks: &[&'static str]) -> ByteStream {
    let chunks: Vec<_> = chunks
        .iter()
        .map(|chunk| {
            Ok::<_, std::io::Error>(http_body::Frame::data(bytes::Bytes::from_static(
                chunk.as_bytes(),
            )))
        })
        .collect();
    let stream = http_body_util::StreamBody::new(futures_util::stream::iter(chunks));
    ByteStream::new(SdkBody::from_body_1_x(stream))
}

async fn sends_a_stream() {
    let (http, requests) =
        capture_request(Some(http::Response::new(SdkBody::from(r#"{"size":5}"#))));
    let client = Client::from_conf(config().http_client(http).build());
    let output = client
        .put()
        .name("a b")
        .note("n")
        .body(ByteStream::from_static(b"hello"))
        .send()
        .await
        .unwrap();
    assert_eq!(output.size(), Some(5));
    let request = requests.expect_request();
    assert_eq!(request.uri(), "https://vault.example.com/things/a%20b");
    assert_eq!(
        request.headers().get("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(request.headers().get("content-length"), Some("5"));
    assert_eq!(request.headers().get("x-note"), Some("n"));
    assert_eq!(request.body().bytes(), Some(&b"hello"[..]));
    // One in memory is signed with the body.
    assert_eq!(request.headers().get("x-amz-content-sha256"), None);

    let (http, requests) = capture_request(Some(http::Response::new(SdkBody::empty())));
    let client = Client::from_conf(config().http_client(http).build());
    client
        .put()
        .name("x")
        .body(once(&["hel", "lo"]))
        .send()
        .await
        .unwrap();
    let mut request = requests.expect_request();
    assert_eq!(request.headers().get("content-length"), None);
    let body = std::mem::replace(request.body_mut(), SdkBody::taken());
    assert_eq!(
        ByteStream::new(body).collect().await.unwrap().to_vec(),
        b"hello"
    );
}

async fn says_that_a_payload_is_unsigned() {
    let (http, requests) = capture_request(None);
    let client = Client::from_conf(config().http_client(http).build());
    let _ = client
        .put_unsigned()
        .name("x")
        .body(ByteStream::from_static(b"hello"))
        .send()
        .await;
    let request = requests.expect_request();
    assert_eq!(
        request.headers().get("x-amz-content-sha256"),
        Some("UNSIGNED-PAYLOAD")
    );
    let authorization = request.headers().get("authorization").unwrap();
    assert!(
        authorization.contains("x-amz-content-sha256"),
        "{authorization}"
    );
}

async fn a_header_of_the_input_says_what_the_body_is() {
    let (http, requests) = capture_request(Some(http::Response::new(SdkBody::from("x"))));
    let client = Client::from_conf(config().http_client(http).build());
    client
        .echo()
        .kind("text/plain")
        .body(ByteStream::from_static(b"x"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        requests.expect_request().headers().get("content-type"),
        Some("text/plain")
    );
}

async fn receives_a_stream() {
    let client = client(|_| {
        http::Response::builder()
            .header("x-note", "n")
            .header("x-amzn-requestid", "id-1")
            .body(once(&["hel", "lo"]).into_inner())
            .unwrap()
    });
    let output = client.get().name("x").send().await.unwrap();
    assert_eq!(output.note(), Some("n"));
    assert_eq!(operation::RequestId::request_id(&output), Some("id-1"));
    assert_eq!(output.body.collect().await.unwrap().to_vec(), b"hello");
}

async fn errors_are_read_with_their_bodies() {
    let client = client(|_| {
        http::Response::builder()
            .status(404)
            .header("x-amzn-errortype", "NotFound")
            .body(once(&[r#"{"message":"#, r#""gone"}"#]).into_inner())
            .unwrap()
    });
    let error = client
        .get()
        .name("x")
        .send()
        .await
        .unwrap_err()
        .into_service_error();
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("gone"));
}

/// The first answer is an error worth another try.
fn flaky() -> impl Fn(http::Request<SdkBody>) -> http::Response<SdkBody> + Send + Sync + 'static {
    let calls = std::sync::atomic::AtomicUsize::new(0);
    move |_| {
        let is_first = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        http::Response::builder()
            .status(if is_first { 503 } else { 200 })
            .body(SdkBody::from("{}"))
            .unwrap()
    }
}

async fn only_what_can_be_read_again_is_sent_again() {
    let retry = || {
        vault::config::retry::RetryConfig::standard().with_initial_backoff(Duration::from_millis(1))
    };
    let client = || {
        let config = config().http_client(infallible_client_fn(flaky()));
        Client::from_conf(config.retry_config(retry()).build())
    };
    client()
        .put()
        .name("x")
        .body(ByteStream::from_static(b"hello"))
        .send()
        .await
        .unwrap();
    let file = tempfile();
    let path = ByteStream::from_path(&file).await.unwrap();
    client().put().name("x").body(path).send().await.unwrap();
    client()
        .put()
        .name("x")
        .body(once(&["hello"]))
        .send()
        .await
        .unwrap_err();
    std::fs::remove_file(file).unwrap();
}

fn tempfile() -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("vault-{}", std::process::id()));
    std::fs::write(&path, "hello").unwrap();
    path
}

async fn receives_events() {
    let sent = [
        event("event", "heard", r#"{"text":"hi","volume":3}"#),
        event("event", "sound", "\u{1}\u{2}"),
        event("event", "new", "{}"),
    ]
    .concat();
    let client = client(move |_| {
        // Frames do not come as they are.
        let chunks: Vec<_> = sent
            .chunks(7)
            .map(|chunk| {
                Ok::<_, std::io::Error>(http_body::Frame::data(bytes::Bytes::copy_from_slice(
                    chunk,
                )))
            })
            .collect();
        let body = http_body_util::StreamBody::new(futures_util::stream::iter(chunks));
        http::Response::builder()
            .header("x-session", "s")
            .body(SdkBody::from_body_1_x(body))
            .unwrap()
    });
    let mut output = client.listen().send().await.unwrap();
    assert_eq!(output.session(), Some("s"));
    let heard = Heard::builder().text("hi").volume(3).build();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        Some(Hearing::Heard(heard))
    );
    let sound = Sound::builder()
        .bytes(vault::primitives::Blob::new([1, 2]))
        .build();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        Some(Hearing::Sound(sound))
    );
    assert!(output.hearing.recv().await.unwrap().unwrap().is_unknown());
    assert_eq!(output.hearing.recv().await.unwrap(), None);
    assert_eq!(output.hearing.recv().await.unwrap(), None);
}

async fn heard(bytes: Vec<u8>) -> SdkError<HearingError, RawMessage> {
    let client = client(move |_| http::Response::new(SdkBody::from(bytes.clone())));
    let mut output = client.listen().send().await.unwrap();
    let mut received = output.hearing.recv().await;
    while let Ok(Some(_)) = received {
        received = output.hearing.recv().await;
    }
    let error = received.unwrap_err();
    assert_eq!(
        output.hearing.recv().await.unwrap(),
        None,
        "nothing follows an error"
    );
    error
}

async fn exceptions_and_damage_end_a_stream() {
    let good = event("event", "heard", "{}");
    let failed = event("exception", "failed", r#"{"message":"m","reason":"r"}"#);
    let error = heard([good.clone(), failed, good.clone()].concat()).await;
    assert_eq!(error.message(), Some("m"));
    match error.into_service_error() {
        HearingError::Failed(failed) => assert_eq!(failed.reason(), Some("r")),
        other => panic!("{other:?}"),
    }
    let unknown = heard(event("exception", "new", r#"{"message":"m"}"#)).await;
    assert_eq!(unknown.message(), Some("m"));
    assert!(matches!(unknown, SdkError::ServiceError(_)));

    let malformed = heard(event("event", "heard", "{")).await;
    assert!(
        matches!(malformed, SdkError::ResponseError(_)),
        "{malformed:?}"
    );
    let other = heard(event("other", "heard", "{}")).await;
    assert!(matches!(other, SdkError::ResponseError(_)), "{other:?}");
    let cut = heard([&good[..], &good[..10]].concat()).await;
    assert!(matches!(cut, SdkError::ResponseError(_)), "{cut:?}");
    for at in 0..good.len() {
        let mut damaged = good.clone();
        damaged[at] ^= 1;
        let error = heard(damaged).await;
        assert!(
            matches!(error, SdkError::ResponseError(_)),
            "{at}: {error:?}"
        );
    }
    let mut huge = vec![0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    huge.extend(crc32fast::hash(&huge).to_be_bytes());
    let error = heard(huge).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}

fn said(text: &str) -> Talking {
    Talking::Said(Heard::builder().text(text).build())
}

async fn talk(
    words: impl Into<EventStreamSender<Talking, vault::types::error::TalkingError>>,
    config: vault::config::Builder,
) -> (
    aws_smithy_runtime_api::client::orchestrator::HttpRequest,
    Vec<Message>,
) {
    let answer = http::Response::new(SdkBody::from(event("event", "heard", "{}")));
    let (http, requests) = capture_request(Some(answer));
    let client = Client::from_conf(config.http_client(http).build());
    let mut output = client
        .talk()
        .room("r")
        .talking(words.into())
        .send()
        .await
        .unwrap();
    assert!(output.hearing.recv().await.unwrap().is_some());
    let mut request = requests.expect_request();
    let body = std::mem::replace(request.body_mut(), SdkBody::taken());
    let bytes = ByteStream::new(body).collect().await.unwrap().to_vec();
    (request, messages(&bytes))
}

async fn sends_events_each_with_a_signature() {
    let words = futures_util::stream::iter([
        Ok(said("hi")),
        Ok(Talking::Sound(
            Sound::builder()
                .bytes(vault::primitives::Blob::new([1, 2]))
                .build(),
        )),
    ]);
    let (request, sent) = talk(words, config()).await;
    assert_eq!(
        request.headers().get("content-type"),
        Some("application/vnd.amazon.eventstream")
    );
    assert_eq!(request.headers().get("content-length"), None);
    assert_eq!(request.headers().get("x-room"), Some("r"));
    assert!(
        request
            .headers()
            .get("authorization")
            .unwrap()
            .starts_with("AWS4-HMAC-SHA256")
    );
    // Two events and the end.
    assert_eq!(sent.len(), 3);
    for message in &sent {
        let names: Vec<_> = message
            .headers()
            .iter()
            .map(|it| it.name().as_str())
            .collect();
        assert_eq!(names, [":chunk-signature", ":date"]);
    }
    let [said, sound] = [0, 1].map(|at: usize| messages(sent[at].payload()).remove(0));
    assert_eq!(text(&said, ":event-type"), "said");
    assert_eq!(text(&said, ":message-type"), "event");
    assert_eq!(text(&said, ":content-type"), "application/json");
    assert_eq!(said.payload(), &br#"{"text":"hi"}"#[..]);
    assert_eq!(text(&sound, ":content-type"), "application/octet-stream");
    assert_eq!(sound.payload(), &[1, 2][..]);
    assert!(sent[2].payload().is_empty());
}

async fn works_without_a_client() {
    let input = operation::put::PutInput::builder()
        .name("x")
        .body(ByteStream::from_static(b"hello"))
        .build()
        .unwrap();
    let (head, body) = operation::put::Put::request(input).unwrap();
    assert_eq!(
        (head.method.as_str(), head.uri.path()),
        ("PUT", "/things/x")
    );
    assert_eq!(head.headers["content-length"], "5");
    assert_eq!(body.bytes(), Some(&b"hello"[..]));
    let response = http::Response::builder()
        .header("x-note", "n")
        .body("hello")
        .unwrap();
    let output = operation::get::Get::parse(response).unwrap();
    assert_eq!(output.note(), Some("n"));
    assert_eq!(output.body.bytes(), Some(&b"hello"[..]));
    let refused = http::Response::builder()
        .status(404)
        .header("x-amzn-errortype", "NotFound")
        .body("{}")
        .unwrap();
    assert!(
        operation::get::Get::parse(refused)
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::main]
async fn main() {
    sends_a_stream().await;
    says_that_a_payload_is_unsigned().await;
    a_header_of_the_input_says_what_the_body_is().await;
    receives_a_stream().await;
    errors_are_read_with_their_bodies().await;
    only_what_can_be_read_again_is_sent_again().await;
    receives_events().await;
    exceptions_and_damage_end_a_stream().await;
    sends_events_each_with_a_signature().await;
    works_without_a_client().await;
}
