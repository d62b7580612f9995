//! Requests that are signed now and sent by others, without credentials, until they expire.

mod config;
mod request;
#[doc(hidden)]
pub mod sign;

pub use config::{PresigningConfig, PresigningConfigBuilder, PresigningConfigError};
pub use request::PresignedRequest;
