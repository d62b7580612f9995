//! The builds of a service whose official crate takes minutes: a slice, and all of its operations, each crate
//! alone beside the official one.

use std::io;
use std::process::Command;

use crate::bench::command::{Taken, run, take};
use crate::bench::row::{Row, Unit};

/// How cargo builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Profile {
    Debug,
    Release,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug build",
            Self::Release => "release build",
        }
    }

    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Release => &["--release"],
        }
    }
}

/// How often a slice is built.
const TIMES: usize = 3;

/// The ratios that are wanted of the time, and of the memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Targets {
    pub(super) slice: [f64; 2],
    pub(super) whole: [f64; 2],
}

/// A program with all of these crates.
pub(super) struct Program<'a> {
    /// The service, as people call it.
    pub(super) title: &'a str,
    /// The package of the program.
    pub(super) package: &'a str,
    /// That of the slice, and how many operations it has.
    pub(super) slice: &'a str,
    pub(super) operations: usize,
    /// That of all operations.
    pub(super) whole: &'a str,
    /// That of the registry.
    pub(super) official: &'a str,
    pub(super) targets: Targets,
    /// A run of cargo there.
    pub(super) cargo: &'a dyn Fn(&[&str]) -> Command,
}

/// Builds each crate in both profiles.
pub(super) fn builds(program: &Program<'_>) -> io::Result<Vec<Row>> {
    let Program {
        title,
        slice,
        operations,
        whole,
        official,
        targets,
        ..
    } = *program;
    let mut rows = Vec::new();
    for profile in [Profile::Debug, Profile::Release] {
        for package in [slice, whole, official] {
            dependencies(program, package, profile)?;
        }
        let mut runs = Vec::new();
        for _ in 0..TIMES {
            runs.push(alone(program, slice, profile)?);
        }
        let of_slice = Taken::median(&runs);
        let of_whole = alone(program, whole, profile)?;
        let of_official = alone(program, official, profile)?;
        let what = format!(
            "{title}: {operations} operations beside all, {}",
            profile.name()
        );
        rows.extend(compared(&what, of_slice, of_official, targets.slice));
        let what = format!("{title}: all operations, {}", profile.name());
        rows.extend(compared(&what, of_whole, of_official, targets.whole));
    }
    Ok(rows)
}

/// Two rows: the time, and the memory of rustc.
fn compared(what: &str, ours: Taken, official: Taken, [time, memory]: [f64; 2]) -> [Row; 2] {
    let peak = format!("{what}: peak memory of rustc");
    [
        Row::official(what, Unit::Time, ours.seconds, official.seconds).aims_at(time),
        Row::official(peak, Unit::Size, ours.memory, official.memory).aims_at(memory),
    ]
}

/// Builds what a package depends on.
fn dependencies(program: &Program<'_>, package: &str, profile: Profile) -> io::Result<()> {
    let mut tree = (program.cargo)(&["tree", "--offline", "--depth", "1", "--prefix", "none"]);
    tree.args(["--edges", "normal", "--format", "{p}", "--package", package]);
    let tree = run(&mut tree)?;
    // The first line is the package itself; the others are `name v1.2.3 (where it is from)`.
    let specs = tree.lines().skip(1).filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        let version = rest.split(' ').next()?;
        Some(format!("{name}@{version}"))
    });
    let specs: Vec<String> = specs.collect();
    run(build(program, profile).args(specs.iter().flat_map(|spec| ["--package", spec])))?;
    Ok(())
}

/// What a package takes whose dependencies are built.
fn alone(program: &Program<'_>, package: &str, profile: Profile) -> io::Result<Taken> {
    let mut clean = (program.cargo)(&["clean", "--offline", "--package", package]);
    run(clean.args(profile.arguments()))?;
    take(build(program, profile).args(["--package", package]))
}

/// A build of the libraries that are named behind it, with the features that the program asks for.
fn build(program: &Program<'_>, profile: Profile) -> Command {
    let mut cargo = (program.cargo)(&["build", "--offline", "--lib"]);
    cargo
        .args(["--package", program.package])
        .args(profile.arguments());
    cargo
}
