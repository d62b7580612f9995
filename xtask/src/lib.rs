//! The commands of this workspace, as a library so that tests can call them.

#![cfg_attr(test, allow(clippy::expect_used, reason = "tests may"))]

pub mod bench;
pub mod cargo;
pub mod catalogue;
pub mod generate;
pub mod iam;
pub mod model;
mod runtime;
pub mod rustfmt;
pub mod slice_file;
pub mod surface;
pub mod workspace;
