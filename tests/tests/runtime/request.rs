//! Requests without a client.

use crate::miniature::{self, PutTag};
use lightsail_snapshots::operation::create_disk_snapshot::{
    CreateDiskSnapshot, CreateDiskSnapshotInput,
};
use lightsail_snapshots::types::Tag;

#[test]
fn a_request_is_complete_but_for_endpoint_and_signature() {
    let input = CreateDiskSnapshotInput::builder()
        .disk_name("disk-1")
        .disk_snapshot_name("")
        .tags(Tag::builder().build())
        .build()
        .unwrap();
    let request = CreateDiskSnapshot::request(&input).unwrap();
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(request.uri(), "/");
    let body = r#"{"diskName":"disk-1","diskSnapshotName":"","tags":[{}]}"#;
    assert_eq!(str::from_utf8(request.body()), Ok(body));
    let headers = request.headers().iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let length = body.len().to_string();
    assert_eq!(
        headers,
        [
            ("content-type", "application/x-amz-json-1.1"),
            ("content-length", length.as_str()),
            ("x-amz-target", "Lightsail_20161128.CreateDiskSnapshot"),
        ]
    );
}

#[test]
fn the_service_decides_on_version_and_query_mode() {
    let request = PutTag::request(&miniature::Tag::builder().build()).unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(header("x-amz-target"), "Miniature_1.PutTag");
    let (last, value) = request.headers().iter().last().unwrap();
    assert_eq!(
        (last.as_str(), value.to_str().unwrap()),
        ("x-amzn-query-mode", "true")
    );
}
