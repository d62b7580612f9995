//! Packages of `Cargo.lock` that are older than the runtime needs: cargo keeps to what is locked, and
//! would refuse the crates. Those of AWS are updated together, since old ones do not compile with new ones,
//! whatever their versions say.

use cargo_metadata::semver::{Version, VersionReq};
use codegen::diagnostic::{Diagnostic, Location};
use toml::{Table, Value};

use crate::compile;
use crate::disk::read;
use crate::generate::Error;
use crate::project::{Cargo, Project};
use crate::say::Say;

/// How the names of packages begin that AWS makes for each other.
const FAMILY: [&str; 7] = [
    "aws-config",
    "aws-credential-types",
    "aws-runtime",
    "aws-sdk-",
    "aws-sigv4",
    "aws-smithy-",
    "aws-types",
];

/// Packages, as cargo is told of them: `name@version`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outdated {
    /// Those that are too old.
    older: Vec<String>,
    /// Those that are updated with them.
    with: Vec<String>,
}

impl Outdated {
    /// Whether all is new enough.
    pub(crate) fn is_empty(&self) -> bool {
        self.older.is_empty()
    }

    /// Those that are too old, in a line.
    pub(crate) fn listed(&self) -> String {
        self.older.join(", ").replace('@', " ")
    }
}

/// The packages of the workspace's lock file that are too old for the runtime.
///
/// # Errors
///
/// If the lock file cannot be read.
pub(crate) fn of(project: &Project) -> Result<Outdated, Error> {
    let runtime = codegen::runtime();
    let manifest = runtime.iter().find(|(path, _)| *path == "Cargo.toml");
    let manifest = manifest.map_or("", |(_, text)| text);
    Ok(between(&read(&project.lock())?, manifest))
}

/// Updates these packages in the lock file, and others only where that needs it; gives the workspace as
/// it is then.
///
/// # Errors
///
/// If cargo cannot do so.
pub(crate) fn update(
    cargo: &Cargo,
    project: &Project,
    outdated: &Outdated,
    say: &mut Say,
) -> Result<Project, Error> {
    let older = outdated.listed();
    let text = format!("Cargo.lock: all packages of AWS, since the runtime needs newer {older}");
    say.step("updating", &text);
    run(cargo, outdated, &[], say)?;
    // cargo keeps one back rather than update what it depends on, unless it is told to.
    let rest = of(project)?;
    if !rest.is_empty() {
        run(cargo, &rest, &["--recursive"], say)?;
    }
    Ok(Project::open(cargo)?)
}

fn run(cargo: &Cargo, outdated: &Outdated, arguments: &[&str], say: &mut Say) -> Result<(), Error> {
    let mut command = cargo.command("update");
    command.args(arguments);
    command.args(outdated.older.iter().chain(&outdated.with));
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

/// The packages of a lock file that are older than a manifest asks for, where newer ones of the same
/// line of versions would do, and what is updated with them.
fn between(lock: &str, manifest: &str) -> Outdated {
    let lock: Table = lock.parse().unwrap_or_default();
    let manifest: Table = manifest.parse().unwrap_or_default();
    let packages = lock.get("package").and_then(Value::as_array);
    let locked = packages.into_iter().flatten().filter_map(|package| {
        // Without a source they lie in a folder.
        package.get("source")?;
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
    let is_older = |(name, version): &(&str, Version)| {
        needed(name).is_some_and(|needed| is_older(version, &needed))
    };
    let (older, others): (Vec<_>, Vec<_>) = locked.partition(is_older);
    let of_family = |(name, _): &(&str, Version)| FAMILY.iter().any(|of| name.starts_with(of));
    let spelled = |(name, version): (&str, Version)| format!("{name}@{version}");
    Outdated {
        older: older.into_iter().map(spelled).collect(),
        with: others.into_iter().filter(of_family).map(spelled).collect(),
    }
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
            format!(
                "[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"registry\"\n\n"
            )
        };
        let lock = [
            package("a", "0.2.0"),
            package("a", "1.2.14"),
            package("b", "0.63.9"),
            package("b", "0.64.1"),
            package("c", "1.0.0"),
            package("d", "1.9.0"),
            package("e", "1.0.0"),
            package("aws-config", "1.12.0"),
        ];
        let found = between(&lock.concat(), manifest);
        assert_eq!(found.older, ["a@1.2.14", "b@0.64.1"]);
        assert_eq!(found.listed(), "a 1.2.14, b 0.64.1");
        assert_eq!(found.with, ["aws-config@1.12.0"]);
    }
}
