//! The constant half of a generated crate: the runtime, copied as it is.

use crate::files::FileSet;

/// Adds `src/runtime.rs` and `src/runtime/*`.
pub(super) fn copy(files: &mut FileSet) {
    for (path, text) in SOURCES {
        files.copy(&format!("src/{path}"), text);
    }
}

include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));
