//! Makes a snapshot of a disk, with tags.

use aws_sdk_lightsail::config::{Config, Region};
use aws_sdk_lightsail::operation::create_disk_snapshot::{
    CreateDiskSnapshotError, CreateDiskSnapshotInput, CreateDiskSnapshotOutput,
};
use aws_sdk_lightsail::types::{OperationStatus, Tag};
use aws_sdk_lightsail::{Client, error::SdkError};

pub async fn run(client: &Client) -> Result<String, SdkError<CreateDiskSnapshotError>> {
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    let output = client
        .create_disk_snapshot()
        .disk_name("data")
        .disk_snapshot_name("data-2023-11-14")
        .tags(tag("team", "storage"))
        .tags(tag("keep", ""))
        .customize()
        .config_override(Config::builder().region(Region::new("eu-central-1")))
        .mutate_request(|request| {
            request.headers_mut().insert("x-reason", "backup");
        })
        .send()
        .await?;
    // The same by way of the input, as a queue of jobs would do it.
    let input: CreateDiskSnapshotInput = CreateDiskSnapshotInput::builder()
        .disk_snapshot_name("second")
        .set_tags(Some(vec![tag("a", "b")]))
        .build()?;
    assert_eq!(input.tags().len(), 1);
    Ok(described(&output))
}

fn described(output: &CreateDiskSnapshotOutput) -> String {
    let done = |operation: &&aws_sdk_lightsail::types::Operation| {
        operation.status() == Some(&OperationStatus::Succeeded)
    };
    let operations = output.operations();
    let kinds: Vec<_> = operations
        .iter()
        .filter_map(|o| o.operation_type())
        .collect();
    format!(
        "{} of {} done: {kinds:?}\n",
        operations.iter().filter(done).count(),
        operations.len()
    )
}
