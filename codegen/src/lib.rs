//! Turns an AWS API model into the files of a small Rust client for the operations somebody calls.
//!
//! ```text
//! model/*.json → read → model::Service → select → check → plan → emit → FileSet
//! ```
//!
//! [`generate`] is that line. Each stage knows its own matter only: readers know a JSON format, the
//! [`model`] knows APIs, the plan knows Rust, the emitters know tokens. Every problem in the input is
//! a [`Diagnostic`](diagnostic::Diagnostic) with a location.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may"
    )
)]

mod check;
pub mod diagnostic;
mod emit;
mod files;
mod jmespath;
pub mod model;
mod plan;
pub mod read;
mod select;
pub mod slice;

pub use diagnostic::Failure;
pub use files::{Drift, FileSet, Written};
pub use plan::{InRust, MemberInRust, Role};
pub use read::Source;
pub use select::select;
pub use slice::Slice;

/// Generates the crate of a slice. The Rust files still want `rustfmt`.
///
/// # Errors
///
/// All problems of the first stage that finds any.
pub fn generate(source: &Source, slice: &Slice) -> Result<FileSet, Failure> {
    let service = read::read(source)?;
    let service = select::select(service, slice)?;
    check::check(&service)?;
    let plan = plan::plan(&service, slice)?;
    emit::emit(&plan).finish()
}
