//! A whole program: one call each to five services, official and whittled.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{Taken, run, take};
use super::project::Features;
use super::row::{Row, Unit};
use super::settings::Bench;
use crate::model::upstream;

/// The crates that the program calls.
const CRATES: [&str; 5] = ["dynamodb", "ec2", "lambda", "s3", "sqs"];

/// What it calls of them.
const CALLS: &str = r#"
    let tables = aws_sdk_dynamodb::Client::new(&config).list_tables().send().await?;
    let instances = aws_sdk_ec2::Client::new(&config).describe_instances().send().await?;
    let functions = aws_sdk_lambda::Client::new(&config).list_functions().send().await?;
    let object = aws_sdk_s3::Client::new(&config).get_object().bucket("b").key("k").send().await?;
    let queues = aws_sdk_sqs::Client::new(&config).list_queues().send().await?;
    println!("{tables:?} {instances:?} {functions:?} {object:?} {queues:?}");
    Ok(())
"#;

/// Measures clean debug builds of it.
pub(super) fn measure(bench: &Bench) -> io::Result<Vec<Row>> {
    if upstream::installed().is_err() {
        eprintln!("there is no botocore, so no program is whittled");
        return Ok(Vec::new());
    }
    let official = Program::new(bench, "official", Features::Default)?.built()?;
    let whittled = |name, features| {
        let program = Program::new(bench, name, features)?;
        program.whittle(bench)?;
        program.built()
    };
    let default = whittled("whittled", Features::Default)?;
    let leanest = whittled("leanest", Features::Leanest)?;
    let mut rows = compared("default features", default, official, 4.0);
    rows.extend(compared(
        "leanest features against official default",
        leanest,
        official,
        6.0,
    ));
    Ok(rows)
}

fn compared(what: &str, ours: Taken, official: Taken, target: f64) -> Vec<Row> {
    let what = format!("EC2, S3, Lambda, DynamoDB and SQS, {what}");
    let time = Row::official(&what, Unit::Time, ours.seconds, official.seconds);
    let processor = format!("{what}: processor time");
    let processor = Row::official(processor, Unit::Time, ours.processor, official.processor);
    let memory = format!("{what}: peak memory of rustc");
    let memory = Row::official(memory, Unit::Size, ours.memory, official.memory);
    vec![time.aims_at(target), processor, memory.aims_at(10.0)]
}

/// The program, in a folder of its own.
struct Program {
    folder: PathBuf,
}

impl Program {
    fn new(bench: &Bench, name: &str, features: Features) -> io::Result<Self> {
        let folder = bench.root.join("target/bench/programs").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest(features))?;
        fs::write(folder.join("src/main.rs"), main_rs(features))?;
        fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let program = Self { folder };
        // The lock file has packages that the program lacks, and lacks this program.
        run(program.cargo("fetch").env_remove("CARGO_NET_OFFLINE"))?;
        Ok(program)
    }

    fn cargo(&self, verb: &str) -> Command {
        let mut cargo = crate::cargo::cargo();
        cargo.args([verb, "--quiet"]);
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

    /// A clean build.
    fn built(&self) -> io::Result<Taken> {
        let forget = || match fs::remove_dir_all(self.target()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        forget()?;
        let taken = take(self.cargo("build").arg("--offline"))?;
        forget()?;
        Ok(taken)
    }
}

/// Where cargo puts what it builds of this workspace.
fn target_of(root: &Path) -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR");
    named.map_or_else(|| root.join("target"), PathBuf::from)
}

/// Packages of a registry are not built incrementally, so those in their places are not.
fn manifest(features: Features) -> String {
    let asked = match features {
        Features::Default => "",
        Features::Leanest => ", default-features = false, features = [\"rt-tokio\"]",
    };
    let crates = CRATES.map(|name| format!("aws-sdk-{name} = {{ version = \"1\"{asked} }}\n"));
    format!(
        "[package]\nname = \"five\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{}{}\n[profile.dev]\nincremental = false\n",
        crates.concat(),
        features.dependencies()
    )
}

fn main_rs(features: Features) -> String {
    format!(
        "#[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let config = {};{CALLS}}}\n",
        features.configuration()
    )
}
