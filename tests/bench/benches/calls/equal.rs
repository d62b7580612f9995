//! Structures equal to those of the crates, as somebody would write them with serde's derive.

#![allow(dead_code, reason = "what is read is only dropped")]

use crate::codec;
use crate::measure::{Task, timed};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::hint::black_box;

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    pub(crate) instance_snapshots: Option<Vec<Snapshot>>,
    pub(crate) next_page_token: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Snapshot {
    name: Option<String>,
    arn: Option<String>,
    support_code: Option<String>,
    created_at: Option<f64>,
    location: Option<Location>,
    resource_type: Option<ResourceType>,
    tags: Option<Vec<Tag>>,
    state: Option<State>,
    progress: Option<String>,
    from_attached_disks: Option<Vec<Disk>>,
    from_instance_name: Option<String>,
    from_instance_arn: Option<String>,
    from_blueprint_id: Option<String>,
    from_bundle_id: Option<String>,
    is_from_auto_snapshot: Option<bool>,
    size_in_gb: Option<i32>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    availability_zone: Option<String>,
    region_name: Option<Region>,
}

#[derive(Clone, Deserialize)]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Disk {
    name: Option<String>,
    arn: Option<String>,
    support_code: Option<String>,
    created_at: Option<f64>,
    location: Option<Location>,
    resource_type: Option<ResourceType>,
    tags: Option<Vec<Tag>>,
    size_in_gb: Option<i32>,
    is_system_disk: Option<bool>,
    iops: Option<i32>,
    path: Option<String>,
    state: Option<String>,
    attached_to: Option<String>,
    is_attached: Option<bool>,
    attachment_state: Option<String>,
    gb_in_use: Option<i32>,
    auto_mount_status: Option<String>,
}

#[derive(Clone, Deserialize)]
enum ResourceType {
    InstanceSnapshot,
    #[serde(untagged)]
    Other(String),
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Available,
    Error,
    Pending,
}

#[derive(Clone, Deserialize)]
enum Region {
    #[serde(rename = "eu-west-2")]
    EuWest2,
    #[serde(rename = "us-east-1")]
    UsEast1,
}

/// serde_json with those structures.
pub(crate) fn derived(body: &'static str) -> Task<'static> {
    timed(move || {
        black_box(serde_json::from_slice::<Page>(body.as_bytes())).expect("a page");
    })
}

/// sonic-rs with those structures.
pub(crate) fn sonic(body: &'static str) -> Task<'static> {
    timed(move || {
        black_box(sonic_rs::from_slice::<Page>(body.as_bytes())).expect("a page");
    })
}

/// simd-json with those structures. It changes what it reads, so it needs a copy.
pub(crate) fn simd(body: &'static str) -> Task<'static> {
    timed(move || {
        let mut copy = body.as_bytes().to_vec();
        black_box(simd_json::from_slice::<Page>(&mut copy)).expect("a page");
    })
}

/// What nobody without SIMD can be faster than.
pub(crate) fn floor(body: &'static str) -> Task<'static> {
    let page: Page = serde_json::from_str(body).expect("a page");
    let tokens = move || {
        black_box(serde_json::from_str::<IgnoredAny>(body)).expect("JSON");
    };
    codec::floor(tokens, page)
}
