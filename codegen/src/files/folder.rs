//! Whose a folder is: whittle writes into one that is not there, is empty, or that it has written for
//! the same slice before.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use super::mark::{Origin, origin};
use super::problem::{failed, some};
use crate::diagnostic::{Diagnostic, Failure, Location};

/// The folders that runs have their new files in begin so; the number of the process follows.
pub(super) const STAGE: &str = ".codegen-";

/// The table of a manifest that says which slice the crate is of.
pub const TABLE: &str = "[package.metadata.whittle]";

/// Fails unless whittle may write the crate with this manifest to `root`.
pub(super) fn claim(root: &Path, manifest: &str) -> Result<(), Failure> {
    let at = Location::path(root);
    let problem = |message: &str| Diagnostic::new(&at, message);
    let kind = match fs::symlink_metadata(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found.map_err(|e| failed("folder of the crate cannot be read", root, &e))?,
    };
    if kind.is_symlink() {
        let target = fs::read_link(root).unwrap_or_default();
        return Err(problem("a link is in the place of the crate")
            .note("leads to", target.display())
            .help("name the folder itself")
            .into());
    }
    if !kind.is_dir() {
        return Err(problem("a file is in the place of the crate")
            .help("name a folder that is empty or not there yet")
            .into());
    }
    let found = entries(root)?;
    if found.is_empty() {
        return Ok(());
    }
    let there = root.join("Cargo.toml");
    let there = match fs::symlink_metadata(&there).is_ok_and(|kind| kind.is_file()) {
        true => fs::read(&there).map_err(|e| failed("file cannot be read", &there, &e))?,
        false => Vec::new(),
    };
    let there = String::from_utf8_lossy(&there);
    match slice(&there) {
        Some(other) if Some(other) == slice(manifest) => Ok(()),
        Some(other) => Err(problem("folder holds the crate of another slice")
            .note("slice", format!("{other:?}"))
            .help("name another folder, or remove this one")
            .into()),
        None => Err(problem("folder holds what whittle did not generate")
            .note("found", some(&found))
            .help("name a folder that is empty or not there yet")
            .into()),
    }
}

/// What is in a folder, by name; a folder has a slash behind it. What runs leave is not counted.
fn entries(root: &Path) -> Result<Vec<String>, Failure> {
    let unreadable = |error: io::Error| failed("folder of the crate cannot be read", root, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(root).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let is_dir = entry.file_type().map_err(unreadable)?.is_dir();
        if !(is_dir && is_stage(&entry)) {
            let slash = if is_dir { "/" } else { "" };
            names.push(format!("{}{slash}", entry.file_name().to_string_lossy()));
        }
    }
    names.sort();
    Ok(names)
}

/// Whether the name is that of a folder which runs have their new files in.
pub(super) fn is_stage(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let process = name.to_str().and_then(|name| name.strip_prefix(STAGE));
    process.is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

/// The slice that a manifest was generated for, if it was.
fn slice(manifest: &str) -> Option<&str> {
    let mut lines = manifest.lines();
    if origin("Cargo.toml", manifest) == Origin::Foreign {
        return None;
    }
    lines.find(|line| *line == TABLE)?;
    lines.next()?.strip_prefix("slice = \"")?.strip_suffix('"')
}
