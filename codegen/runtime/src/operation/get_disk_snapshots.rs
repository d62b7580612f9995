//! The operation `GetDiskSnapshots`.

/// Builders of input, output and request.
pub mod builders {
    #[cfg(feature = "client")]
    pub use super::fluent::GetDiskSnapshotsFluentBuilder;
    pub use super::input::GetDiskSnapshotsInputBuilder;
    pub use super::output::GetDiskSnapshotsOutputBuilder;
}

#[cfg(feature = "client")]
mod fluent;
mod input;
mod output;

pub use input::GetDiskSnapshotsInput;
pub use output::GetDiskSnapshotsOutput;

use crate::runtime::error::operation_error;
use crate::runtime::operation::{Operation, operation};

/// The operation `GetDiskSnapshots`.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct GetDiskSnapshots;

impl Operation for GetDiskSnapshots {
    const NAME: &'static str = "GetDiskSnapshots";
    type Input = GetDiskSnapshotsInput;
    type Output = GetDiskSnapshotsOutput;
    type Error = GetDiskSnapshotsError;
}
operation!(
    GetDiskSnapshots,
    GetDiskSnapshotsInput,
    GetDiskSnapshotsOutput,
    GetDiskSnapshotsError,
    "Lightsail.GetDiskSnapshots"
);

operation_error! {
    GetDiskSnapshotsError of GetDiskSnapshots {
        NotFoundException, is_not_found_exception;
    }
}
