//! The operations, a module each.

/// `CreateDiskSnapshot`
pub mod create_disk_snapshot;
/// `GetDiskSnapshots`
pub mod get_disk_snapshots;

#[cfg(feature = "client")]
pub use aws_types::request_id::RequestId;

#[doc(inline)]
pub use crate::runtime::operation::Operation;
