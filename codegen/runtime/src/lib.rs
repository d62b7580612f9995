//! A small client in the form that codegen emits, to compile and test the runtime alone.
//!
//! It is a miniature of Amazon Lightsail: two operations, and shapes that have one of each kind.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![allow(
    deprecated,
    reason = "what is deprecated for users is still on the wire"
)]

/// The client and what customizes its calls.
#[cfg(feature = "client")]
pub mod client;
/// The configuration of a client.
#[cfg(feature = "client")]
pub mod config;
#[cfg(feature = "client")]
mod endpoint;
/// What all errors have in common.
pub mod error;
mod error_meta;
/// Facts about this crate.
pub mod meta;
/// The operations, with their inputs, outputs and errors.
pub mod operation;
/// Types of values.
pub mod primitives;
mod runtime;
/// The shapes that inputs and outputs are made of.
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use config::Config;
pub use error_meta::Error;

#[cfg(test)]
mod tests;
