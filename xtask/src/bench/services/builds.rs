//! The builds of a service: some operations, and all of them, each crate with its runtime and its other dependencies
//! built, beside the official one.

use std::io;
use std::process::Command;

use super::program::{Crate, Project};
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

    /// How many times faster some operations should be there.
    const fn target(self) -> f64 {
        match self {
            Self::Debug => 20.0,
            Self::Release => 15.0,
        }
    }
}

/// Which crates the program has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum With {
    /// The slice and the official one: those that it calls.
    Slice,
    /// All operations, too.
    Whole,
}

impl With {
    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Slice => &[],
            Self::Whole => &["--features", "whole"],
        }
    }
}

/// What is wanted of all operations, in time and memory.
const WHOLE: [f64; 2] = [2.0, 1.5];

/// The seconds that a further slice should take in a debug build, at most.
const FURTHER: f64 = 3.0;

/// How often a slice is built.
const TIMES: usize = 3;

/// Builds each crate in both profiles.
pub(super) fn measure(project: &Project) -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for profile in [Profile::Debug, Profile::Release] {
        rows.extend(Builds { project, profile }.measure()?);
    }
    Ok(rows)
}

/// Builds in one profile.
struct Builds<'a> {
    project: &'a Project,
    profile: Profile,
}

/// What they take.
#[derive(Default)]
struct Runs {
    whole: Vec<Taken>,
    slice: Vec<Taken>,
    /// A slice whose runtime is built.
    further: Vec<Taken>,
    official: Vec<Taken>,
}

impl Builds<'_> {
    fn measure(&self) -> io::Result<Vec<Row>> {
        let service = self.project.service;
        let (slice, whole) = (Crate::Slice.package(service), Crate::Whole.package(service));
        let (slice, whole, official) = (slice.as_str(), whole.as_str(), service.official.0);
        let measured = [slice, whole, official, codegen::RUNTIME];
        for with in [With::Slice, With::Whole] {
            self.dependencies(with, &measured)?;
        }
        let mut runs = Runs::default();
        // The program has the slice and its runtime, so these are last.
        for turn in 0..TIMES {
            if turn < service.builds {
                let whole = self.alone(With::Whole, &[whole, codegen::RUNTIME])?;
                runs.whole.push(whole);
                runs.official.push(self.alone(With::Slice, &[official])?);
            }
            let with_runtime = self.alone(With::Slice, &[slice, codegen::RUNTIME])?;
            runs.slice.push(with_runtime);
            runs.further.push(self.alone(With::Slice, &[slice])?);
        }
        Ok(self.rows(&runs))
    }

    fn rows(&self, runs: &Runs) -> Vec<Row> {
        let service = self.project.service;
        let (title, count) = (service.title, service.operations.len());
        let [slice, further, whole, official] =
            [&runs.slice, &runs.further, &runs.whole, &runs.official]
                .map(|runs| Taken::median(runs));
        let row = |what: &str, unit, ours, official| {
            let what = format!("{title}: {what}, {}", self.profile.name());
            Row::official(what, unit, ours, official)
        };
        let time = |what: &str, ours: Taken| row(what, Unit::Time, ours.seconds, official.seconds);
        let memory = |what: &str, ours: Taken| {
            let mut row = row(what, Unit::Size, ours.memory, official.memory);
            row.what.push_str(": peak memory of rustc");
            row
        };
        let some = format!("{count} operations with the runtime");
        let all = "all operations with the runtime";
        let mut of_further = time(&format!("a further slice of {count} operations"), further);
        if self.profile == Profile::Debug {
            of_further.wanted = Some(FURTHER);
        }
        let mut of_memory = memory(&some, slice);
        of_memory.target = service.memory;
        vec![
            time(&some, slice).aims_at(self.profile.target()),
            of_memory,
            of_further,
            time(all, whole).aims_at(WHOLE[0]),
            memory(all, whole).aims_at(WHOLE[1]),
        ]
    }

    /// Builds what the crates depend on that are measured.
    fn dependencies(&self, with: With, measured: &[&str]) -> io::Result<()> {
        let mut tree = self
            .project
            .cargo(&["tree", "--offline", "--prefix", "none"]);
        tree.args(["--edges", "normal,no-proc-macro", "--format", "{p}"])
            .args(with.arguments());
        let tree = run(&mut tree)?;
        // The first line is the program; the others are `name v1.2.3`, with where it is from or what it is behind it.
        let specs = tree.lines().skip(1).filter_map(|line| {
            let (name, rest) = line.split_once(" v")?;
            let version = rest.split(' ').next()?;
            (!measured.contains(&name)).then(|| format!("{name}@{version}"))
        });
        let mut specs: Vec<String> = specs.collect();
        specs.sort_unstable();
        specs.dedup();
        let specs: Vec<&str> = specs.iter().map(String::as_str).collect();
        run(&mut self.build(with, &specs)).map(drop)
    }

    /// What packages take whose dependencies are built; cargo needs to be told of the first only.
    fn alone(&self, with: With, packages: &[&str]) -> io::Result<Taken> {
        let mut clean = self.project.cargo(&["clean", "--offline"]);
        clean.args(packages.iter().flat_map(|package| ["--package", package]));
        run(clean.args(self.profile.arguments()))?;
        take(&mut self.build(with, &packages[..1]))
    }

    /// A build of these libraries, with the features that the program asks for.
    fn build(&self, with: With, packages: &[&str]) -> Command {
        let mut cargo = self.project.cargo(&["build", "--offline", "--lib"]);
        cargo
            .args(["--package", self.project.service.name])
            .args(packages.iter().flat_map(|package| ["--package", package]))
            .args(with.arguments())
            .args(self.profile.arguments());
        cargo
    }
}
