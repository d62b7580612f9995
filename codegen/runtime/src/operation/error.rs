//! What can go wrong with an operation.

use super::details::Described;
use crate::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};
use crate::protocol::ErrorBody;
use aws_smithy_types::retry::ProvideErrorKind;

/// The error enum of an operation.
pub trait OperationError:
    Sized
    + std::error::Error
    + ProvideErrorMetadata
    + ProvideErrorKind
    + Described
    + Send
    + Sync
    + 'static
{
    /// The name of the operation.
    const OPERATION: &'static str;

    /// The exception of the metadata's code; an unhandled error if no exception has it.
    #[doc(hidden)]
    fn modeled<B: ErrorBody>(meta: ErrorMetadata, body: &B) -> Result<Self, BoxError>;

    /// The error itself if it is one of this type, else an unhandled one with this source.
    #[doc(hidden)]
    fn from_source(source: BoxError) -> Self;
}
