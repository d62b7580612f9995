//! What a server has: the content of a seed file, and of a dump.

use lightsail_snapshots::types::{
    Disk, DiskSnapshot, ExportSnapshotRecord, InstanceSnapshot, ResourceLocation,
};
use serde::{Deserialize, Serialize};

/// The resources of an account, as JSON in the service's own format: what `aws lightsail get-disks`
/// and the like print can be pasted.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Resources {
    /// Block storage disks, of which snapshots can be made.
    pub disks: Vec<Disk>,
    /// Instances, of whose system disks snapshots can be made.
    pub instances: Vec<Instance>,
    /// Snapshots of disks, in the order in which they are listed.
    pub disk_snapshots: Vec<DiskSnapshot>,
    /// Snapshots of instances, in the order in which they are listed.
    pub instance_snapshots: Vec<InstanceSnapshot>,
    /// Records of exports, in the order in which they are listed.
    pub export_snapshot_records: Vec<ExportSnapshotRecord>,
    /// Whether the account is still being set up, so that all calls fail with
    /// `AccountSetupInProgressException`.
    pub account_setup_in_progress: bool,
    /// Regions in which all calls fail with `RegionSetupInProgressException`.
    pub regions_in_setup: Vec<String>,
}

/// An instance. It is not in the slice, so these are only the members that matter to snapshots; the
/// others are ignored.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Instance {
    /// The name.
    pub name: String,
    /// The ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// Where it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<ResourceLocation>,
    /// What it runs on.
    pub hardware: Hardware,
}

/// The hardware of an instance.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Hardware {
    /// The disks, one of which is the system disk.
    pub disks: Vec<Disk>,
}

impl Hardware {
    /// The size of the system disk; the smallest that the service sells if there is none.
    pub(super) fn system_disk_gb(&self) -> i32 {
        let system = |disk: &&Disk| disk.is_system_disk() == Some(true);
        let disk = self.disks.iter().find(system).or(self.disks.first());
        disk.and_then(Disk::size_in_gb).unwrap_or(20)
    }
}
