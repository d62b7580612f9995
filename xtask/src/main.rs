//! `cargo xtask`: the commands of this workspace.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cargo_whittle::generate::Error;
use cargo_whittle::write;
use clap::{Parser, Subcommand};
use xtask::bench;
use xtask::catalogue;

/// The commands of this workspace.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generates the crates of all slice files from their API models
    ///
    /// Reads every `model/*.toml`, and for each the model that it names; writes the crate to the
    /// slice's `out`. Files that are right already are left untouched, and generated ones that do not
    /// belong under the crate's `src` any more are removed. If anything is wrong, nothing is written;
    /// that there are files in the way which whittle did not generate is wrong, too.
    #[command(after_help = EXAMPLES)]
    Codegen(write::Options),
    /// Generates every service of a collection of models, and says how it went
    ///
    /// All operations of each service are generated in memory and measured: a test of the generator,
    /// and a list of what it can do.
    Catalogue(catalogue::Options),
    /// Measures the generated crate against the official one and others, and prints tables of ratios
    ///
    /// Without options it takes two and a half hours of an idle machine with two cores and 16 gigabytes of memory, and
    /// twelve gigabytes below `target/bench`. docs/benchmarks.md says what the groups are, and how it measures.
    #[command(after_help = BENCH_EXAMPLES)]
    Bench(bench::Options),
}

const BENCH_EXAMPLES: &str = "Examples:
  cargo xtask bench --quick                  what takes no clean builds
  cargo xtask bench --only calls,loopback
  cargo xtask bench --write                  everything, into docs/benchmarks.md and the README";

const EXAMPLES: &str = "Examples:
  cargo xtask codegen                        write generated/ from model/
  cargo xtask codegen --check                say what differs, write nothing, exit 1 if anything does
  cargo xtask codegen --slice my.toml --out ../my-client
  cargo xtask codegen --slice my.toml --out /tmp/try --operations GetDisk,GetDisks";

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(options) => codegen(&options).map_err(Box::<dyn std::error::Error>::from),
        Command::Catalogue(options) => run_catalogue(&options).map_err(Box::from),
        Command::Bench(options) => bench::run_all(&root(), &options)
            .map(|()| ExitCode::SUCCESS)
            .map_err(Box::from),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn run_catalogue(options: &catalogue::Options) -> std::io::Result<ExitCode> {
    Ok(if catalogue::run(options)? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn codegen(options: &write::Options) -> Result<ExitCode, Error> {
    Ok(match write::run(&root().join("model"), options)? {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// The workspace: the folder above this package's.
fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}
