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
pub mod model;
mod plan;
pub mod read;
mod runtime;
mod select;
pub mod slice;

pub use diagnostic::Failure;
pub use files::{Changes, Comparison, Drift, FileSet, TABLE, Written};
pub use plan::{InRust, MemberInRust, Role};
pub use read::Source;
pub use runtime::{RUNTIME, runtime};
pub use select::select;
pub use slice::Slice;

/// Generates the crate of a slice. The Rust files are correct, but nobody has laid them out nicely yet.
///
/// # Errors
///
/// All problems of the first stage that finds any.
pub fn generate(source: &Source, slice: &Slice) -> Result<FileSet, Failure> {
    generate_watched(source, slice, |_| {})
}

/// As [`generate`], and names each stage when it is done, for somebody with a watch.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_watched(
    source: &Source,
    slice: &Slice,
    mut done: impl FnMut(&'static str),
) -> Result<FileSet, Failure> {
    let service = read::read(source)?;
    done("read");
    let service = select::select(service, slice)?;
    done("select");
    let checked = check::check(&service, slice)?;
    done("check");
    let plan = plan::plan(&checked, slice)?;
    done("plan");
    let files = emit::emit(&plan);
    done("emit");
    let files = files.finish()?;
    done("print");
    Ok(files)
}
