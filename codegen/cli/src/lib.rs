//! `cargo whittle`: cuts the aws-sdk crates of a workspace down to the operations that it calls.
//!
//! A library, too, so that the commands of whittle's own repository and the tests can call it.

#![cfg_attr(
    test,
    allow(clippy::expect_used, clippy::unwrap_used, reason = "tests may")
)]

pub mod cargo;
pub mod command;
mod compile;
mod disk;
pub mod generate;
mod generated;
mod git;
pub mod iam;
mod journal;
mod krate;
mod library;
mod lock;
mod manifest;
pub mod model;
mod models;
mod names;
mod outdated;
mod plan;
mod preview;
mod profile;
mod project;
mod remove;
mod report;
mod runtime;
pub mod rustfmt;
mod say;
mod scan;
pub mod slice_file;
mod slices;
mod state;
mod table;
mod verify;
mod whittle;
pub mod workspace;
pub mod write;
