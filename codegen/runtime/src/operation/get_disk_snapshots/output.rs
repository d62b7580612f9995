//! The structure `GetDiskSnapshotsOutput` and its builder.

use crate::runtime::codec::{List, Plain};
use crate::runtime::members::members;
use crate::types::DiskSnapshot;

/// What `GetDiskSnapshots` gives.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct GetDiskSnapshotsOutput {
    /// The copies.
    pub disk_snapshots: Option<Vec<DiskSnapshot>>,
    /// The next page.
    pub next_page_token: Option<String>,
    pub(crate) _request_id: Option<String>,
}

members! {
    #[derive(Debug)]
    output GetDiskSnapshotsOutput by GetDiskSnapshotsOutputBuilder -> Self {
        disk_snapshots, set_disk_snapshots, get_disk_snapshots:
            list(DiskSnapshot) = "diskSnapshots" List<Plain>;
        next_page_token, set_next_page_token, get_next_page_token: text = "nextPageToken" Plain;
    }
}
