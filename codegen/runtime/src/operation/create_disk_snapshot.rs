//! The operation `CreateDiskSnapshot`.

/// Builders of input, output and request.
pub mod builders {
    #[cfg(feature = "client")]
    pub use super::fluent::CreateDiskSnapshotFluentBuilder;
    pub use super::input::CreateDiskSnapshotInputBuilder;
    pub use super::output::CreateDiskSnapshotOutputBuilder;
}

#[cfg(feature = "client")]
mod fluent;
mod input;
mod output;

pub use input::CreateDiskSnapshotInput;
pub use output::CreateDiskSnapshotOutput;

use crate::runtime::error::operation_error;
use crate::runtime::operation::{Operation, operation};

/// The operation `CreateDiskSnapshot`.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct CreateDiskSnapshot;

impl Operation for CreateDiskSnapshot {
    const NAME: &'static str = "CreateDiskSnapshot";
    type Input = CreateDiskSnapshotInput;
    type Output = CreateDiskSnapshotOutput;
    type Error = CreateDiskSnapshotError;
}
operation!(
    CreateDiskSnapshot,
    CreateDiskSnapshotInput,
    CreateDiskSnapshotOutput,
    CreateDiskSnapshotError,
    "Lightsail.CreateDiskSnapshot"
);

operation_error! {
    CreateDiskSnapshotError of CreateDiskSnapshot {
        NotFoundException, is_not_found_exception;
        ThrottledException, is_throttled_exception;
    }
}
