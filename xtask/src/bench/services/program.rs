//! The program of a service: the generated crates and the official one, below `target/bench`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diagnostic::Location;
use codegen::slice::Runtime;
use codegen::{Slice, Source};

use crate::bench::calls::FLOOR;
use crate::bench::command::{cargo, run};
use crate::bench::row::{Other, Row, Unit};
use crate::bench::settings::Bench;
use crate::model::upstream;
use crate::slice_file;

/// A service that is measured.
pub(crate) struct Service {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) model: Model,
    pub(super) operations: &'static [&'static str],
    /// The official crate, and its version.
    pub(super) official: (&'static str, &'static str),
    /// The program, as Rust.
    pub(super) program: &'static str,
    /// What else it depends on: lines of `[dependencies]`.
    pub(super) dependencies: &'static str,
    pub(super) cases: &'static [Case],
    /// How often the official crate and all operations are built.
    pub(super) builds: usize,
    /// How many times less memory some operations should take.
    pub(super) memory: Option<f64>,
}

/// Where a model is.
pub(super) enum Model {
    /// Below botocore's data.
    Botocore(&'static str),
    /// Below the folder of published Smithy ASTs.
    Published(&'static str),
}

/// What a program prints of both crates.
pub(super) struct Case {
    /// Its name there.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) what: &'static str,
    pub(super) unit: Unit,
    /// The ratio that is wanted.
    pub(super) target: f64,
}

pub(super) const fn case(name: &'static str, what: &'static str, target: f64) -> Case {
    Case {
        name,
        what,
        unit: Unit::Time,
        target,
    }
}

/// What all programs measure with.
const MODULES: [(&str, &str); 2] = [
    (
        "codec.rs",
        include_str!("../../../../tests/bench/benches/calls/codec.rs"),
    ),
    (
        "measure.rs",
        include_str!("../../../../tests/bench/benches/calls/measure.rs"),
    ),
];

impl Model {
    pub(super) fn path(&self, bench: &Bench) -> Option<PathBuf> {
        let path = match self {
            Self::Botocore(name) => upstream::installed().ok()?.join(name),
            Self::Published(name) => {
                let folder = std::env::var_os("WHITTLE_SMITHY_MODELS").map(PathBuf::from);
                let folder = folder.unwrap_or_else(|| bench.root.join("../shared/models"));
                folder.join(name)
            }
        };
        path.exists().then_some(path)
    }
}

/// Where it is.
pub(super) struct Project {
    pub(super) service: &'static Service,
    folder: PathBuf,
    /// All services have this one, so that what they share is built once.
    target: PathBuf,
}

impl Project {
    pub(super) fn new(bench: &Bench, service: &'static Service, model: &Path) -> io::Result<Self> {
        let services = bench.root.join("target/bench/services");
        let folder = services.join(service.name);
        for which in [Crate::Slice, Crate::Whole] {
            let slice = which.slice(service, &bench.root.join("codegen/runtime"));
            generate(model, &slice, &folder.join(which.folder()))?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest(service))?;
        fs::write(folder.join("src/main.rs"), service.program)?;
        for (name, text) in MODULES {
            fs::write(folder.join("src").join(name), text)?;
        }
        fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let target = services.join("target");
        let project = Self {
            service,
            folder,
            target,
        };
        // The lock file has packages that this program lacks, and lacks this program.
        run(project.cargo(&["fetch"]).env_remove("CARGO_NET_OFFLINE"))?;
        Ok(project)
    }

    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        cargo(&self.folder, &self.target, arguments)
    }

    /// What the program prints, as rows.
    pub(super) fn times(&self, bench: &Bench, cases: &[Case]) -> io::Result<Vec<Row>> {
        run(&mut self.cargo(&["build", "--release", "--offline"]))?;
        let program = self.target.join("release").join(self.service.name);
        let rounds = if bench.quick { "3" } else { "60" };
        let lines = run(Command::new(program).arg(rounds))?;
        let mut rows = Vec::new();
        for case in cases {
            rows.extend(rows_of(self.service.title, case, &lines)?);
        }
        Ok(rows)
    }
}

/// The rows of a case, from lines of case, rival and number.
fn rows_of(title: &str, case: &Case, lines: &str) -> io::Result<Vec<Row>> {
    let number = |rival: &str| {
        let start = format!("{}\t{rival}\t", case.name);
        let mut lines = lines.lines();
        lines.find_map(|line| line.strip_prefix(&start)?.parse::<f64>().ok())
    };
    let (Some(ours), Some(official)) = (number("ours"), number("official")) else {
        let name = case.name;
        return Err(io::Error::other(format!(
            "error: the program does not print {name}"
        )));
    };
    let what = format!("{title}: {}", case.what);
    let mut rows = vec![Row::official(&what, case.unit, ours, official).aims_at(case.target)];
    rows.extend(number("floor").map(|value| Row {
        against: Some(Other {
            name: FLOOR.to_owned(),
            value,
        }),
        ..Row::alone(what, case.unit, ours)
    }));
    Ok(rows)
}

/// A generated crate of a program.
#[derive(Clone, Copy, Debug)]
pub(super) enum Crate {
    /// Some operations, which the program calls.
    Slice,
    /// All operations, which nobody calls.
    Whole,
}

impl Crate {
    /// Its folder, and what the program calls it.
    const fn folder(self) -> &'static str {
        match self {
            Self::Slice => "ours",
            Self::Whole => "whole",
        }
    }

    pub(super) fn package(self, service: &Service) -> String {
        match self {
            Self::Slice => format!("{}-slice", service.name),
            Self::Whole => format!("{}-whole", service.name),
        }
    }

    fn slice(self, service: &Service, runtime: &Path) -> Slice {
        let at = Location::file("(bench)");
        let all = Slice {
            runtime: Runtime::in_folder(runtime.display().to_string()),
            ..Slice::all(&self.package(service), at.clone())
        };
        let names = service.operations.iter().map(|name| (*name).to_owned());
        match self {
            Self::Slice => Slice {
                operations: slice_file::named(&at, names.collect::<Vec<_>>()),
                ..all
            },
            Self::Whole => all,
        }
    }
}

/// Writes the crate of a slice.
fn generate(model: &Path, slice: &Slice, out: &Path) -> io::Result<()> {
    let source = Source::load(model, &slice_file::shown(model));
    let files = source.and_then(|source| codegen::generate(&source, slice));
    let files = files.map_err(|failure| io::Error::other(failure.to_string()))?;
    files.write(out).map(drop).map_err(io::Error::other)
}

/// The manifest of the program. Packages of a registry are not built incrementally, so no others are; and the
/// generated crates are not members, so that they have the features that the program asks for, whatever is built.
fn manifest(service: &Service) -> String {
    let Service {
        name,
        official: (official, version),
        dependencies,
        ..
    } = service;
    let features = "default-features = false, features = [\"rt-tokio\"]";
    let [ours, whole] = [Crate::Slice, Crate::Whole].map(|which| {
        let (folder, package) = (which.folder(), which.package(service));
        format!("{folder} = {{ package = {package:?}, path = {folder:?}, {features}")
    });
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [workspace]\nexclude = [\"ours\", \"whole\"]\n\n\
         [dependencies]\n\
         {ours} }}\n\
         {whole}, optional = true }}\n\
         official = {{ package = {official:?}, version = {version:?}, {features} }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\n\
         http = \"1\"\n\
         rustix = {{ version = \"1\", features = [\"time\", \"use-libc\"] }}\n\
         {dependencies}\n\
         [profile.dev]\nincremental = false\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_compared_with_the_official_crate_and_the_floor() {
        let case = case("query", "decode Query", 1.6);
        let lines = "query\tours\t2e-3\nquery\tofficial\t5e-3\nquery\tfloor\t1e-3\n";
        let rows = rows_of("DynamoDB", &case, lines).expect("rows");
        let ratios: Vec<_> = rows.iter().map(Row::ratio).collect();
        assert_eq!(ratios, [Some(2.5), Some(0.5)]);
        assert!(rows_of("DynamoDB", &case, "query\tours\t2e-3\n").is_err());
    }
}
