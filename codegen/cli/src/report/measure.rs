//! Builds of a workspace with the official crates and with the whittled ones: seconds, memory, size.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use codegen::diagnostic::Location;
use serde::Serialize;
use wait4::Wait4;

use crate::disk::{read, write};
use crate::generate::Error;
use crate::journal::Journal;
use crate::manifest::Manifest;
use crate::project::{Cargo, Project};
use crate::say::Say;
use crate::state::State;

/// A clean debug build with each.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measured {
    /// With the official crates.
    pub(crate) before: Build,
    /// With the whittled ones.
    pub(crate) after: Build,
}

/// What a build took.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Build {
    /// From begin to end.
    pub(crate) seconds: f64,
    /// Of the largest process, in bytes.
    pub(crate) memory: u64,
    /// Of the target folder, in bytes.
    pub(crate) size: u64,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = rows(self);
        writeln!(
            f,
            "clean debug build          official    whittled    times"
        )?;
        for Row {
            what,
            before,
            after,
            ratio,
        } in rows
        {
            writeln!(f, "{what:<22} {before:>12} {after:>11} {ratio:>8.1}")?;
        }
        Ok(())
    }
}

/// A line of the comparison.
pub(super) struct Row {
    pub(super) what: &'static str,
    pub(super) before: String,
    pub(super) after: String,
    /// How many times less it is now.
    pub(super) ratio: f64,
}

/// The comparison.
pub(super) fn rows(measured: &Measured) -> [Row; 3] {
    let Measured { before, after } = measured;
    let bytes = |bytes: u64| format!("{:.1} GB", as_float(bytes) / 1e9);
    let ratio = |before: u64, after: u64| as_float(before) / as_float(after.max(1));
    [
        Row {
            what: "time",
            before: format!("{:.1} s", before.seconds),
            after: format!("{:.1} s", after.seconds),
            ratio: before.seconds / after.seconds.max(f64::MIN_POSITIVE),
        },
        Row {
            what: "memory of rustc",
            before: bytes(before.memory),
            after: bytes(after.memory),
            ratio: ratio(before.memory, after.memory),
        },
        Row {
            what: "target folder",
            before: bytes(before.size),
            after: bytes(after.size),
            ratio: ratio(before.size, after.size),
        },
    ]
}

/// Exact far beyond what any build takes.
fn as_float(n: u64) -> f64 {
    n.to_string().parse().unwrap_or(f64::INFINITY)
}

/// Builds the workspace twice, each time from nothing.
pub(super) fn measure(cargo: &Cargo, project: &Project, say: &mut Say) -> Result<Measured, Error> {
    let after = build(cargo, project, "whittled", say)?;
    let journal = Journal::begin(project)?;
    let path = project.manifest();
    let mut manifest = Manifest::read(Location::path(&path), &read(&path)?)?;
    manifest.unpatch(&project.below());
    write(&path, &manifest.text())?;
    let state = State::read(&project.folder)?;
    write(&project.lock(), &state.restored(&read(&project.lock())?))?;
    let before = build(cargo, project, "official", say);
    // Not committed: the whittled crates are back.
    drop(journal);
    Ok(Measured {
        before: before?,
        after,
    })
}

fn build(cargo: &Cargo, project: &Project, which: &str, say: &mut Say) -> Result<Build, Error> {
    let target = project.target.join("whittle").join("measured");
    let failed = |error| Error::Io(target.clone(), error);
    clear(&target).map_err(failed)?;
    say.begin("building");
    say.busy(&format!("with the {which} crates"));
    let mut command = cargo.compile("build");
    command.arg("--quiet");
    command
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_INCREMENTAL", "0");
    let taken = take(command);
    say.end();
    let (seconds, memory) = taken.map_err(failed)?;
    let size = size(&target).map_err(failed)?;
    clear(&target).map_err(failed)?;
    Ok(Build {
        seconds,
        memory,
        size,
    })
}

/// Runs a build; gives its seconds and the memory of its largest process.
fn take(mut command: Command) -> io::Result<(f64, u64)> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    match used.status.success() {
        true => Ok((start.elapsed().as_secs_f64(), used.rusage.maxrss)),
        false => Err(io::Error::other("the workspace does not build")),
    }
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn size(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        sum += match kind.is_dir() {
            true => size(&entry.path())?,
            false => kind.len(),
        };
    }
    Ok(sum)
}
