//! Packages of `Cargo.lock` that are older than the runtime needs: cargo keeps to what is locked, and
//! would refuse the crates.

use cargo_metadata::semver::{Version, VersionReq};
use codegen::diagnostic::{Diagnostic, Location};
use toml::{Table, Value};

use crate::compile;
use crate::disk::read;
use crate::generate::Error;
use crate::project::{Cargo, Project};
use crate::say::Say;

/// A package that is locked to a version, as cargo is told of it: `name@version`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outdated(String);

impl std::fmt::Display for Outdated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.replace('@', " "))
    }
}

/// The packages of the workspace's lock file that are too old for the runtime.
///
/// # Errors
///
/// If the lock file cannot be read.
pub(crate) fn of(project: &Project) -> Result<Vec<Outdated>, Error> {
    let runtime = codegen::runtime();
    let manifest = runtime.iter().find(|(path, _)| *path == "Cargo.toml");
    let manifest = manifest.map_or("", |(_, text)| text);
    Ok(between(&read(&project.lock())?, manifest))
}

/// Updates these packages in the lock file, and others only where that needs it.
///
/// # Errors
///
/// If cargo cannot do so.
pub(crate) fn update(
    cargo: &Cargo,
    project: &Project,
    outdated: &[Outdated],
    say: &mut Say,
) -> Result<(), Error> {
    if outdated.is_empty() {
        return Ok(());
    }
    say.step(
        "updating",
        &format!("Cargo.lock: the runtime needs newer {}", listed(outdated)),
    );
    run(cargo, outdated, &[], say)?;
    // cargo keeps one back rather than update what it depends on, unless it is told to.
    match of(project)?.as_slice() {
        [] => Ok(()),
        rest => run(cargo, rest, &["--recursive"], say),
    }
}

fn run(
    cargo: &Cargo,
    outdated: &[Outdated],
    arguments: &[&str],
    say: &mut Say,
) -> Result<(), Error> {
    let mut command = cargo.command("update");
    command.args(arguments);
    command.args(outdated.iter().map(|package| &package.0));
    say.begin("updating");
    let output = command.output();
    say.end();
    let output = output.map_err(|error| Error::Io("cargo update".into(), error))?;
    if compile::is_interrupted() {
        return Err(compile::interrupted());
    }
    if output.status.success() {
        return Ok(());
    }
    let problem = Diagnostic::new(
        &Location::file("Cargo.lock"),
        "cargo cannot update packages that are older than the runtime needs; everything is as it was",
    );
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Error::Cargo(said.into_owned(), problem.into()))
}

/// The packages in a line.
pub(crate) fn listed(outdated: &[Outdated]) -> String {
    let names: Vec<String> = outdated.iter().map(ToString::to_string).collect();
    names.join(", ")
}

/// The packages of a lock file that are older than a manifest asks for, where newer ones of the same
/// line of versions would do.
fn between(lock: &str, manifest: &str) -> Vec<Outdated> {
    let lock: Table = lock.parse().unwrap_or_default();
    let manifest: Table = manifest.parse().unwrap_or_default();
    let packages = lock.get("package").and_then(Value::as_array);
    let locked = packages.into_iter().flatten().filter_map(|package| {
        let name = package.get("name")?.as_str()?;
        let version = Version::parse(package.get("version")?.as_str()?).ok()?;
        Some((name, version))
    });
    let dependencies = manifest.get("dependencies").and_then(Value::as_table);
    let needed = |name: &str| {
        let needed = dependencies?.get(name)?;
        let version = needed.get("version").unwrap_or(needed).as_str()?;
        VersionReq::parse(version).ok()
    };
    locked
        .filter(|(name, version)| needed(name).is_some_and(|needed| is_older(version, &needed)))
        .map(|(name, version)| Outdated(format!("{name}@{version}")))
        .collect()
}

/// Whether a version is of the line that is needed, but not what is needed.
fn is_older(version: &Version, needed: &VersionReq) -> bool {
    let is_of_line = needed.comparators.iter().all(|line| {
        let is_unstable = version.major == 0;
        line.major == version.major && (!is_unstable || line.minor == Some(version.minor))
    });
    is_of_line && !needed.matches(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_older_and_of_the_same_line_is_updated() {
        let manifest = "[dependencies]\na = \"1.3.1\"\nb = { version = \"0.64.2\", optional = true }\nc = \"1\"\nd = \"2\"";
        let package = |name: &str, version: &str| {
            format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n")
        };
        let lock = [
            package("a", "0.2.0"),
            package("a", "1.2.14"),
            package("b", "0.63.9"),
            package("b", "0.64.1"),
            package("c", "1.0.0"),
            package("d", "1.9.0"),
            package("e", "1.0.0"),
        ];
        let found = between(&lock.concat(), manifest);
        assert_eq!(listed(&found), "a 1.2.14, b 0.64.1");
        assert_eq!(found[0].0, "a@1.2.14");
    }
}
