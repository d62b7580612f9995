//! What is in an error enum, whatever the enum: an exception or something unhandled.

use super::details::Members;
use super::exception::Exception;
use crate::error::{ErrorMetadata, ProvideErrorMetadata, Unhandled};
use aws_smithy_types::retry::ErrorKind;
use std::error::Error;
use std::fmt;

/// An enum of what can go wrong. What errors tell of themselves is compiled here, not for each enum.
pub trait ErrorEnum: Error + ProvideErrorMetadata {
    /// The operation that it is an error of. `crate::Error` does not know it.
    const OPERATION: Option<&'static str>;

    /// What is in it.
    fn inner(&self) -> Inner<'_>;
}

/// An exception, whatever its type.
pub trait Modeled: Error + ProvideErrorMetadata {
    /// Whether, and as what, the model says that it is worth another try.
    fn kind(&self) -> Option<ErrorKind>;

    /// Its members.
    fn details(&self) -> Members;
}

impl<T: Exception + ProvideErrorMetadata> Modeled for T {
    fn kind(&self) -> Option<ErrorKind> {
        T::RETRYABLE
    }

    fn details(&self) -> Members {
        Members::of(self)
    }
}

/// What is in an error enum.
#[derive(Clone, Copy)]
pub enum Inner<'a> {
    /// An exception of the model.
    Exception(&'a (dyn Modeled + 'static)),
    /// Anything else.
    Unhandled(&'a Unhandled),
}

impl<'a> Inner<'a> {
    /// The code, message and request id.
    pub fn meta(self) -> &'a ErrorMetadata {
        match self {
            Self::Exception(exception) => exception.meta(),
            Self::Unhandled(unhandled) => &unhandled.meta,
        }
    }

    /// What the error of an operation comes of: the exception itself.
    pub fn source(self) -> Option<&'a (dyn Error + 'static)> {
        match self {
            Self::Exception(exception) => Some(exception),
            Self::Unhandled(unhandled) => Some(&*unhandled.source),
        }
    }

    /// What `crate::Error` comes of: it speaks for the exception in it.
    pub fn source_of_all(self) -> Option<&'a (dyn Error + 'static)> {
        match self {
            Self::Exception(exception) => exception.source(),
            Self::Unhandled(unhandled) => Some(&*unhandled.source),
        }
    }

    /// Whether, and as what, the model says that it is worth another try.
    pub fn kind(self) -> Option<ErrorKind> {
        match self {
            Self::Exception(exception) => exception.kind(),
            Self::Unhandled(_) => None,
        }
    }

    /// The members of the exception.
    pub fn details(self) -> Members {
        match self {
            Self::Exception(exception) => exception.details(),
            Self::Unhandled(_) => Members::default(),
        }
    }

    /// Its own words.
    pub fn fmt(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exception(exception) => fmt::Display::fmt(exception, f),
            Self::Unhandled(unhandled) => unhandled.fmt_display(f),
        }
    }
}
