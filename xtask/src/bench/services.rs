//! Other services: slices of them beside their official crates.

mod whole;

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
    /// What else it depends on: lines of `[dependencies]`.
    dependencies: &'static str,
    cases: &'static [Case],
    builds: Builds,
}

/// What a program prints of both crates.
struct Case {
    /// Its name there.
    name: &'static str,
    /// What it is.
    what: &'static str,
    unit: Unit,
    /// The ratio that is wanted.
    target: f64,
}

const fn case(name: &'static str, what: &'static str, target: f64) -> Case {
    Case {
        name,
        what,
        unit: Unit::Time,
        target,
    }
}

/// What builds of the crate alone are held to.
#[derive(Clone, Copy, Debug)]
enum Builds {
    /// The seconds that a debug build should take at most.
    Seconds(f64),
    /// Those of the official crate.
    Official(whole::Targets),
}

const LAMBDA: Service = Service {
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
    dependencies: "",
    cases: &[case("list-functions", "decode ListFunctions, 1 MB", 1.5)],
    builds: Builds::Seconds(3.0),
};

const CLOUDWATCH: Service = Service {
    name: "cloudwatch",
    title: "CloudWatch",
    model: "cloudwatch/2010-08-01",
    operations: &[
        "DescribeAlarms",
        "GetMetricData",
        "ListMetrics",
        "PutMetricAlarm",
        "PutMetricData",
    ],
    official: ("aws-sdk-cloudwatch", "=1.140.0"),
    program: include_str!("../../../tests/bench/services/cloudwatch.rs"),
    dependencies: "",
    cases: &[case("get-metric-data", "decode GetMetricData, 1 MB", 2.0)],
    builds: Builds::Seconds(3.0),
};

const EC2: Service = Service {
    name: "ec2",
    title: "EC2",
    model: "ec2/2016-11-15",
    operations: &[
        "CreateTags",
        "DescribeImages",
        "DescribeInstances",
        "RunInstances",
        "TerminateInstances",
    ],
    official: ("aws-sdk-ec2", "=1.274.0"),
    program: include_str!("../../../tests/bench/services/ec2.rs"),
    dependencies: "",
    cases: &[
        case("describe-instances", "decode DescribeInstances, 1 MB", 5.0),
        case("run-instances", "encode RunInstances", 2.0),
    ],
    builds: Builds::Official(whole::Targets {
        slice: [50.0, 10.0],
        whole: [2.0, 1.5],
    }),
};

const S3: Service = Service {
    name: "s3",
    title: "S3",
    model: "s3/2006-03-01",
    operations: &[
        "DeleteObject",
        "GetObject",
        "HeadObject",
        "ListObjectsV2",
        "PutObject",
    ],
    official: ("aws-sdk-s3", "=1.157.0"),
    program: include_str!("../../../tests/bench/services/s3.rs"),
    dependencies: "aws-smithy-http-client = { version = \"1\", features = [\"default-client\"] }\n\
                   bytes = \"1\"\n\
                   tokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }\n",
    cases: &[
        case("list", "decode ListObjectsV2, 1,000 keys", 5.0),
        case("put", "PutObject of 8 MiB over loopback", 1.0),
        case(
            "put-processor",
            "PutObject of 8 MiB over loopback: processor time of the client",
            1.0,
        ),
        case("get", "GetObject of 8 MiB over loopback", 1.0),
        case(
            "get-processor",
            "GetObject of 8 MiB over loopback: processor time of the client",
            1.0,
        ),
        Case {
            unit: Unit::Size,
            ..case("memory", "a file of 8 MiB each way: peak memory", 1.0)
        },
    ],
    builds: Builds::Official(whole::Targets {
        slice: [10.0, 3.0],
        whole: [2.0, 1.5],
    }),
};

/// How one thing is timed.
const MEASURE: &str = include_str!("../../../tests/bench/benches/calls/measure.rs");

/// How often a build is measured.
const TIMES: usize = 3;

/// Measures services of which there are models.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    let mut rows = measured(bench, &LAMBDA)?;
    rows.extend(measured(bench, &CLOUDWATCH)?);
    Ok(rows)
}

/// Measures the service whose official crate is the largest.
pub(super) fn largest(bench: &Bench) -> io::Result<Vec<Row>> {
    measured(bench, &EC2)
}

/// Measures the service that most people call.
pub(super) fn objects(bench: &Bench) -> io::Result<Vec<Row>> {
    measured(bench, &S3)
}

fn measured(bench: &Bench, service: &'static Service) -> io::Result<Vec<Row>> {
    let Ok(data) = upstream::installed() else {
        eprintln!("there is no botocore, so {} is not measured", service.title);
        return Ok(Vec::new());
    };
    let project = Project::new(bench, service, &data)?;
    // What is built there is not built again for the program.
    let builds = project.builds(bench)?;
    let mut rows = project.times(bench)?;
    rows.extend(builds);
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
        let model = data.join(service.model);
        let mut crates = vec![Crate::Slice];
        if !bench.quick && service.builds.are_beside_the_whole() {
            crates.push(Crate::Whole);
        }
        for which in &crates {
            let slice = which.slice(service, &bench.root.join("codegen/runtime"));
            generate(&model, &slice, &folder.join(which.folder()))?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest(service, &crates))?;
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
        let number = |case: &str, rival: &str| {
            let start = format!("{case}\t{rival}\t");
            let mut lines = lines.lines();
            lines.find_map(|line| line.strip_prefix(&start)?.parse::<f64>().ok())
        };
        let rows = self.service.cases.iter().map(|case| {
            let [ours, official] = ["ours", "official"].map(|rival| number(case.name, rival));
            let (Some(ours), Some(official)) = (ours, official) else {
                let name = case.name;
                return Err(io::Error::other(format!(
                    "error: the program does not print {name}"
                )));
            };
            let what = format!("{}: {}", self.service.title, case.what);
            Ok(Row::official(what, case.unit, ours, official).aims_at(case.target))
        });
        rows.collect()
    }

    /// Builds of the generated crate alone.
    fn builds(&self, bench: &Bench) -> io::Result<Vec<Row>> {
        match self.service.builds {
            Builds::Seconds(wanted) => self.debug_build(wanted),
            Builds::Official(_) if bench.quick => Ok(Vec::new()),
            Builds::Official(targets) => whole::builds(&whole::Program {
                targets,
                title: self.service.title,
                package: self.service.name,
                slice: &self.package(),
                operations: self.service.operations.len(),
                whole: &Crate::Whole.package(self.service),
                official: self.service.official.0,
                cargo: &|arguments| self.cargo(arguments),
            }),
        }
    }

    /// A debug build, the dependencies and the runtime built.
    fn debug_build(&self, wanted: f64) -> io::Result<Vec<Row>> {
        let package = self.package();
        let build = || self.cargo(&["build", "--offline", "--package", &package]);
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
        row.wanted = Some(wanted);
        Ok(vec![row])
    }

    fn package(&self) -> String {
        Crate::Slice.package(self.service)
    }
}

impl Builds {
    const fn are_beside_the_whole(self) -> bool {
        matches!(self, Self::Official(_))
    }
}

/// A generated crate of a program.
#[derive(Clone, Copy, Debug)]
enum Crate {
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

    fn package(self, service: &Service) -> String {
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

/// The manifest of the program. Packages of a registry are not built incrementally, so no others are.
fn manifest(service: &Service, crates: &[Crate]) -> String {
    let Service {
        name,
        official: (official, version),
        dependencies,
        ..
    } = service;
    let features = "default-features = false, features = [\"rt-tokio\"]";
    let crates = crates.iter().map(|which| {
        let (folder, package) = (which.folder(), which.package(service));
        format!("{folder} = {{ package = {package:?}, path = {folder:?}, {features} }}\n")
    });
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n\
         [dependencies]\n{}\
         official = {{ package = {official:?}, version = {version:?}, {features} }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\n\
         http = \"1\"\n\
         rustix = {{ version = \"1\", features = [\"time\", \"use-libc\"] }}\n\
         {dependencies}\n\
         [profile.dev]\nincremental = false\n",
        crates.collect::<String>()
    )
}
