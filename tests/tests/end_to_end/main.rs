//! The generated Lightsail client over real HTTP: its five operations against a server on loopback,
//! with the default HTTP client and in real time.

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
use lightsail_snapshots::types::{
    DiskSnapshotState, ExportSnapshotRecordSourceType, InstanceSnapshotState, OperationStatus,
    OperationType, RecordState, RegionName, ResourceType, Tag,
};
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

#[tokio::test]
async fn deletes_a_disk_snapshot() {
    let server = Server::answering([Answer::json(200, r#"{"operations":[]}"#)]).await;
    let call = client(&server.url()).delete_disk_snapshot();
    let output = call.disk_snapshot_name("snap").send().await.unwrap();
    let body = r#"{"disk_snapshot_name":"snap"}"#.replace("disk_snapshot_name", "diskSnapshotName");
    assert_request(&server.request(), "DeleteDiskSnapshot", &body);
    assert_eq!(output.operations.as_deref(), Some([].as_slice()));
    assert_eq!(output.request_id(), None);
}

#[tokio::test]
async fn pages_of_disk_snapshots_by_hand() {
    let pages = [
        r#"{"diskSnapshots":[{"name":"a","state":"completed"},{"name":"b","state":"unknown"}],"nextPageToken":"2"}"#,
        r#"{"diskSnapshots":[],"nextPageToken":"3"}"#,
        r#"{"diskSnapshots":[{"name":"c","state":"of the future","sizeInGb":8,"isFromAutoSnapshot":true}]}"#,
    ];
    let server = Server::answering(pages.map(|page| Answer::json(200, page))).await;
    let client = client(&server.url());
    let (mut token, mut snapshots) = (None, Vec::new());
    loop {
        let call = client.get_disk_snapshots().set_page_token(token);
        let page = call.send().await.unwrap();
        snapshots.extend(page.disk_snapshots.unwrap_or_default());
        token = page.next_page_token;
        if token.is_none() {
            break;
        }
    }
    let sent = server.requests();
    let bodies = ["{}", r#"{"pageToken":"2"}"#, r#"{"pageToken":"3"}"#];
    assert_eq!(sent.len(), bodies.len());
    for (request, body) in sent.iter().zip(bodies) {
        assert_request(request, "GetDiskSnapshots", body);
    }
    let [a, b, c] = snapshots.as_slice() else {
        panic!("{snapshots:?}")
    };
    assert_eq!(
        (a.name(), a.state()),
        (Some("a"), Some(&DiskSnapshotState::Completed))
    );
    assert_eq!(
        (b.name(), b.state()),
        (Some("b"), Some(&DiskSnapshotState::UnknownValue))
    );
    assert_eq!(
        c.state().map(DiskSnapshotState::as_str),
        Some("of the future")
    );
    assert_eq!(
        (c.size_in_gb(), c.is_from_auto_snapshot()),
        (Some(8), Some(true))
    );
}

#[tokio::test]
async fn lists_instance_snapshots() {
    let body = r#"{"instanceSnapshots":[{"name":"i","state":"available","tags":[{"key":"k"}],"sizeInGb":40,
        "fromAttachedDisks":[{"name":"d","iops":100,"isSystemDisk":false,"addOns":[{"name":"AutoSnapshot"}]}]}]}"#;
    let server = Server::answering([Answer::json(200, body)]).await;
    let output = client(&server.url())
        .get_instance_snapshots()
        .send()
        .await
        .unwrap();
    assert_request(&server.request(), "GetInstanceSnapshots", "{}");
    let [snapshot] = output.instance_snapshots() else {
        panic!("{output:?}")
    };
    assert_eq!(snapshot.state(), Some(&InstanceSnapshotState::Available));
    assert_eq!(snapshot.tags().first().and_then(Tag::key), Some("k"));
    let [disk] = snapshot.from_attached_disks() else {
        panic!("{snapshot:?}")
    };
    assert_eq!(
        (disk.iops(), disk.is_system_disk()),
        (Some(100), Some(false))
    );
    assert_eq!(
        disk.add_ons().first().and_then(|add_on| add_on.name()),
        Some("AutoSnapshot")
    );
    assert_eq!(output.next_page_token(), None);
}

#[tokio::test]
async fn lists_export_snapshot_records() {
    let body = r#"{"exportSnapshotRecords":[{"name":"x","state":"Succeeded","sourceInfo":{"resourceType":"DiskSnapshot",
        "diskSnapshotInfo":{"sizeInGb":8}},"destinationInfo":{"id":"snap-1","service":"Amazon EC2"}}],"nextPageToken":"t"}"#;
    let server = Server::answering([Answer::json(200, body)]).await;
    let call = client(&server.url()).get_export_snapshot_records();
    let output = call.page_token("s").send().await.unwrap();
    assert_request(
        &server.request(),
        "GetExportSnapshotRecords",
        r#"{"pageToken":"s"}"#,
    );
    let [record] = output.export_snapshot_records() else {
        panic!("{output:?}")
    };
    assert_eq!(record.state(), Some(&RecordState::Succeeded));
    let source = record.source_info().unwrap();
    assert_eq!(
        source.resource_type(),
        Some(&ExportSnapshotRecordSourceType::DiskSnapshot)
    );
    assert_eq!(
        source
            .disk_snapshot_info()
            .and_then(|info| info.size_in_gb()),
        Some(8)
    );
    assert_eq!(
        record.destination_info().and_then(|info| info.id()),
        Some("snap-1")
    );
    assert_eq!(output.next_page_token(), Some("t"));
}
