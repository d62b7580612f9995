//! What can go wrong with an operation.

use super::exception::Known;
use super::inner::ErrorEnum;
use crate::error::{BoxError, ErrorMetadata, Unhandled};
use crate::protocol::ErrorBody;
use aws_smithy_types::retry::ProvideErrorKind;
#[cfg(feature = "client")]
use {
    crate::error::{ProvideErrorMetadata, SdkError},
    std::fmt::Debug,
};

/// The error enum of an operation, or of a stream of events.
pub trait OperationError: ErrorEnum + ProvideErrorKind + Sized + Send + Sync + 'static {
    /// The error enum of the crate.
    #[doc(hidden)]
    type All: ServiceError;

    /// The exceptions that it has.
    #[doc(hidden)]
    const KNOWN: &'static [Known];

    /// The same error; an unhandled one if this enum does not have it.
    #[doc(hidden)]
    fn of(all: Self::All) -> Self;
}

/// The error enum of a crate.
pub trait ServiceError: ErrorEnum + Sized + 'static {
    /// The exceptions of all operations.
    const KNOWN: &'static [Known];

    /// The exception whose structure has that name.
    fn modeled<B: ErrorBody>(
        name: &str,
        body: &B,
        meta: Option<ErrorMetadata>,
    ) -> Result<Self, BoxError>;

    /// An error that the model does not have.
    fn unhandled(unhandled: Unhandled) -> Self;

    /// The same as an error that the model does not have.
    fn into_unhandled(self) -> Unhandled;
}

/// The error of a crate, of a call that failed.
#[cfg(feature = "client")]
pub fn of_call<E, R>(error: SdkError<E, R>) -> E::All
where
    E: OperationError + Into<E::All>,
    R: Debug + Send + Sync + 'static,
{
    match error {
        SdkError::ServiceError(context) => context.into_err().into(),
        other => {
            let meta = other.meta().clone();
            E::All::unhandled(Unhandled::new(other.into(), Some(meta)))
        }
    }
}
