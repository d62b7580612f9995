//! What the tests share.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

pub mod cases;
pub mod commands;
pub mod fuzz;
#[cfg(doctest)]
mod guide;
pub mod leaks;
pub mod local;
pub mod moto;
pub mod program;
pub mod random;
pub mod skip;
pub mod strict;
pub mod surface;
pub mod unified;
pub mod upstream;
pub mod wire;
