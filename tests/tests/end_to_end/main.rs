//! The generated Lightsail client over real HTTP, with the default HTTP client and in real time: a call that
//! succeeds, and those that do not arrive. `lightsail-local` has all five operations.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod failures;

use std::time::Duration;

use lightsail_snapshots::Client;
use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::{self, BehaviorVersion, Credentials, Region};
use lightsail_snapshots::operation::RequestId;
use lightsail_snapshots::primitives::DateTime;
use lightsail_snapshots::types::{OperationStatus, OperationType, RegionName, ResourceType, Tag};
use tests::local::{Answer, Received, Server};

/// A configuration that lacks only the address of a server.
fn complete() -> config::Builder {
    config::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
}

fn client(url: &str) -> Client {
    Client::from_conf(complete().endpoint_url(url).build())
}

/// What every request of these operations has.
fn assert_request(request: &Received, operation: &str, body: &str) {
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/");
    let target = format!("Lightsail_20161128.{operation}");
    assert_eq!(request.header("x-amz-target"), target);
    assert_eq!(request.header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(request.header("content-length"), body.len().to_string());
    let authorization = request.header("authorization");
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256 Credential=key/"),
        "{authorization}"
    );
    assert!(
        authorization.contains("/eu-west-1/lightsail/aws4_request, "),
        "{authorization}"
    );
    let agent = request.header("user-agent");
    assert!(agent.contains(" api/lightsail/"), "{agent}");
    assert_eq!(request.body, body);
}

const OPERATIONS: &str = r#"{"operations":[{"id":"op-1","resourceName":"snap","resourceType":"DiskSnapshot",
    "createdAt":1700000000.5,"location":{"availabilityZone":"all","regionName":"eu-west-1"},"isTerminal":false,
    "operationDetails":"disk","operationType":"CreateDiskSnapshot","status":"Started","statusChangedAt":1700000001}]}"#;

#[tokio::test]
async fn creates_a_disk_snapshot() {
    let server =
        Server::answering([Answer::json(200, OPERATIONS).header("x-amzn-requestid", "r1")]).await;
    let tag = Tag::builder().key("team").value("a\"b").build();
    let output = client(&server.url())
        .create_disk_snapshot()
        .disk_name("disk")
        .disk_snapshot_name("snap")
        .tags(tag)
        .tags(Tag::builder().key("alone").build())
        .send()
        .await
        .unwrap();
    assert_request(
        &server.request(),
        "CreateDiskSnapshot",
        r#"{"diskName":"disk","diskSnapshotName":"snap","tags":[{"key":"team","value":"a\"b"},{"key":"alone"}]}"#,
    );
    assert_eq!(output.request_id(), Some("r1"));
    let [operation] = output.operations() else {
        panic!("{output:?}")
    };
    assert_eq!(operation.id(), Some("op-1"));
    assert_eq!(operation.resource_type(), Some(&ResourceType::DiskSnapshot));
    assert_eq!(
        operation.created_at(),
        Some(&DateTime::from_millis(1_700_000_000_500))
    );
    let region = operation
        .location()
        .and_then(|location| location.region_name());
    assert_eq!(region, Some(&RegionName::EuWest1));
    assert_eq!(operation.is_terminal(), Some(false));
    assert_eq!(
        operation.operation_type(),
        Some(&OperationType::CreateDiskSnapshot)
    );
    assert_eq!(operation.status(), Some(&OperationStatus::Started));
    assert_eq!(operation.error_code(), None);
}
