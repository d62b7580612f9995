//! The offline Lightsail: what it answers, whom it lets in, what real clients make of it, and what they
//! do when something goes wrong.
//!
//! What is in `side` is compiled twice, against the official crate and against ours.

#![allow(
    clippy::duplicate_mod,
    reason = "the same code against both crates is the point"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod harness;

mod official;
mod ours;

mod auth;
mod binary;
mod clients;
mod dropped;
mod faults;
mod paginators;
mod properties;
mod renewal;
mod secrets;
mod server;
