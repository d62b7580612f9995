//! Clients that nobody here wrote: the official Rust crate, boto3 and the `aws` command line. What they
//! decode is what our client decodes.

use crate::harness::{Call, seed};
use crate::{official, ours};
use lightsail_local::{Fault, Rule, Server};
use lightsail_snapshots::Client;
use lightsail_snapshots::error::{ProvideErrorMetadata, SdkError};
use lightsail_snapshots::types::Tag;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::{Command, Output};
use tests::upstream::python;

async fn server() -> Server {
    let server = Server::builder().seed(seed()).page_size(2);
    server.start().await.unwrap()
}

#[tokio::test]
async fn the_official_crate() {
    let (one, two) = (server().await, server().await);
    let (theirs, ours) = (official::side::client(&one), ours::side::client(&two));
    let calls = [
        Call::DiskSnapshots(None),
        Call::InstanceSnapshots(None),
        Call::Records(None),
        Call::create("new", "data-1"),
        Call::create("new", "data-1"),
        Call::Delete(Some("old-1")),
        Call::Delete(Some("old-1")),
        Call::DiskSnapshots(Some("2")),
        Call::DiskSnapshots(None),
    ];
    let mut succeeded = 0;
    for call in calls {
        let official = official::side::send(&theirs, call).await;
        let ours = ours::side::send(&ours, call).await;
        pretty_assertions::assert_eq!(official, ours, "{call:?}");
        succeeded += usize::from(ours.is_ok());
    }
    assert_eq!(succeeded, 6);
}

/// Runs Python as a client of a server.
async fn run(server: &Server, python: String, arguments: Vec<String>) -> Output {
    let keys = server.credentials();
    let mut command = Command::new(python);
    command
        .args(arguments)
        .env("AWS_ACCESS_KEY_ID", keys.access_key_id())
        .env("AWS_SECRET_ACCESS_KEY", keys.secret_access_key())
        .env("AWS_REGION", "us-east-1")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "nowhere")
        .env("AWS_SHARED_CREDENTIALS_FILE", "nowhere")
        .env_remove("AWS_SESSION_TOKEN")
        .env_remove("AWS_PROFILE");
    let output = tokio::task::spawn_blocking(move || command.output());
    output.await.unwrap().unwrap()
}

async fn boto(server: &Server, python: String) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/boto_client.py");
    let script = script.to_str().unwrap().to_owned();
    let output = run(
        server,
        python,
        vec![script, server.url(), "wrong".to_owned()],
    )
    .await;
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A value in which times are numbers of one kind and what is different each time is not there.
fn same(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap()),
        Value::Array(items) => items.into_iter().map(same).collect(),
        Value::Object(members) => {
            let is_operation = members.contains_key("operationType");
            let differs = |name: &str| match name {
                "nextPageToken" => true,
                "id" | "createdAt" | "statusChangedAt" => is_operation,
                _ => false,
            };
            let member = |(name, value): (String, Value)| match differs(&name) {
                true => (name, json!("…")),
                false => (name, same(value)),
            };
            let mut members: Vec<_> = members.into_iter().map(member).collect();
            members.sort_by(|(one, _), (two, _)| one.cmp(two));
            Value::Object(Map::from_iter(members))
        }
        other => other,
    }
}

/// What an operation gives, or the error, in boto's words.
fn told<T: Serialize, E>(result: Result<T, SdkError<E>>) -> Value
where
    SdkError<E>: ProvideErrorMetadata,
{
    match result {
        Ok(output) => serde_json::to_value(output).unwrap(),
        Err(error) => {
            let status = match &error {
                SdkError::ServiceError(context) => context.raw().status().as_u16(),
                _ => 0,
            };
            json!({"status": status, "Code": error.code(), "Message": error.message()})
        }
    }
}

/// The same calls as those of the script.
async fn our_results(server: &Server) -> Value {
    let client = ours::side::client(server);
    macro_rules! pages {
        ($operation:ident) => {{
            let mut stream = client.$operation().into_paginator().send();
            let mut pages = Vec::new();
            while let Some(page) = stream.next().await {
                pages.push(serde_json::to_value(page.unwrap()).unwrap());
            }
            pages
        }};
    }
    let (disks, instances, records) = (
        pages!(get_disk_snapshots),
        pages!(get_instance_snapshots),
        pages!(get_export_snapshot_records),
    );
    let create = || client.create_disk_snapshot();
    let tag = Tag::builder().key("k").value("ü\n\"").build();
    let new = || create().disk_name("data-1").disk_snapshot_name("new");
    let delete = || client.delete_disk_snapshot().disk_snapshot_name("old-1");
    let keys = lightsail_local::Credentials::new(server.credentials().access_key_id(), "wrong");
    let wrong = Client::from_conf(ours::side::config_with(&server.url(), &keys).build());
    json!({
        "get_disk_snapshots": disks,
        "get_instance_snapshots": instances,
        "get_export_snapshot_records": records,
        "create": told(new().tags(tag).send().await),
        "create_again": told(new().send().await),
        "create_neither": told(create().disk_snapshot_name("other").send().await),
        "delete": told(delete().send().await),
        "delete_again": told(delete().send().await),
        "bad_token": told(client.get_disk_snapshots().page_token("2").send().await),
        "wrong_secret": told(wrong.get_disk_snapshots().send().await),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boto3() {
    let Some(python) = python("boto3") else {
        return;
    };
    let (one, two) = (server().await, server().await);
    let boto = same(boto(&one, python).await);
    let ours = same(our_results(&two).await);
    pretty_assertions::assert_eq!(boto, ours, "boto3 (left) and ours (right)");
    assert_eq!(boto["get_disk_snapshots"].as_array().unwrap().len(), 4);
    assert_eq!(boto["create_again"]["Code"], "InvalidInputException");
    assert_eq!(boto["wrong_secret"]["Code"], "InvalidSignatureException");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paginators_of_boto3_on_pages_that_are_not_fine() {
    let Some(python) = python("boto3") else {
        return;
    };
    let lists = [
        ("get_disk_snapshots", "diskSnapshots", 7),
        ("get_instance_snapshots", "instanceSnapshots", 3),
        ("get_export_snapshot_records", "exportSnapshotRecords", 3),
    ];
    let empty = server().await;
    empty.set_faults([Rule::new(Fault::EmptyPages).skip(1).times(1)]);
    let results = boto(&empty, python.clone()).await;
    for (operation, member, count) in lists {
        let pages = results[operation].as_array().unwrap().iter();
        let items = pages.map(|page| page[member].as_array().unwrap().len());
        assert_eq!(items.sum::<usize>(), count, "{operation}");
    }
    let repeated = server().await;
    repeated.set_faults([Rule::new(Fault::RepeatedToken).skip(1)]);
    let results = boto(&repeated, python.clone()).await;
    let pages = results["get_disk_snapshots"].as_array().unwrap();
    assert_eq!(
        pages.last().unwrap(),
        "PaginationError",
        "as ours ends with an error"
    );
    let endless = server().await;
    endless.set_faults([Rule::new(Fault::EndlessPages)]);
    let results = boto(&endless, python).await;
    let pages = results["get_disk_snapshots"].as_array().unwrap();
    let items = pages
        .iter()
        .map(|page| page["diskSnapshots"].as_array().unwrap().len());
    assert_eq!(items.sum::<usize>(), 100, "all that were asked for");
}

async fn aws(server: &Server, python: &str, arguments: &str) -> Result<Value, String> {
    let url = server.url();
    let line = format!("-m awscli --output json --endpoint-url {url} lightsail {arguments}");
    let arguments = line.split(' ').map(str::to_owned).collect();
    let output = run(server, python.to_owned(), arguments).await;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout).unwrap()),
        false => Err(String::from_utf8(output.stderr).unwrap()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line() {
    let Some(python) = python("awscli") else {
        return;
    };
    let (one, two) = (server().await, server().await);
    let ours = our_results(&two).await;
    let lists = [
        ("get-disk-snapshots", "get_disk_snapshots", "diskSnapshots"),
        (
            "get-instance-snapshots",
            "get_instance_snapshots",
            "instanceSnapshots",
        ),
        (
            "get-export-snapshot-records",
            "get_export_snapshot_records",
            "exportSnapshotRecords",
        ),
    ];
    for (command, operation, member) in lists {
        let listed = aws(&one, &python, command).await.unwrap();
        let pages = ours[operation].as_array().unwrap().iter();
        let items: Vec<_> = pages
            .flat_map(|page| page[member].as_array().unwrap())
            .collect();
        assert_eq!(same(listed), same(json!({ member: items })), "{command}");
    }
    let create = "create-disk-snapshot --disk-name data-1 --disk-snapshot-name new";
    let created = aws(&one, &python, create).await.unwrap();
    assert_eq!(same(created), same(ours["create"].clone()));
    let again = aws(&one, &python, create).await.unwrap_err();
    let message = ours["create_again"]["Message"].as_str().unwrap();
    assert!(
        again.contains("(InvalidInputException)") && again.contains(message),
        "{again}"
    );
    let delete = "delete-disk-snapshot --disk-snapshot-name old-1";
    let deleted = aws(&one, &python, delete).await.unwrap();
    assert_eq!(same(deleted), same(ours["delete"].clone()));
}
