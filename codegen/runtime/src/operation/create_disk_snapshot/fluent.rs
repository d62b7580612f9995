//! The fluent builder of `CreateDiskSnapshot`.

use super::builders::CreateDiskSnapshotInputBuilder;
use super::{CreateDiskSnapshot, CreateDiskSnapshotError, CreateDiskSnapshotOutput};
use crate::client::Handle;
use crate::config;
use crate::runtime::fluent::fluent_builder;
use crate::runtime::members::fluent_members;
use crate::types::Tag;
use std::sync::Arc;

/// A request for `CreateDiskSnapshot`, ready to be sent.
#[derive(Clone, Debug)]
pub struct CreateDiskSnapshotFluentBuilder {
    handle: Arc<Handle>,
    inner: CreateDiskSnapshotInputBuilder,
    config_override: Option<config::Builder>,
}
fluent_builder!(
    CreateDiskSnapshotFluentBuilder,
    CreateDiskSnapshot,
    CreateDiskSnapshotInputBuilder,
    CreateDiskSnapshotOutput,
    CreateDiskSnapshotError
);

fluent_members! {
    "super" CreateDiskSnapshotInput by CreateDiskSnapshotFluentBuilder {
        disk_name, set_disk_name, get_disk_name: text;
        disk_snapshot_name, set_disk_snapshot_name, get_disk_snapshot_name: text;
        instance_name, set_instance_name, get_instance_name: text;
        tags, set_tags, get_tags: list(Tag);
    }
}
