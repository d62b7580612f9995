//! `cargo whittle` in a workspace as users have one: tests/demo, copied, whittled, changed, and put back.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod cut;
mod demo;
mod fleet;
mod life;
mod models;
mod packages;
mod refused;
mod report;
mod undone;
