//! The runtime that generated crates depend on, to be written beside them where they cannot have it
//! from elsewhere.

use crate::files::{FileSet, MARK, TABLE};

/// The name of its package.
pub const RUNTIME: &str = "whittle-runtime";

/// The files of the runtime's package.
pub fn runtime() -> FileSet {
    let mut files = FileSet::default();
    for (path, text) in SOURCES {
        match *path {
            "Cargo.toml" => {
                let text = format!("# {MARK}\n\n{text}\n{TABLE}\nslice = {RUNTIME:?}\n");
                files.text(*path, text);
            }
            _ => files.copy(path, text),
        }
    }
    files
}

include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));
