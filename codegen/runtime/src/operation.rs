//! What an operation is: a name, three types, and with those a request and what a response says.

#[doc(hidden)]
pub mod any;
#[doc(hidden)]
pub mod details;
#[doc(hidden)]
pub mod error;
mod error_enums;
#[cfg(feature = "event-streams")]
mod events;
#[doc(hidden)]
pub mod exception;
#[doc(hidden)]
pub mod exchange;
#[cfg(feature = "s3")]
#[doc(hidden)]
pub mod extended;
#[doc(hidden)]
pub mod in_memory;
#[doc(hidden)]
pub mod inner;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod response;
#[cfg(feature = "streams")]
#[doc(hidden)]
pub mod streaming;

/// An error may have a second id, if a service has such ids.
#[cfg(feature = "s3")]
#[doc(hidden)]
#[macro_export]
macro_rules! extended_id {
    ($error:ident) => {
        impl $crate::operation::extended::HasExtendedId for $error {}
    };
}

/// No service has such ids.
#[cfg(not(feature = "s3"))]
#[doc(hidden)]
#[macro_export]
macro_rules! extended_id {
    ($error:ident) => {};
}

pub use any::{AnyOperation, Service};
pub use error::OperationError;
pub use in_memory::Operation;
