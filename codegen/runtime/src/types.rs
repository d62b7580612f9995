//! The shapes of the service.

mod disk_snapshot;
mod disk_state;
/// Exceptions.
pub mod error;
mod source;
mod tag;

/// Builders of structures.
pub mod builders {
    pub use super::disk_snapshot::DiskSnapshotBuilder;
    pub use super::tag::TagBuilder;
}

pub use disk_snapshot::DiskSnapshot;
pub use disk_state::DiskState;
pub use source::Source;
pub use tag::Tag;
