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

use diagnostic::Warning;

pub use diagnostic::Failure;
pub use files::{Changes, Comparison, Drift, FileSet, TABLE, Written};
pub use plan::{InRust, MemberInRust, Role};
pub use read::Source;
pub use runtime::{RUNTIME, runtime};
pub use select::select;
pub use slice::Slice;

/// What somebody who watches is told while a crate is generated.
#[derive(Clone, Debug)]
pub enum Progress {
    /// A stage of this name is done.
    Done(&'static str),
    /// Something that stops nothing.
    Warned(Warning),
}

/// Generates the crate of a slice, without a word of warning. The Rust files are correct, but nobody has
/// laid them out nicely yet.
///
/// # Errors
///
/// All problems of the first stage that finds any.
pub fn generate(source: &Source, slice: &Slice) -> Result<FileSet, Failure> {
    generate_watched(source, slice, |_| {})
}

/// Puts what a service has by hand, and no model says, into its model, as [`generate`] does.
pub fn customize(service: &mut model::Service) {
    plan::customizations::change(service);
}

/// As [`generate`], and tells how it goes.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_watched(
    source: &Source,
    slice: &Slice,
    mut tell: impl FnMut(Progress),
) -> Result<FileSet, Failure> {
    let service = read::read(source)?;
    tell(Progress::Done("read"));
    let mut service = select::select(service, slice)?;
    customize(&mut service);
    tell(Progress::Done("select"));
    let checked = check::check(&service, slice)?;
    tell(Progress::Done("check"));
    let warnings = service.warnings.iter().chain(&checked.warnings);
    warnings.for_each(|warning| tell(Progress::Warned(warning.clone())));
    let plan = plan::plan(&checked, slice)?;
    tell(Progress::Done("plan"));
    let files = emit::emit(&plan);
    tell(Progress::Done("emit"));
    let files = files.finish()?;
    tell(Progress::Done("print"));
    Ok(files)
}
