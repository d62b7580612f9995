//! The constant half of a generated crate: the runtime, copied as it is.

use crate::files::FileSet;
use crate::plan::Crate;

/// Adds `src/runtime.rs` and `src/runtime/*`, except what nothing in the crate needs.
pub(super) fn copy(krate: &Crate, files: &mut FileSet) {
    let unused = &krate.unused_runtime;
    for (path, text) in SOURCES {
        if *path == "runtime.rs" {
            files.copy("src/runtime.rs", &without(text, unused));
        } else if !unused.iter().any(|module| *path == file(module)) {
            files.copy(&format!("src/{path}"), text);
        }
    }
}

fn file(module: &str) -> String {
    format!("runtime/{module}.rs")
}

/// The root of the runtime without the declarations of these modules.
fn without(root: &str, modules: &[&str]) -> String {
    modules.iter().fold(root.to_owned(), |root, module| {
        root.replace(&declaration(module), "")
    })
}

fn declaration(module: &str) -> String {
    format!("#[cfg(feature = \"client\")]\npub(crate) mod {module};\n")
}

include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));
