//! Exceptions: structures that the service answers with when it refuses.

use crate::error::{BoxError, ErrorMetadata};
use crate::protocol::ErrorBody;
use crate::schema::Structure;
use aws_smithy_types::retry::ErrorKind;
use std::fmt;

/// Whether, and as what, an exception is worth another try.
pub type Retryable = Option<ErrorKind>;

/// A structure that is an error.
pub trait Exception:
    Structure<Builder: Complete> + std::error::Error + Send + Sync + 'static
{
    /// What the service calls it in an error response.
    const CODE: &'static str;

    /// What the model says of that.
    const RETRYABLE: Retryable;
}

/// The builder of an exception.
pub trait Complete {
    /// Adds what was read outside the members: the metadata, and its message if there is no other.
    fn complete(&mut self, meta: ErrorMetadata);
}

/// What `complete` does with the fields of a builder.
pub fn complete(
    message: &mut Option<String>,
    slot: &mut Option<ErrorMetadata>,
    meta: ErrorMetadata,
) {
    if message.is_none() {
        *message = meta.message().map(str::to_owned);
    }
    *slot = Some(meta);
}

/// An exception that a service has: its code, and the name of its structure, which no other has.
pub type Known = (&'static str, &'static str);

/// How the table of those that a crate or an operation knows says it.
pub const fn known<T: Exception>() -> Known {
    (T::CODE, T::NAME)
}

/// The structure for the code, or for the name that the body gives. Not all models tell the codes that a
/// service had in an older protocol.
pub fn find(known: &[Known], meta: &ErrorMetadata, name: Option<&str>) -> Option<&'static str> {
    let code = meta.code().unwrap_or_default();
    let mut known = known.iter();
    let found = known.find(|(exception, _)| *exception == code || Some(*exception) == name)?;
    Some(found.1)
}

/// Reads an exception, with metadata or bare.
pub fn read<T: Exception>(
    body: &impl ErrorBody,
    meta: Option<ErrorMetadata>,
) -> Result<T, BoxError> {
    let mut builder = T::Builder::default();
    body.members::<T>(&mut builder)?;
    // A message that the model requires is neutral where it is missing, whatever else the body says.
    T::fill(&mut builder);
    if let Some(meta) = meta {
        builder.complete(meta);
    }
    Ok(T::build(builder))
}

/// The name of an exception, and its message if it may be shown.
pub fn display(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    message: Option<&str>,
    hide: &dyn Fn() -> bool,
) -> fmt::Result {
    f.write_str(name)?;
    match message {
        Some(_) if hide() => f.write_str(": *** Sensitive Data Redacted ***"),
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

/// What makes a structure an error. Its builder has the fields `message` and `meta`.
#[doc(hidden)]
#[macro_export]
macro_rules! exception {
    ($name:ident by $builder:ident, $code:literal, $retryable:expr) => {
        $crate::exception!($name by $builder, $code, $retryable, stringify!($name));
    };
    ($name:ident by $builder:ident, $code:literal, $retryable:expr, $shown:expr) => {
        impl $crate::operation::exception::Exception for $name {
            const CODE: &'static str = $code;
            const RETRYABLE: $crate::operation::exception::Retryable = $retryable;
        }

        impl $builder {
            /// Sets the code, message and request id that came with the error.
            #[inline]
            pub fn meta(mut self, meta: $crate::error::ErrorMetadata) -> Self {
                self.meta = Some(meta);
                self
            }

            /// Sets or clears the code, message and request id that came with the error.
            #[inline]
            pub fn set_meta(
                &mut self,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> &mut Self {
                self.meta = meta;
                self
            }
        }

        impl $crate::operation::exception::Complete for $builder {
            fn complete(&mut self, meta: $crate::error::ErrorMetadata) {
                $crate::operation::exception::complete(&mut self.message, &mut self.meta, meta);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // The accessor gives an option, or a `&str` where the model requires a message.
                let message: ::std::option::Option<&str> = self.message().into();
                let hide = || $crate::operation::details::Members::of(self).hide_message();
                $crate::operation::exception::display(f, $shown, message, &hide)
            }
        }

        impl ::std::error::Error for $name {}
        $crate::extended_id!($name);

        impl $crate::error::ProvideErrorMetadata for $name {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.meta
            }
        }

        #[cfg(feature = "client")]
        impl $crate::export::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                self.meta.request_id()
            }
        }
    };
}
