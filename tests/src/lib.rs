//! What the tests share.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::io::Write;

pub mod cases;
pub mod commands;
pub mod fuzz;
#[cfg(doctest)]
mod guide;
pub mod lightsail;
pub mod local;
pub mod program;
pub mod upstream;

/// Says that something was not tested, even where the test harness keeps what passing tests print.
#[allow(
    clippy::explicit_write,
    reason = "the harness keeps what `eprintln!` prints"
)]
pub fn skipped(reason: &str) {
    writeln!(std::io::stderr(), "SKIPPED: {reason}").unwrap();
}
