//! The structure `CreateDiskSnapshotInput` and its builder.

use crate::runtime::codec::{List, Plain};
use crate::runtime::members::members;
use crate::types::Tag;

/// What `CreateDiskSnapshot` needs.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateDiskSnapshotInput {
    /// Which disk.
    pub disk_name: Option<String>,
    /// The name of the copy.
    pub disk_snapshot_name: Option<String>,
    /// Which instance.
    pub instance_name: Option<String>,
    /// Labels.
    pub tags: Option<Vec<Tag>>,
}

members! {
    #[derive(Debug)]
    input CreateDiskSnapshotInput by CreateDiskSnapshotInputBuilder for super::fluent::CreateDiskSnapshotFluentBuilder
    -> Result<Self> {
        disk_name, set_disk_name, get_disk_name: text = "diskName" Plain;
        disk_snapshot_name, set_disk_snapshot_name, get_disk_snapshot_name:
            text = "diskSnapshotName" Plain;
        instance_name, set_instance_name, get_instance_name: text = "instanceName" Plain;
        tags, set_tags, get_tags: list(Tag) = "tags" List<Plain>;
    }
}
