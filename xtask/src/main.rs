//! `cargo xtask`: the commands of this workspace.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use xtask::bench;
use xtask::catalogue;
use xtask::generate::{self, Error, Generated, Options};
use xtask::iam;
use xtask::model;
use xtask::surface;
use xtask::workspace;

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
    Codegen(Codegen),
    /// Generates every service of a collection of models, and says how it went
    ///
    /// All operations of each service are generated in memory and measured: a test of the generator,
    /// and a list of what it can do.
    Catalogue(catalogue::Options),
    /// Compares the public surface of the generated crate with that of the official one
    ///
    /// Prints what is missing (-) and what is added (+), and exits with 1 if anything is missing that
    /// `tests/dropin/accepted_differences.txt` does not name.
    Surface(Surface),
    /// Shows an API model, takes a newer one from upstream, or says what changed between two
    #[command(subcommand)]
    Model(model::Command),
    /// Prints an IAM policy with the actions that the operations of a slice need
    ///
    /// The actions are named after the operations, which holds for nearly all services. The resource
    /// is `*`, more than most need: models do not tell which resources an action takes. The Service
    /// Authorization Reference of AWS does; put the ARNs of yours there for the actions that take any.
    #[command(after_help = "Example:
  cargo xtask iam --slice model/lightsail-snapshots.toml > policy.json")]
    Iam(iam::Options),
    /// Measures the generated crate against the official one and others, and prints tables of ratios
    ///
    /// Without options it takes some 25 minutes of an idle machine with two cores, and five gigabytes
    /// below `target/bench`. docs/benchmarks.md says how it measures.
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

#[derive(Args)]
struct Codegen {
    /// Write nothing; print what is missing, changed (with a diff) or unexpected, and exit with 1
    #[arg(long)]
    check: bool,
    /// The slice file to generate from, instead of all of `model/`
    #[arg(long, value_name = "FILE")]
    slice: Option<PathBuf>,
    /// The folder of the generated crate, instead of the slice's `out`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The folder of the runtime, instead of the slice's: several crates can share it
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// The operations to generate, instead of the slice's
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
}

#[derive(Args)]
struct Surface {
    /// First make the checked-in list of the official surface anew, which takes minutes
    #[arg(long)]
    write: bool,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(args) => codegen(args).map_err(Box::<dyn std::error::Error>::from),
        Command::Catalogue(options) => run_catalogue(&options).map_err(Box::from),
        Command::Surface(args) => surface(args).map_err(Box::from),
        Command::Model(command) => model(&command).map_err(Box::from),
        Command::Iam(options) => iam(&options).map_err(Box::from),
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

fn codegen(args: Codegen) -> Result<ExitCode, Error> {
    let options = Options {
        slice: args.slice,
        out: args.out,
        operations: args.operations,
        runtime: args.runtime,
    };
    let crates = generate::generate(&root(), &options)?;
    match args.check {
        true => check(&crates),
        false => write(&crates),
    }
}

fn check(crates: &[Generated]) -> Result<ExitCode, Error> {
    let mut code = ExitCode::SUCCESS;
    for generated in crates {
        let comparison = generated.compare()?;
        for warning in generated.warnings(&comparison) {
            eprintln!("{warning}");
        }
        for drift in &comparison.drift {
            println!("{}: {drift}", generated.name);
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Writes all crates, or none if any of their folders is somebody else's.
fn write(crates: &[Generated]) -> Result<ExitCode, Error> {
    let mut all = Vec::new();
    for generated in crates {
        all.push((generated, generated.compare()?.changes()?));
    }
    for (generated, changes) in all {
        for warning in generated.warnings(changes.comparison()) {
            eprintln!("{warning}");
        }
        println!("{}", generated.apply(changes)?);
        // The runtime is a member because the crate depends on it.
        let of_slice = generated.name != codegen::RUNTIME;
        if let Some(warning) = of_slice
            .then(|| workspace::stranger(&generated.out))
            .flatten()
        {
            eprintln!("{warning}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn surface(args: Surface) -> Result<ExitCode, surface::Error> {
    if args.write {
        println!("{}", surface::write(&root())?);
    }
    let report = surface::compare(&root())?;
    println!("{report}");
    Ok(match report.is_drop_in() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn model(command: &model::Command) -> Result<ExitCode, Error> {
    let report = model::run(&root(), command)?;
    anstream::print!("{}", report.text);
    Ok(match report.failed {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn iam(options: &iam::Options) -> Result<ExitCode, Error> {
    print!("{}", iam::policy(&root(), options)?.json());
    Ok(ExitCode::SUCCESS)
}

/// The workspace: the folder above this package's.
fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}
