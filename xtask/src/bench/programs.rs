//! Whole programs, official and whittled: built as those who have them build them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{Taken, run, take};
use super::project::Features;
use super::row::{Row, Unit};
use super::settings::Bench;
use super::start;
use crate::model::upstream;

/// A program that calls some services.
struct Program {
    /// What its rows begin with.
    what: &'static str,
    name: &'static str,
    /// The crates that it calls.
    crates: &'static [&'static str],
    /// What it calls of them.
    calls: &'static str,
    /// The goals of debug builds, with default features, and with the leanest against official default.
    goals: [f64; 2],
}

const PROGRAMS: [Program; 2] = [
    Program {
        what: "Lightsail",
        name: "lightsail",
        crates: &["lightsail"],
        calls: r#"
    let page = aws_sdk_lightsail::Client::new(&config).get_disk_snapshots().send().await?;
    for snapshot in page.disk_snapshots() {
        println!("{}", snapshot.name().unwrap_or_default());
    }
    Ok(())
"#,
        goals: [1.7, 3.0],
    },
    Program {
        what: "EC2, S3, Lambda, DynamoDB and SQS",
        name: "five",
        crates: &["dynamodb", "ec2", "lambda", "s3", "sqs"],
        calls: r#"
    let tables = aws_sdk_dynamodb::Client::new(&config).list_tables().send().await?;
    let instances = aws_sdk_ec2::Client::new(&config).describe_instances().send().await?;
    let functions = aws_sdk_lambda::Client::new(&config).list_functions().send().await?;
    let object = aws_sdk_s3::Client::new(&config).get_object().bucket("b").key("k").send().await?;
    let queues = aws_sdk_sqs::Client::new(&config).list_queues().send().await?;
    println!("{tables:?} {instances:?} {functions:?} {object:?} {queues:?}");
    Ok(())
"#,
        goals: [4.0, 6.0],
    },
];

/// The goal for the memory of several large crates; one crate alone is not what takes most.
const MEMORY: f64 = 10.0;

/// How often a build after a change is measured.
const TIMES: usize = 3;

/// How a program is built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Debug,
    Check,
    Release,
}

impl Build {
    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &["build"],
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }

    /// Below the target folder, where the program is, if there is one.
    const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Debug => Some("debug"),
            Self::Check => None,
            Self::Release => Some("release"),
        }
    }
}

/// Clean debug builds.
pub(super) fn debug(bench: &Bench) -> io::Result<Vec<Row>> {
    measure(bench, Build::Debug)
}

/// Clean checks.
pub(super) fn check(bench: &Bench) -> io::Result<Vec<Row>> {
    measure(bench, Build::Check)
}

/// Clean release builds.
pub(super) fn release(bench: &Bench) -> io::Result<Vec<Row>> {
    measure(bench, Build::Release)
}

fn measure(bench: &Bench, build: Build) -> io::Result<Vec<Row>> {
    if upstream::installed().is_err() {
        eprintln!("there is no botocore, so no program is whittled");
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for program in &PROGRAMS {
        let built = |side, features| Folder::new(bench, program, side, features)?.built(build);
        let default = both(|side| built(side, Features::Default))?;
        let leanest = both(|side| built(side, Features::Leanest))?;
        rows.extend(compared(program, build, "default features", &default)?);
        rows.extend(compared(program, build, "leanest features", &leanest)?);
        let ([ours, _], [_, official]) = (leanest, default);
        rows.extend(across(program, build, &ours, &official));
    }
    Ok(rows)
}

/// The crates of a program, as published or cut.
#[derive(Clone, Copy)]
enum Side {
    Official,
    Whittled,
}

fn both<T>(mut measure: impl FnMut(Side) -> io::Result<T>) -> io::Result<[T; 2]> {
    Ok([measure(Side::Whittled)?, measure(Side::Official)?])
}

/// What a build took, and what it left.
struct Built {
    clean: Taken,
    /// After a change of the program's own source.
    again: Taken,
    target: f64,
    /// The program, put aside, and its size.
    binary: Option<(PathBuf, f64)>,
}

/// Our numbers beside the official ones.
fn compared(
    program: &Program,
    build: Build,
    features: &str,
    sides: &[Built; 2],
) -> io::Result<Vec<Row>> {
    let row = |what: &str, unit: Unit, number: fn(&Built) -> f64| {
        let what = match what {
            "" => format!("{}, {features}", program.what),
            what => format!("{}, {features}: {what}", program.what),
        };
        let [ours, official] = sides.each_ref().map(number);
        Row::official(what, unit, ours, official)
    };
    let is_headline = build == Build::Debug && features == "default features";
    let mut time = row("", Unit::Time, |it| it.clean.seconds);
    let mut memory = row("peak memory of rustc", Unit::Size, |it| it.clean.memory);
    if is_headline {
        time = time.aims_at(program.goals[0]);
    }
    if is_headline && program.crates.len() > 1 {
        memory = memory.aims_at(MEMORY);
    }
    let mut rows = vec![
        time,
        row("processor time", Unit::Time, |it| it.clean.processor),
        memory,
        row("after a change of main.rs", Unit::Time, |it| {
            it.again.seconds
        }),
        row("target folder", Unit::Size, |it| it.target),
    ];
    if let [(ours, our_size), (official, size)] = binaries(sides)[..] {
        let what = format!("{}, {features}", program.what);
        let binary = format!("{what}: binary");
        rows.push(Row::official(binary, Unit::Size, *our_size, *size));
        // The other program makes calls that the server has no answer to.
        if build == Build::Release && program.crates.len() == 1 {
            rows.extend(start::compared(&what, [ours, official])?);
        }
    }
    Ok(rows)
}

fn binaries(sides: &[Built]) -> Vec<&(PathBuf, f64)> {
    sides
        .iter()
        .filter_map(|side| side.binary.as_ref())
        .collect()
}

/// What somebody gains who asks for the leanest features, too.
fn across(program: &Program, build: Build, ours: &Built, official: &Built) -> [Row; 2] {
    let what = format!(
        "{}, leanest features against official default",
        program.what
    );
    let memory = format!("{what}: peak memory of rustc");
    let time = Row::official(what, Unit::Time, ours.clean.seconds, official.clean.seconds);
    let memory = Row::official(memory, Unit::Size, ours.clean.memory, official.clean.memory);
    match build {
        Build::Debug => [time.aims_at(program.goals[1]), memory],
        Build::Check | Build::Release => [time, memory],
    }
}

/// A program in a folder of its own.
struct Folder {
    folder: PathBuf,
    program: &'static str,
}

impl Folder {
    fn new(bench: &Bench, program: &Program, side: Side, features: Features) -> io::Result<Self> {
        let name = format!("{}-{}-{}", program.name, side.name(), features.name());
        let folder = bench.root.join("target/bench/programs").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), program.manifest(features))?;
        fs::write(folder.join("src/main.rs"), program.main_rs(features))?;
        fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let folder = Self {
            folder,
            program: program.name,
        };
        // The lock file has packages that the program lacks, and lacks this program.
        run(folder.cargo(&["fetch"]).env_remove("CARGO_NET_OFFLINE"))?;
        if let Side::Whittled = side {
            folder.whittle(bench)?;
        }
        Ok(folder)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = crate::cargo::cargo();
        cargo.args(arguments).arg("--quiet");
        self.here(cargo)
    }

    fn here(&self, mut command: Command) -> Command {
        command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target())
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("RUSTFLAGS");
        command
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Has `cargo whittle` cut the crates of the program, as its user would.
    fn whittle(&self, bench: &Bench) -> io::Result<()> {
        let mut build = crate::cargo::cargo();
        let build = build.args(["build", "--quiet", "--package", "cargo-whittle"]);
        run(build.current_dir(&bench.root))?;
        let program = target_of(&bench.root).join("debug/cargo-whittle");
        let mut whittle = self.here(Command::new(program));
        run(whittle.args(["whittle", "--offline"])).map(drop)
    }

    /// A clean build, and others after changes.
    fn built(&self, build: Build) -> io::Result<Built> {
        let target = self.target();
        let forget = || match fs::remove_dir_all(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        forget()?;
        let take = || take(self.cargo(build.arguments()).arg("--offline"));
        let clean = take()?;
        let size = size(&target)?;
        let binary = build.folder().map(|folder| {
            let aside = self.folder.join(self.program);
            let size = fs::copy(target.join(folder).join(self.program), &aside)?;
            Ok::<_, io::Error>((aside, size as f64))
        });
        let binary = binary.transpose()?;
        let mut again = Vec::new();
        for change in 0..TIMES {
            self.change(change)?;
            again.push(take()?);
        }
        forget()?;
        Ok(Built {
            clean,
            again: Taken::median(&again),
            target: size,
            binary,
        })
    }

    /// Changes the program, as its author would.
    fn change(&self, number: usize) -> io::Result<()> {
        let path = self.folder.join("src/main.rs");
        let text = fs::read_to_string(&path)?;
        fs::write(path, format!("{text}// change {number}\n"))
    }
}

/// Where cargo puts what it builds of this workspace.
fn target_of(root: &Path) -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR");
    named.map_or_else(|| root.join("target"), PathBuf::from)
}

/// The bytes of all files below a folder; what cargo has linked to another name counts once.
fn size(folder: &Path) -> io::Result<f64> {
    use std::os::unix::fs::MetadataExt;
    let mut size = 0.0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        size += match metadata.is_dir() {
            true => self::size(&entry.path())?,
            false => metadata.len() as f64 / metadata.nlink() as f64,
        };
    }
    Ok(size)
}

impl Side {
    const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Whittled => "whittled",
        }
    }
}

impl Program {
    fn manifest(&self, features: Features) -> String {
        let asked = match features {
            Features::Default => "",
            Features::Leanest => ", default-features = false, features = [\"rt-tokio\"]",
        };
        let dependency = |name| format!("aws-sdk-{name} = {{ version = \"1\"{asked} }}\n");
        let crates: String = self.crates.iter().map(dependency).collect();
        format!(
            "[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{crates}{}\n[profile.release]\nstrip = true\n",
            self.name,
            features.dependencies()
        )
    }

    fn main_rs(&self, features: Features) -> String {
        format!(
            "#[tokio::main(flavor = \"current_thread\")]\n\
             async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let config = {};{}}}\n",
            features.configuration(),
            self.calls
        )
    }
}
