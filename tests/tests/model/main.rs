//! Models: show, update and diff on real models, and the walk through docs/extending.md.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod diff;
mod extending;
mod show;
mod update;
mod verdicts;

use std::path::{Path, PathBuf};

use tests::cases::workspace;

/// The slice of this workspace.
fn slice() -> PathBuf {
    workspace().join("model/lightsail-snapshots.toml")
}

/// A folder with a copy of the model of this workspace and its slice file.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = tests::cases::tree(&workspace().join("model"));
    tests::cases::replace(folder.path(), &files);
    folder
}

/// A path as an argument.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// No line is wider than a terminal of 100 columns, and nothing is coloured for a pipe.
fn is_plain(text: &str) {
    let wide = text.lines().find(|line| line.chars().count() > 100);
    // A path or a type can be longer than a line; it stands alone then.
    if let Some(line) = wide {
        assert!(!line.trim().contains(' '), "{line}");
    }
    assert!(!text.contains('\u{1b}'), "{text}");
}
