//! The resources while a server runs, and how they change with time.

use crate::refusal::Refusal;
use crate::resources::{Instance, Resources};
use aws_smithy_types::DateTime;
use lightsail_snapshots::types::{
    Disk, DiskSnapshot, DiskSnapshotState, ExportSnapshotRecord, InstanceSnapshot,
    InstanceSnapshotState, RecordState, ResourceLocation,
};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

/// All resources. What is listed in pages is numbered in the order of its creation.
#[derive(Debug)]
pub(super) struct State {
    disks: Vec<Disk>,
    instances: Vec<Instance>,
    pub(super) disk_snapshots: BTreeMap<u64, DiskSnapshot>,
    pub(super) instance_snapshots: BTreeMap<u64, InstanceSnapshot>,
    pub(super) export_snapshot_records: BTreeMap<u64, ExportSnapshotRecord>,
    account_setup_in_progress: bool,
    regions_in_setup: Vec<String>,
    next: u64,
}

impl State {
    /// The state that a seed describes. What is pending in it and has no time begins now.
    pub(super) fn new(seed: Resources, now: DateTime) -> Self {
        let mut disk_snapshots: BTreeMap<_, _> = (1..).zip(seed.disk_snapshots).collect();
        for snapshot in disk_snapshots.values_mut() {
            snapshot.created_at.get_or_insert(now);
        }
        let mut instance_snapshots: BTreeMap<_, _> = (1..).zip(seed.instance_snapshots).collect();
        for snapshot in instance_snapshots.values_mut() {
            snapshot.created_at.get_or_insert(now);
        }
        let mut records: BTreeMap<_, _> = (1..).zip(seed.export_snapshot_records).collect();
        for record in records.values_mut() {
            record.created_at.get_or_insert(now);
        }
        Self {
            disks: seed.disks,
            instances: seed.instances,
            next: disk_snapshots.len() as u64 + 1,
            disk_snapshots,
            instance_snapshots,
            export_snapshot_records: records,
            account_setup_in_progress: seed.account_setup_in_progress,
            regions_in_setup: seed.regions_in_setup,
        }
    }

    /// The resources as they are at a time.
    pub(super) fn resources(&self, at: &Moment) -> Resources {
        Resources {
            disks: self.disks.clone(),
            instances: self.instances.clone(),
            disk_snapshots: self
                .disk_snapshots
                .values()
                .map(|s| at.disk_snapshot(s))
                .collect(),
            instance_snapshots: self
                .instance_snapshots
                .values()
                .map(|s| at.instance_snapshot(s))
                .collect(),
            export_snapshot_records: self
                .export_snapshot_records
                .values()
                .map(|r| at.export_snapshot_record(r))
                .collect(),
            account_setup_in_progress: self.account_setup_in_progress,
            regions_in_setup: self.regions_in_setup.clone(),
        }
    }

    /// Refuses what cannot be done while an account or a Region is set up.
    pub(super) fn ready(&self, region: &str) -> Result<(), Refusal> {
        if self.account_setup_in_progress {
            let message = "Your account is being set up. Try again later.";
            let code = "AccountSetupInProgressException";
            return Err(Refusal::new(428, code, message));
        }
        if self.regions_in_setup.iter().any(|name| name == region) {
            let message = format!("The Region {region} is being set up. Try again later.");
            let code = "RegionSetupInProgressException";
            return Err(Refusal::new(428, code, message));
        }
        Ok(())
    }

    pub(super) fn disk(&self, region: &str, name: &str) -> Result<&Disk, Refusal> {
        let is = |disk: &&Disk| disk.name() == Some(name) && is_in(region, disk.location());
        let disk = self.disks.iter().find(is);
        disk.ok_or_else(|| Refusal::not_found("Disk", name))
    }

    pub(super) fn instance(&self, region: &str, name: &str) -> Result<&Instance, Refusal> {
        let is = |instance: &&Instance| {
            instance.name == name && is_in(region, instance.location.as_ref())
        };
        let instance = self.instances.iter().find(is);
        instance.ok_or_else(|| Refusal::not_found("Instance", name))
    }

    /// The number of a disk snapshot, and the snapshot.
    pub(super) fn disk_snapshot(
        &self,
        region: &str,
        name: &str,
    ) -> Result<(u64, &DiskSnapshot), Refusal> {
        let mut snapshots = self.disk_snapshots.iter();
        let found = snapshots
            .find(|(_, s)| s.name() == Some(name) && is_in(region, s.location()))
            .ok_or_else(|| Refusal::not_found("DiskSnapshot", name))?;
        Ok((*found.0, found.1))
    }

    /// Refuses a name that a resource of the Region has.
    pub(super) fn free(&self, region: &str, name: &str) -> Result<(), Refusal> {
        let snapshots = self.instance_snapshots.values();
        let mut instance_snapshots = snapshots.filter(|s| is_in(region, s.location()));
        let is_taken = self.disk(region, name).is_ok()
            || self.instance(region, name).is_ok()
            || self.disk_snapshot(region, name).is_ok()
            || instance_snapshots.any(|snapshot| snapshot.name() == Some(name));
        if is_taken {
            let message = format!("Some names are already in use: {name}");
            return Err(Refusal::invalid_input(message));
        }
        Ok(())
    }

    pub(super) fn add_disk_snapshot(&mut self, snapshot: DiskSnapshot) {
        self.disk_snapshots.insert(self.next, snapshot);
        self.next += 1;
    }
}

/// Whether a resource is in a Region. One without a location is in all of them.
pub(super) fn is_in(region: &str, location: Option<&ResourceLocation>) -> bool {
    let name = location.and_then(ResourceLocation::region_name);
    name.is_none_or(|name| name.as_str() == region)
}

/// A time, seen from which work is done or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) now: SystemTime,
    /// How long a copy takes.
    pub(super) complete_after: Duration,
}

impl Moment {
    /// How much of the work is done that began at a time, in percent.
    fn percent(&self, began: Option<&DateTime>) -> u32 {
        let began = began.and_then(|time| SystemTime::try_from(*time).ok());
        let elapsed = began.and_then(|began| self.now.duration_since(began).ok());
        let elapsed = elapsed.unwrap_or_default();
        if elapsed >= self.complete_after {
            return 100;
        }
        let part = elapsed.as_secs_f64() / self.complete_after.as_secs_f64();
        ((part * 100.0) as u32).min(99)
    }

    pub(super) fn disk_snapshot(&self, snapshot: &DiskSnapshot) -> DiskSnapshot {
        let mut snapshot = snapshot.clone();
        if snapshot.state == Some(DiskSnapshotState::Pending) {
            let percent = self.percent(snapshot.created_at());
            snapshot.progress = Some(format!("{percent}%"));
            if percent == 100 {
                snapshot.state = Some(DiskSnapshotState::Completed);
            }
        }
        snapshot
    }

    pub(super) fn instance_snapshot(&self, snapshot: &InstanceSnapshot) -> InstanceSnapshot {
        let mut snapshot = snapshot.clone();
        if snapshot.state == Some(InstanceSnapshotState::Pending) {
            let percent = self.percent(snapshot.created_at());
            snapshot.progress = Some(format!("{percent}%"));
            if percent == 100 {
                snapshot.state = Some(InstanceSnapshotState::Available);
            }
        }
        snapshot
    }

    pub(super) fn export_snapshot_record(
        &self,
        record: &ExportSnapshotRecord,
    ) -> ExportSnapshotRecord {
        let mut record = record.clone();
        if record.state == Some(RecordState::Started) && self.percent(record.created_at()) == 100 {
            record.state = Some(RecordState::Succeeded);
        }
        record
    }
}
