//! What was generated: texts by path; compared with a folder, or written to it.

pub use compare::{Comparison, Drift};
pub use folder::TABLE;
pub(crate) use mark::MARK;
pub(crate) use rust::RustFile;
pub use set::FileSet;
pub use write::{Changes, Written};

mod compare;
mod folder;
mod layout;
mod mark;
mod problem;
mod rust;
mod set;
mod write;
