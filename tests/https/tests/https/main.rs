//! HTTPS with each client that a TLS feature brings, certificates that must be refused, and proxies
//! from the environment, beside the official client.
//!
//! Where certificates and proxies come from is the environment of a process, so each call is a process
//! of its own, as it is with a user.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod authority;
mod callers;
mod certificates;
mod proxies;
mod proxy;
mod service;
