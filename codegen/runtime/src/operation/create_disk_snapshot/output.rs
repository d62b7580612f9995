//! The structure `CreateDiskSnapshotOutput` and its builder.

use crate::runtime::codec::{List, Plain};
use crate::runtime::members::members;

/// What `CreateDiskSnapshot` gives.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateDiskSnapshotOutput {
    /// What was started.
    pub operations: Option<Vec<String>>,
    pub(crate) _request_id: Option<String>,
}

members! {
    #[derive(Debug)]
    output CreateDiskSnapshotOutput by CreateDiskSnapshotOutputBuilder -> Self {
        operations, set_operations, get_operations: list(text) = "operations" List<Plain>;
    }
}
