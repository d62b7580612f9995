//! Other services: slices of them beside their official crates.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diagnostic::Location;
use codegen::slice::Runtime;
use codegen::{Slice, Source};

use super::command::{Taken, run, take};
use super::row::{Row, Unit};
use super::settings::Bench;
use crate::model::upstream;
use crate::slice_file;

/// A service that is measured.
struct Service {
    name: &'static str,
    title: &'static str,
    /// The model, below botocore's data.
    model: &'static str,
    operations: &'static [&'static str],
    /// The official crate, and its version.
    official: (&'static str, &'static str),
    /// The program, as Rust.
    program: &'static str,
    /// What it prints: the name there, what it is, and the ratio that is wanted.
    cases: &'static [(&'static str, &'static str, f64)],
    /// The seconds that a debug build of the crate should take at most.
    debug: f64,
}

const SERVICES: [Service; 1] = [Service {
    name: "lambda",
    title: "Lambda",
    model: "lambda/2015-03-31",
    operations: &[
        "CreateFunction",
        "DeleteFunction",
        "GetFunction",
        "Invoke",
        "ListFunctions",
    ],
    official: ("aws-sdk-lambda", "=1.156.0"),
    program: include_str!("../../../tests/bench/services/lambda.rs"),
    cases: &[("list-functions", "decode ListFunctions, 1 MB", 1.5)],
    debug: 3.0,
}];

/// How one thing is timed.
const MEASURE: &str = include_str!("../../../tests/bench/benches/calls/measure.rs");

/// How often a build is measured.
const TIMES: usize = 3;

/// Measures all services that there are models of.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let Ok(data) = upstream::installed() else {
        eprintln!("there is no botocore, so no other service is measured");
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for service in &SERVICES {
        let project = Project::new(bench, service, &data)?;
        rows.extend(project.times(bench)?);
        rows.extend(project.builds()?);
    }
    Ok(rows)
}

/// A program with the generated crate and the official one, below `target/bench`.
struct Project {
    service: &'static Service,
    folder: PathBuf,
}

impl Project {
    fn new(bench: &Bench, service: &'static Service, data: &Path) -> io::Result<Self> {
        let folder = bench.root.join("target/bench").join(service.name);
        let runtime = bench.root.join("codegen/runtime");
        generate(
            service,
            &data.join(service.model),
            &runtime,
            &folder.join("ours"),
        )?;
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest(service))?;
        fs::write(folder.join("src/main.rs"), service.program)?;
        fs::write(folder.join("src/measure.rs"), MEASURE)?;
        fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let project = Self { service, folder };
        // The lock file has packages that this program lacks, and lacks this program.
        run(project.cargo(&["fetch"]).env_remove("CARGO_NET_OFFLINE"))?;
        Ok(project)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = crate::cargo::cargo();
        cargo
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("RUSTFLAGS");
        cargo
    }

    /// What the program prints, as rows.
    fn times(&self, bench: &Bench) -> io::Result<Vec<Row>> {
        run(&mut self.cargo(&["build", "--release", "--offline"]))?;
        let program = self.folder.join("target/release").join(self.service.name);
        let rounds = if bench.quick { "3" } else { "60" };
        let lines = run(Command::new(program).arg(rounds))?;
        let seconds = |case: &str, rival: &str| {
            let start = format!("{case}\t{rival}\t");
            let mut lines = lines.lines();
            lines.find_map(|line| line.strip_prefix(&start)?.parse::<f64>().ok())
        };
        let rows = self.service.cases.iter().map(|(case, what, target)| {
            let (Some(ours), Some(official)) = (seconds(case, "ours"), seconds(case, "official"))
            else {
                return Err(io::Error::other(format!(
                    "error: the program does not print {case}"
                )));
            };
            let what = format!("{}: {what}", self.service.title);
            Ok(Row::official(what, Unit::Time, ours, official).aims_at(*target))
        });
        rows.collect()
    }

    /// A debug build of the generated crate alone, its dependencies and the runtime built.
    fn builds(&self) -> io::Result<Vec<Row>> {
        let (package, arguments) = (self.package(), ["build", "--offline", "--package"]);
        let build = || {
            let mut cargo = self.cargo(&arguments);
            cargo.arg(&package);
            cargo
        };
        run(&mut build())?;
        let mut runs = Vec::new();
        for _ in 0..TIMES {
            run(&mut self.cargo(&["clean", "--offline", "--package", &package]))?;
            runs.push(take(&mut build())?);
        }
        let what = format!(
            "{}: a crate of {} operations alone, debug build",
            self.service.title,
            self.service.operations.len()
        );
        let mut row = Row::alone(what, Unit::Time, Taken::median(&runs).seconds);
        row.wanted = Some(self.service.debug);
        Ok(vec![row])
    }

    fn package(&self) -> String {
        format!("{}-slice", self.service.name)
    }
}

/// Writes the crate of a service's slice.
fn generate(service: &Service, model: &Path, runtime: &Path, out: &Path) -> io::Result<()> {
    let at = Location::file("(bench)");
    let names = service.operations.iter().map(|name| (*name).to_owned());
    let slice = Slice {
        operations: slice_file::named(&at, names.collect::<Vec<_>>()),
        runtime: Runtime::in_folder(runtime.display().to_string()),
        ..Slice::all(&format!("{}-slice", service.name), at)
    };
    let source = Source::load(model, &slice_file::shown(model));
    let files = source.and_then(|source| codegen::generate(&source, &slice));
    let files = files.map_err(|failure| io::Error::other(failure.to_string()))?;
    files.write(out).map(drop).map_err(io::Error::other)
}

/// The manifest of the program. Packages of a registry are not built incrementally, so no others are.
fn manifest(service: &Service) -> String {
    let Service {
        name,
        official: (official, version),
        ..
    } = service;
    let features = "default-features = false, features = [\"rt-tokio\"]";
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n\
         [dependencies]\n\
         ours = {{ package = \"{name}-slice\", path = \"ours\", {features} }}\n\
         official = {{ package = {official:?}, version = {version:?}, {features} }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\n\
         http = \"1\"\n\
         rustix = {{ version = \"1\", features = [\"time\", \"use-libc\"] }}\n\n\
         [profile.dev]\nincremental = false\n"
    )
}
