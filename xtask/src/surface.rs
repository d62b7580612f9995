//! `cargo xtask surface`: is everything that the official crate shows in the generated one, too?
//!
//! Both surfaces come from rustdoc's JSON. The official one is checked in, since documenting the
//! official crate takes minutes; `--write` makes it anew.

mod list;
mod names;
mod render;
mod runtime;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustdoc_types::{Crate, FORMAT_VERSION};
use serde::Deserialize;

use crate::cargo::cargo;
use crate::slice_file::shown;

/// The official crate, as a requirement of cargo.
const OFFICIAL: (&str, &str) = ("aws-sdk-lightsail", "=1.135.0");
/// The generated crate.
const OURS: &str = "lightsail-snapshots";
/// What it depends on.
const RUNTIME: &str = "whittle-runtime";
/// What it asks of it.
const FEATURES: &str = "client,page-waiters,paginators";

/// The surface of the official crate for the slice, a line an item.
const SURFACE: &str = "tests/dropin/official_surface.txt";
/// What may be missing, each below a comment that says why.
const ACCEPTED: &str = "tests/dropin/accepted_differences.txt";

/// Why nothing was compared.
#[derive(Debug)]
pub enum Error {
    /// rustdoc gave no JSON, or JSON of another version.
    Rustdoc(String),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rustdoc(reason) => write!(f, "error: no rustdoc JSON: {reason}"),
            Self::Io(path, error) => write!(f, "error: {error}\n  --> {}", shown(path)),
        }
    }
}

impl std::error::Error for Error {}

/// How the generated crate differs from the official one.
#[derive(Debug)]
pub struct Report {
    /// Items of the official crate that are missing, though nobody accepted that.
    pub missing: Vec<String>,
    /// Accepted differences that are none: of items which are there, or never were.
    pub stale: Vec<String>,
    /// Items that are missing, as accepted.
    pub accepted: Vec<String>,
    /// Items that only the generated crate has.
    pub added: Vec<String>,
    /// How many items both have.
    pub common: usize,
}

impl Report {
    /// Whether the generated crate can stand in for the official one.
    pub fn is_drop_in(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty()
    }

    fn new(official: &str, accepted: &str, ours: &BTreeSet<String>) -> Self {
        let official: BTreeSet<&str> = lines(official).collect();
        let accepted: BTreeSet<&str> = lines(accepted).collect();
        let ours: BTreeSet<&str> = ours.iter().map(String::as_str).collect();
        let gone: BTreeSet<&str> = &official - &ours;
        let owned = |lines: BTreeSet<&str>| lines.into_iter().map(str::to_owned).collect();
        Self {
            missing: owned(&gone - &accepted),
            stale: owned(&accepted - &gone),
            accepted: owned(&accepted & &gone),
            added: owned(&ours - &official),
            common: (&official & &ours).len(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.missing {
            writeln!(f, "- {line}")?;
        }
        for line in &self.added {
            writeln!(f, "+ {line}")?;
        }
        for line in &self.stale {
            writeln!(f, "{ACCEPTED}: not a difference: {line}")?;
        }
        let (missing, accepted) = (self.missing.len(), self.accepted.len());
        let (common, added) = (self.common, self.added.len());
        write!(
            f,
            "{common} items in common, {missing} missing, {accepted} missing as accepted, {added} added"
        )
    }
}

/// Compares the generated crate with the checked-in surface of the official one.
///
/// # Errors
///
/// If rustdoc cannot make JSON that this program reads, or a file cannot be read.
pub fn compare(root: &Path) -> Result<Report, Error> {
    let (ours, runtime) = (ours(root)?, runtime(root)?);
    let ours = runtime::merged(&ours, &runtime);
    Ok(Report::new(
        &read(&root.join(SURFACE))?,
        &read(&root.join(ACCEPTED))?,
        &ours,
    ))
}

/// Makes the checked-in surface of the official crate anew; the line says what was done.
///
/// # Errors
///
/// If rustdoc cannot make JSON that this program reads, or the file cannot be written.
pub fn write(root: &Path) -> Result<String, Error> {
    let operations = list::operations(&ours(root)?);
    let items = list::items(&official(root)?, &operations);
    let path = root.join(SURFACE);
    let (name, version) = OFFICIAL;
    let mut text = format!("# Made by `cargo xtask surface --write` from {name} {version}.\n");
    for item in &items {
        text.push_str(item);
        text.push('\n');
    }
    fs::write(&path, text).map_err(|error| Error::Io(path, error))?;
    Ok(format!("{SURFACE}: {} items", items.len()))
}

/// The public items of a package, a line an item.
///
/// # Errors
///
/// If rustdoc cannot make JSON that this program reads.
pub fn items(manifest: &Path, package: &str, target: &Path) -> Result<BTreeSet<String>, Error> {
    let krate = rustdoc(manifest, package, target)?;
    Ok(list::items(&krate, &list::operations(&krate)))
}

/// The lines that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn ours(root: &Path) -> Result<Crate, Error> {
    rustdoc(&root.join("Cargo.toml"), OURS, &root.join("target"))
}

/// The documentation of the runtime, with what only generated crates see.
fn runtime(root: &Path) -> Result<Crate, Error> {
    let target = root.join("target");
    let mut cargo = documented(&root.join("Cargo.toml"), RUNTIME, &target);
    cargo.args(["--features", FEATURES]);
    json(cargo, RUNTIME, &target, &["--document-hidden-items"])
}

/// The documentation of the official crate, in a workspace of its own so that it has its default
/// features.
fn official(root: &Path) -> Result<Crate, Error> {
    let (name, version) = OFFICIAL;
    let target = root.join("target/surface");
    let package = target.join("official");
    let manifest = package.join("Cargo.toml");
    let text = format!(
        "[package]\nname = \"official\"\nedition = \"2024\"\n\n[dependencies]\n\
         {name} = \"{version}\"\n\n[workspace]\n"
    );
    fs::create_dir_all(package.join("src"))
        .and_then(|()| fs::write(package.join("src/lib.rs"), ""))
        .and_then(|()| fs::write(&manifest, text))
        .map_err(|error| Error::Io(package, error))?;
    rustdoc(&manifest, name, &target)
}

/// Documents a package as JSON.
fn rustdoc(manifest: &Path, package: &str, target: &Path) -> Result<Crate, Error> {
    json(documented(manifest, package, target), package, target, &[])
}

fn documented(manifest: &Path, package: &str, target: &Path) -> Command {
    let mut cargo = cargo();
    cargo
        .args(["rustdoc", "--quiet", "--lib", "--package", package])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(target);
    cargo
}

/// Runs it.
fn json(
    mut cargo: Command,
    package: &str,
    target: &Path,
    options: &[&str],
) -> Result<Crate, Error> {
    let rustdoc = unstable_rustdoc(target).map_err(|error| Error::Io(target.into(), error))?;
    let output = cargo
        .env("RUSTDOC", rustdoc)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .args(options)
        .output()
        .map_err(|error| Error::Rustdoc(error.to_string()))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(Error::Rustdoc(reason.trim().to_owned()));
    }
    let json = target.join(format!("doc/{}.json", package.replace('-', "_")));
    parse(&fs::read(&json).map_err(|error| Error::Io(json, error))?)
}

/// A rustdoc that has unstable features, as JSON is one.
///
/// If cargo itself were told to allow them, build scripts would see it and run again, and much of what is
/// in the target folder be built again, now and the next time without it.
fn unstable_rustdoc(target: &Path) -> io::Result<PathBuf> {
    let (name, text) = match cfg!(windows) {
        true => ("rustdoc.cmd", "@set RUSTC_BOOTSTRAP=1\r\n@rustdoc %*\r\n"),
        false => (
            "rustdoc.sh",
            "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n",
        ),
    };
    fs::create_dir_all(target)?;
    let path = target.join(name);
    // One that runs cannot be written.
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        fs::write(&path, text)?;
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    }
    Ok(path)
}

fn parse(json: &[u8]) -> Result<Crate, Error> {
    #[derive(Deserialize)]
    struct Version {
        format_version: u32,
    }
    let failed = |error: serde_json::Error| Error::Rustdoc(error.to_string());
    let Version { format_version } = serde_json::from_slice(json).map_err(failed)?;
    if format_version != FORMAT_VERSION {
        return Err(Error::Rustdoc(format!(
            "this rustdoc writes version {format_version} of the format, not {FORMAT_VERSION}"
        )));
    }
    serde_json::from_slice(json).map_err(failed)
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Io(path.to_path_buf(), error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::*;

    #[test]
    fn each_line_is_in_its_place() {
        let ours = ["a", "b", "new"].map(str::to_owned).into();
        let report = Report::new(
            "# made by hand\na\nb\ngone\nleft out\n",
            "# since nobody needs it\nleft out\n\n# since long ago\nb\n",
            &ours,
        );
        assert_eq!(report.missing, ["gone"]);
        assert_eq!(report.accepted, ["left out"]);
        assert_eq!(report.stale, ["b"]);
        assert_eq!(report.added, ["new"]);
        assert_eq!(report.common, 2);
        assert!(!report.is_drop_in());
        assert!(report.to_string().starts_with("- gone\n+ new\n"));
    }

    #[test]
    fn accepted_and_added_items_do_no_harm() {
        let ours = ["a", "new"].map(str::to_owned).into();
        assert!(Report::new("a\nb\n", "b\n", &ours).is_drop_in());
        assert!(!Report::new("a\nb\n", "", &ours).is_drop_in());
        assert!(!Report::new("a\n", "b\n", &ours).is_drop_in());
    }

    #[test]
    fn json_of_another_version_is_refused() {
        let error = parse(br#"{"format_version":1}"#).unwrap_err();
        assert!(
            error.to_string().contains("version 1 of the format"),
            "{error}"
        );
        assert!(parse(b"{").is_err());
    }
}
