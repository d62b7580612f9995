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
#[doc(hidden)]
pub mod in_memory;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod response;
#[cfg(feature = "streams")]
#[doc(hidden)]
pub mod streaming;

pub use any::{AnyOperation, Service};
pub use error::OperationError;
pub use in_memory::Operation;
