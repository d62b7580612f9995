//! What errors have in common, whatever they are about.

use std::fmt;

#[cfg(feature = "client")]
pub use aws_smithy_runtime_api::box_error::BoxError;
#[cfg(any(feature = "client", feature = "event-streams"))]
pub use aws_smithy_runtime_api::client::result::ConnectorError;
pub use aws_smithy_types::error::display::DisplayErrorContext;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;

/// Any error.
#[cfg(not(feature = "client"))]
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What a call returns when it fails: `E` if the service says so, other variants if not.
#[cfg(any(feature = "client", feature = "event-streams"))]
pub type SdkError<E, R = aws_smithy_runtime_api::client::orchestrator::HttpResponse> =
    aws_smithy_runtime_api::client::result::SdkError<E, R>;

/// A text is not the value of any variant of an enum.
#[derive(Debug)]
pub struct UnknownVariantError {
    value: String,
}

impl UnknownVariantError {
    #[doc(hidden)]
    pub fn new(value: String) -> Self {
        Self { value }
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.value)
    }
}

impl std::error::Error for UnknownVariantError {}

/// What is inside an `Unhandled` variant. Ask the error for its code and message with
/// [`ProvideErrorMetadata`] instead of looking here.
#[doc(hidden)]
pub struct Unhandled {
    #[doc(hidden)]
    pub source: BoxError,
    #[doc(hidden)]
    pub meta: ErrorMetadata,
}

/// Not derived, for that would be compiled in each crate that has errors.
impl fmt::Debug for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unhandled")
            .field("source", &self.source)
            .field("meta", &self.meta)
            .finish()
    }
}

impl From<BuildError> for Unhandled {
    fn from(error: BuildError) -> Self {
        Self::new(error.into(), None)
    }
}

impl Unhandled {
    #[doc(hidden)]
    pub fn new(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
        let meta = meta.unwrap_or_default();
        Self { source, meta }
    }

    #[doc(hidden)]
    pub fn of(meta: ErrorMetadata) -> Self {
        let source = meta.clone().into();
        Self { source, meta }
    }

    #[doc(hidden)]
    pub fn fmt_display(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            Some(code) => write!(f, "unhandled error ({code})"),
            None => f.write_str("unhandled error"),
        }
    }
}

/// Why a value cannot be written. It is as small as a pointer, for results of all that is written hold it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unwritten(Box<BuildError>);

impl From<BuildError> for Unwritten {
    #[cold]
    fn from(error: BuildError) -> Self {
        Self(Box::new(error))
    }
}

impl From<Unwritten> for BuildError {
    fn from(Unwritten(error): Unwritten) -> Self {
        *error
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Unwritten {}

impl serde_core::ser::Error for Unwritten {
    fn custom<T: fmt::Display>(message: T) -> Self {
        BuildError::other(message.to_string()).into()
    }
}
