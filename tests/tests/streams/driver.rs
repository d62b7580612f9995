//! Calls every operation of the vault, whose bodies stream.

use std::time::Duration;

use aws_smithy_http_client::test_util::{capture_request, infallible_client_fn};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use vault::config::{BehaviorVersion, Credentials, Region};
use vault::error::{ProvideErrorMetadata, SdkError};
use vault::{Client, Config, operation};

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
