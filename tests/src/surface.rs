//! The public surface of a crate, from rustdoc's JSON: is everything that the official crate shows in the
//! generated one, too? The surface of the official one is checked in, since documenting it takes minutes.

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
use xtask::cargo::cargo;

use crate::cases::workspace;

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
            writeln!(f, "accepted, but not a difference: {line}")?;
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
pub fn compare() -> Report {
    let ours = runtime::merged(&ours(), &runtime());
    let read = |path| fs::read_to_string(workspace().join(path)).unwrap();
    Report::new(&read(SURFACE), &read(ACCEPTED), &ours)
}

/// A generated crate, and the official one that it stands in for.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// The manifest of the generated crate, which is alone in its workspace.
    pub manifest: &'a Path,
    /// Its name.
    pub package: &'a str,
    /// Name and version of the official crate, as a requirement of cargo.
    pub official: (&'a str, &'a str),
    /// Where cargo may build.
    pub target: &'a Path,
}

impl Sides<'_> {
    /// Compares them; the text has what may be missing.
    pub fn compare(&self, accepted: &str) -> Report {
        let krate = rustdoc(self.manifest, self.package, self.target);
        let runtime = documented(self.manifest, RUNTIME, self.target);
        let runtime = json(runtime, RUNTIME, self.target, &["--document-hidden-items"]);
        let official = official(self.official, self.target);
        let official = list::items(&official, &list::operations(&krate));
        let official: String = official.iter().map(|line| format!("{line}\n")).collect();
        Report::new(&official, accepted, &runtime::merged(&krate, &runtime))
    }
}

/// Makes the checked-in surface of the official crate anew.
pub fn write() {
    let operations = list::operations(&ours());
    let (name, version) = OFFICIAL;
    let mut text = format!("# Made from {name} {version}: see docs/testing.md.\n");
    let official = official(OFFICIAL, &workspace().join("target/surface"));
    for item in list::items(&official, &operations) {
        text.push_str(&item);
        text.push('\n');
    }
    fs::write(workspace().join(SURFACE), text).unwrap();
}

/// The public items of a package, a line an item.
pub fn items(manifest: &Path, package: &str, target: &Path) -> BTreeSet<String> {
    let krate = rustdoc(manifest, package, target);
    list::items(&krate, &list::operations(&krate))
}

/// The lines that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn ours() -> Crate {
    let root = workspace();
    rustdoc(&root.join("Cargo.toml"), OURS, &root.join("target"))
}

/// The documentation of the runtime, with what only generated crates see.
fn runtime() -> Crate {
    let target = workspace().join("target");
    let mut cargo = documented(&workspace().join("Cargo.toml"), RUNTIME, &target);
    cargo.args(["--features", FEATURES]);
    json(cargo, RUNTIME, &target, &["--document-hidden-items"])
}

/// The documentation of an official crate, in a workspace of its own so that it has its default
/// features.
fn official((name, version): (&str, &str), target: &Path) -> Crate {
    let package = target.join("official");
    let manifest = package.join("Cargo.toml");
    let text = format!(
        "[package]\nname = \"official\"\nedition = \"2024\"\n\n[dependencies]\n\
         {name} = \"{version}\"\n\n[workspace]\n"
    );
    fs::create_dir_all(package.join("src")).unwrap();
    fs::write(package.join("src/lib.rs"), "").unwrap();
    fs::write(&manifest, text).unwrap();
    rustdoc(&manifest, name, target)
}

/// Documents a package as JSON.
fn rustdoc(manifest: &Path, package: &str, target: &Path) -> Crate {
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
fn json(mut cargo: Command, package: &str, target: &Path, options: &[&str]) -> Crate {
    let output = cargo
        .env("RUSTDOC", unstable_rustdoc(target).unwrap())
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .args(options)
        .output()
        .unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "no rustdoc JSON: {complained}");
    let json = target.join(format!("doc/{}.json", package.replace('-', "_")));
    parse(&fs::read(json).unwrap()).unwrap_or_else(|reason| panic!("no rustdoc JSON: {reason}"))
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

fn parse(json: &[u8]) -> Result<Crate, String> {
    #[derive(Deserialize)]
    struct Version {
        format_version: u32,
    }
    let failed = |error: serde_json::Error| error.to_string();
    let Version { format_version } = serde_json::from_slice(json).map_err(failed)?;
    if format_version != FORMAT_VERSION {
        return Err(format!(
            "this rustdoc writes version {format_version} of the format, not {FORMAT_VERSION}"
        ));
    }
    serde_json::from_slice(json).map_err(failed)
}

#[cfg(test)]
mod tests {
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
        let reason = parse(br#"{"format_version":1}"#).unwrap_err();
        assert!(reason.contains("version 1 of the format"), "{reason}");
        assert!(parse(b"{").is_err());
    }
}
