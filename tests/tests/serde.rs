//! What users do with serde: load an input and send it, save an output and load it, convert it to
//! another format; and what of it comes back.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fmt::Debug;

use lightsail_local::{Resources, Server};
use lightsail_snapshots::config::{BehaviorVersion, Credentials, Region};
use lightsail_snapshots::error::ProvideErrorMetadata;
use lightsail_snapshots::operation::create_disk_snapshot::{
    CreateDiskSnapshot, CreateDiskSnapshotInput, CreateDiskSnapshotOutput,
};
use lightsail_snapshots::operation::delete_disk_snapshot::DeleteDiskSnapshotOutput;
use lightsail_snapshots::operation::get_disk_snapshots::GetDiskSnapshotsOutput;
use lightsail_snapshots::operation::get_export_snapshot_records::GetExportSnapshotRecordsOutput;
use lightsail_snapshots::operation::get_instance_snapshots::GetInstanceSnapshotsOutput;
use lightsail_snapshots::operation::{Call, RequestId};
use lightsail_snapshots::primitives::DateTime;
use lightsail_snapshots::types::DiskSnapshot;
use lightsail_snapshots::types::error::NotFoundException;
use lightsail_snapshots::{Client, Config};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tests::cases::{package, tree};

/// A server with a disk, and a client for it.
async fn service() -> (Server, Client) {
    let seed: Resources = serde_json::from_value(json!({ "disks": [{ "name": "data" }] })).unwrap();
    let server = Server::builder().seed(seed).start().await.unwrap();
    let keys = server.credentials();
    let (id, secret) = (keys.access_key_id(), keys.secret_access_key());
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(server.url())
        .credentials_provider(Credentials::new(id, secret, None, None, "test"));
    (server, Client::from_conf(config.build()))
}

#[tokio::test]
async fn an_input_from_a_file_is_sent_and_its_output_kept() {
    let (server, client) = service().await;
    let text = r#"{"diskName": "data", "diskSnapshotName": "nightly", "tags": [{"key": "team"}]}"#;
    let input: CreateDiskSnapshotInput = serde_json::from_str(text).unwrap();
    let output = CreateDiskSnapshot::send(&client, input).await.unwrap();
    let there = server.dump().disk_snapshots;
    assert_eq!(there[0].name(), Some("nightly"));
    assert_eq!(there[0].tags()[0].key(), Some("team"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("created.json");
    std::fs::write(&file, serde_json::to_vec_pretty(&output).unwrap()).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let loaded: CreateDiskSnapshotOutput = serde_json::from_str(&text).unwrap();
    assert_eq!(loaded.operations, output.operations);
    // The id of the request came in a header, so it is not in the file.
    assert!(output.request_id().is_some());
    assert_eq!(loaded.request_id(), None);
}

/// A value by way of JSON, YAML, CBOR and TOML.
fn round<T: Serialize + DeserializeOwned>(value: &T) -> [T; 5] {
    let json = serde_json::to_string(value).unwrap();
    let yaml = serde_norway::to_string(value).unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).unwrap();
    let tree = serde_json::to_value(value).unwrap();
    let toml = toml::to_string(value).unwrap();
    [
        serde_json::from_str(&json).unwrap(),
        serde_norway::from_str(&yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}")),
        ciborium::from_reader(&*cbor).unwrap(),
        serde_json::from_value(tree).unwrap(),
        toml::from_str(&toml).unwrap_or_else(|error| panic!("{error}\n{toml}")),
    ]
}

/// A value comes back from each format as it was.
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for again in round(value) {
        assert_eq!(&again, value);
    }
}

/// Reads a body as the output of its operation and converts that.
fn response_comes_back(operation: &str, body: &str) {
    fn of<T: Serialize + DeserializeOwned + PartialEq + Debug>(body: &str) {
        comes_back(&serde_json::from_str::<T>(body).unwrap());
    }
    match operation {
        "CreateDiskSnapshot" => of::<CreateDiskSnapshotOutput>(body),
        "DeleteDiskSnapshot" => of::<DeleteDiskSnapshotOutput>(body),
        "GetDiskSnapshots" => of::<GetDiskSnapshotsOutput>(body),
        "GetInstanceSnapshots" => of::<GetInstanceSnapshotsOutput>(body),
        "GetExportSnapshotRecords" => of::<GetExportSnapshotRecordsOutput>(body),
        other => panic!("{other}"),
    }
}

#[test]
fn responses_are_converted_without_loss() {
    let bodies = tree(&package().join("lightsail-local/fixtures/corpus/responses"));
    assert!(bodies.len() > 10, "{}", bodies.len());
    for (path, body) in bodies {
        if body.trim().is_empty() {
            continue;
        }
        response_comes_back(path.split('/').next().unwrap(), &body);
    }
}

#[test]
fn times_come_back_as_the_wire_had_them() {
    for time in [
        "0",
        "-1",
        "1700000000",
        "1700000000.001",
        "-1.5",
        "1.0e9",
        "1700000000.123456",
    ] {
        let body = format!(r#"{{"createdAt":{time}}}"#);
        comes_back(&serde_json::from_str::<DiskSnapshot>(&body).unwrap());
    }
    // A number of seconds has the precision of a double: what is finer is rounded.
    let exact = DateTime::from_secs_and_nanos(1_700_000_000, 1_000_001);
    let snapshot = DiskSnapshot::builder().created_at(exact).build();
    for again in round(&snapshot) {
        let error = again.created_at().unwrap().as_nanos() - exact.as_nanos();
        assert!(error != 0 && error.abs() < 1_000, "{error} ns");
        comes_back(&again);
    }
}

#[test]
fn members_of_the_future_are_not_kept() {
    let body = json!({ "name": "a", "encryption": { "key": [1] }, "sizeInGb": null });
    let snapshot: DiskSnapshot = serde_json::from_value(body).unwrap();
    let kept: Value = serde_json::to_value(&snapshot).unwrap();
    assert_eq!(kept, json!({ "name": "a" }));
}

#[test]
fn an_exception_keeps_its_members_but_not_its_metadata() {
    let body = json!({ "code": "Own", "docs": "https://docs", "message": "m", "tip": "t" });
    let exception: NotFoundException = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(serde_json::to_value(&exception).unwrap(), body);
    comes_back(&exception);
    assert_eq!(exception.tip(), Some("t"));
    assert_eq!(exception.meta().code(), None);
}

#[test]
fn what_does_not_fit_is_an_error_with_a_place() {
    let error = serde_json::from_str::<CreateDiskSnapshotInput>("{\n \"tags\": [{\"key\": 1}]}");
    let text = error.unwrap_err().to_string();
    assert!(text.contains("expected a string at line 2"), "{text}");
    let error = serde_norway::from_str::<DiskSnapshot>("sizeInGb: large").unwrap_err();
    assert!(error.to_string().contains("line 1"), "{error}");
    assert!(serde_json::from_str::<DiskSnapshot>("[]").is_err());
}
