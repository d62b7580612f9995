//! The workspace that a generated crate lies in without being one of its members.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Location, Warning};
use toml::Table;

use crate::cargo::cargo;
use crate::slice_file::shown;

/// What to do so that cargo builds the crate in `out`, if it lies in a workspace that does not know it.
pub fn stranger(out: &Path) -> Option<Warning> {
    let out = std::path::absolute(out).ok()?;
    let root = enclosing(&out)?;
    let is_known = cargo()
        .args(["locate-project", "--workspace", "--offline", "--quiet"])
        .arg("--manifest-path")
        .arg(out.join("Cargo.toml"))
        .output()
        .is_ok_and(|output| output.status.success());
    if is_known {
        return None;
    }
    let path = out.strip_prefix(root.parent()?).ok()?;
    let member = path.to_string_lossy().replace('\\', "/");
    let warning = Diagnostic::new(
        &Location::path(&root),
        "cargo does not build the crate: it lies in a workspace that has no such member",
    );
    Some(Warning(warning.note("crate", shown(&out)).help(format!(
        "add {member:?} to `members` in `[workspace]` there, or to `exclude`; or depend on it by its path in a member"
    ))))
}

/// The manifest of the workspace that a folder lies in.
fn enclosing(folder: &Path) -> Option<PathBuf> {
    let manifests = folder
        .ancestors()
        .skip(1)
        .map(|above| above.join("Cargo.toml"));
    let is_workspace = |manifest: &PathBuf| {
        let text = fs::read_to_string(manifest).unwrap_or_default();
        let table = text.parse::<Table>();
        table.is_ok_and(|table| table.contains_key("workspace"))
    };
    manifests.into_iter().find(is_workspace)
}
