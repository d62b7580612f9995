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
    input GetDiskSnapshotsInput by GetDiskSnapshotsInputBuilder for super::fluent::GetDiskSnapshotsFluentBuilder
    -> Result<Self> {
        page_token, set_page_token, get_page_token: text = "pageToken" Plain;
    }
}
