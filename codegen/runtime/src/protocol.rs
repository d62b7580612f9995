//! Protocols: how the input of an operation becomes a request, and how responses are read.
//!
//! They do no I/O. The client uses them as anybody can.

#[cfg(feature = "aws-json")]
mod aws_json;
mod interface;

#[cfg(feature = "aws-json")]
pub use aws_json::{AwsJson1_0, AwsJson1_1};
pub use interface::{ErrorBody, Protocol};
