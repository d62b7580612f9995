//! What the report of an error of the generated crate says: all that is known, in a line.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::{BehaviorVersion, Credentials, Region};
use lightsail_snapshots::error::{CountAttempts, Report};
use lightsail_snapshots::operation::delete_disk_snapshot::DeleteDiskSnapshot;
use lightsail_snapshots::{Client, Config, Error};
use std::time::Duration;
use tests::local::{Answer, Server};

fn client(url: &str) -> Client {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("key", "hunter2", None, None, "test"))
        .endpoint_url(url)
        .retry_config(retries)
        .interceptor(CountAttempts);
    Client::from_conf(config.build())
}

/// With the name of the exception in a header, `code` is free to say something else.
const NOT_FOUND: &str = r#"{"code":"DiskSnapshotNotFound",
    "docs":"https://docs.example","message":"no such\nsnapshot","tip":"look at the name"}"#;

#[tokio::test]
async fn a_line_has_everything() {
    let busy = Answer::json(503, "{}");
    let refusal = Answer::json(400, NOT_FOUND)
        .header("x-amzn-errortype", "NotFoundException")
        .header("x-amzn-requestid", "r-1");
    let server = Server::answering([busy, refusal]).await;
    let call = client(&server.url()).delete_disk_snapshot();
    let error = call.disk_snapshot_name("nightly").send().await.unwrap_err();
    assert_eq!(error.to_string(), "service error");
    assert_eq!(
        error.report().to_string(),
        "DeleteDiskSnapshot: NotFoundException: no such snapshot, code: DiskSnapshotNotFound, \
         docs: https://docs.example, tip: look at the name \
         (status 400, request id r-1, 2 attempts, not retryable)"
    );
    let line = Error::from(error).report().to_string();
    let start = "NotFoundException: no such snapshot, code: DiskSnapshotNotFound, docs: ";
    assert!(line.starts_with(start), "{line}");
    assert!(line.ends_with(" (request id r-1)"), "{line}");
}

#[tokio::test]
async fn neither_display_nor_debug_shows_the_exchange() {
    let refusal = Answer::json(403, r#"{"__type":"AccessDeniedException"}"#);
    let refusal = refusal.header("x-private", "private header");
    let server = Server::answering([refusal]).await;
    let call = client(&server.url()).delete_disk_snapshot();
    let call = call.disk_snapshot_name("private-name");
    let error = call.send().await.unwrap_err();
    assert!(format!("{error:?}").contains("private header"));
    let report = error.report();
    let said = format!("{report} {report:?}");
    assert!(said.contains("AccessDeniedException"), "{said}");
    for secret in ["private", "hunter2", "AWS4-HMAC"] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn without_a_client_the_response_is_what_is_known() {
    let response = http::Response::builder()
        .status(400)
        .header("x-amzn-errortype", "NotFoundException")
        .body(NOT_FOUND)
        .unwrap();
    let report = DeleteDiskSnapshot::parse(&response).unwrap_err().report();
    assert_eq!(report.operation, Some("DeleteDiskSnapshot"));
    assert_eq!(report.code.as_deref(), Some("NotFoundException"));
    assert_eq!(report.message.as_deref(), Some("no such\nsnapshot"));
    let members = [
        ("code", "DiskSnapshotNotFound"),
        ("docs", "https://docs.example"),
        ("tip", "look at the name"),
    ];
    assert_eq!(
        report.members,
        members.map(|(name, text)| (name, text.to_owned()))
    );
    assert_eq!(
        (report.status, report.attempts, report.retryable),
        (None, None, None)
    );
}
