//! Tests of the runtime, through the host and from inside.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::result_large_err,
    reason = "tests fail by panics, and look at the errors of the API as they are"
)]

mod codec;
mod neutral;
mod parse;
mod report;
mod request;

#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod config;
#[cfg(feature = "client")]
mod failures;
#[cfg(feature = "client")]
mod rules;
#[cfg(feature = "client")]
mod support;
