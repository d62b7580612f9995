//! The client.

pub(crate) use crate::runtime::client::Handle;
pub use crate::runtime::client::{Client, customize};

use crate::operation::create_disk_snapshot::builders::CreateDiskSnapshotFluentBuilder;
use crate::operation::get_disk_snapshots::builders::GetDiskSnapshotsFluentBuilder;

impl Client {
    /// Starts a request for `CreateDiskSnapshot`.
    pub fn create_disk_snapshot(&self) -> CreateDiskSnapshotFluentBuilder {
        CreateDiskSnapshotFluentBuilder::new(self.handle())
    }

    /// Starts a request for `GetDiskSnapshots`.
    pub fn get_disk_snapshots(&self) -> GetDiskSnapshotsFluentBuilder {
        GetDiskSnapshotsFluentBuilder::new(self.handle())
    }
}
