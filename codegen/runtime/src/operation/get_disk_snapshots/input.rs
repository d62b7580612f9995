//! The structure `GetDiskSnapshotsInput` and its builder.

use crate::runtime::codec::Plain;
use crate::runtime::members::members;

/// What `GetDiskSnapshots` needs.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct GetDiskSnapshotsInput {
    /// Which page.
    pub page_token: Option<String>,
}

members! {
    #[derive(Debug)]
    GetDiskSnapshotsInput by GetDiskSnapshotsInputBuilder -> Result<Self> {
        page_token, set_page_token, get_page_token: text = "pageToken" Plain;
    }
}
