//! What an operation is: a name, three types, and with those a request and what a response says.

#[doc(hidden)]
pub mod any;
#[doc(hidden)]
pub mod details;
#[doc(hidden)]
pub mod error;
mod error_enums;
#[doc(hidden)]
pub mod exception;
#[doc(hidden)]
pub mod in_memory;
#[doc(hidden)]
pub mod output;

pub use any::{AnyOperation, Service};
pub use error::OperationError;
pub use in_memory::Operation;
