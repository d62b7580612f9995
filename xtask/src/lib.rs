//! The commands of this workspace, as a library so that tests can call them.

#![cfg_attr(test, allow(clippy::expect_used, reason = "tests may"))]

pub mod bench;
pub mod catalogue;

// What users' command does, these do with the same functions.
pub use cargo_whittle::{cargo, generate, iam, model, rustfmt, slice_file, workspace};
