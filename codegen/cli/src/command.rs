//! The command line of `cargo whittle`.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::generate::Error;
use crate::library::Library;
use crate::plan::{Plan, Scanned};
use crate::project::{Cargo, Project};
use crate::say::{Say, Volume};
use crate::whittle::FromModels;
use crate::{compile, iam, model, remove, report, table, verify, whittle, write};

/// Cuts the aws-sdk crates of a workspace down to the operations that it calls
///
/// Finds which operations, types and waiters of which aws-sdk crates the workspace and its dependencies
/// use, writes small crates of just these, and puts them in the places of the official ones with
/// `[patch.crates-io]`. No code changes, and `cargo whittle remove` undoes all of it.
#[derive(Debug, Parser)]
#[command(
    name = "cargo whittle",
    bin_name = "cargo whittle",
    version,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo whittle --models ~/api-models-aws            whittle this workspace
  cargo whittle --models https://github.com/aws/api-models-aws
  cargo whittle scan                                 only look
  cargo whittle sync                                 after the code changed
  cargo whittle check                                in CI: exit with 1 if `sync` is due
  cargo whittle remove                               undo all of it"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    init: whittle::Options,
    #[command(flatten)]
    cargo: Cargo,
    /// Say nothing but what is wrong
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Whittle the workspace; what `cargo whittle` alone does
    ///
    /// Everything is compiled with the new crates before they take the places of the official ones; what
    /// the compiler misses is added. If it cannot be done, everything is as it was.
    Init(whittle::Options),
    /// Add what the code uses since the last run
    #[command(after_help = "Examples:
  cargo whittle sync --prune                         drop what is not used any more, too
  cargo whittle sync --dry-run")]
    Sync(whittle::Sync),
    /// Say what is missing, stale or edited by hand, and exit with 1 if anything is
    Check,
    /// Put the official crates back
    Remove,
    /// Say which operations are used, and change nothing
    Scan(Scan),
    /// Say what was cut, and with --measure what it spares
    #[command(after_help = "Examples:
  cargo whittle report
  cargo whittle report --measure --html whittled.html")]
    Report(report::Options),
    /// Generate the crates of slice files
    ///
    /// Reads every slice of the folder, and for each the model that it names. Files that are right
    /// already are left untouched, and generated ones that do not belong under the crate's `src` any
    /// more are removed. If anything is wrong, nothing is written; that there are files in the way which
    /// whittle did not generate is wrong, too.
    #[command(after_help = "Examples:
  cargo whittle generate --check                     say what differs, write nothing
  cargo whittle generate --slice my.toml --out ../my-client
  cargo whittle generate --slice my.toml --out /tmp/try --operations GetDisk,GetDisks")]
    Generate(write::Options),
    /// List the operations of a model, and why each shape of a slice is kept
    ///
    /// MODEL is an API-version folder of botocore, a `service-2.json(.gz)`, a Smithy AST, or a slice
    /// file. `shapes` counts what an operation reaches, `alone` what only it does.
    #[command(after_help = "Examples:
  cargo whittle show whittle/aws-sdk-dynamodb.toml
  cargo whittle show botocore/data/dynamodb/2012-08-10 --operation GetItem
  cargo whittle show dynamodb.json --json")]
    Show(model::Show),
    /// Take a newer model from upstream, cut to the slice
    ///
    /// Writes the folder of the slice's model and, with --operations, the slice file; says what
    /// changed for users, and what to run next. If upstream is damaged or is another service, nothing
    /// is written, for no slice.
    #[command(after_help = "Examples:
  cargo whittle update --from botocore
  cargo whittle update --from botocore --operations +GetDiskSnapshot
  cargo whittle update --from lightsail.json --docs upstream --date 2026-11-21

`--from botocore` asks `python3`, or the Python that WHITTLE_PYTHON names.")]
    Update(model::Update),
    /// Say what changed between two models for the users of a slice
    ///
    /// OLD and NEW are models, or slice files; NEW can be `botocore`, the one that Python finds. Each
    /// change has its consequence in Rust and its class in semantic versioning.
    #[command(after_help = "Examples:
  cargo whittle diff old.json new.json --slice whittle/aws-sdk-dynamodb.toml
  cargo whittle diff old.json new.json --operations GetDisk,GetDisks --format markdown
  cargo whittle diff old.json new.json --fail-on breaking")]
    Diff(model::Compare),
    /// Print an IAM policy with the actions that the operations of slices need
    ///
    /// The actions are named after the operations, which holds for nearly all services. The resource
    /// is `*`, more than most need: models do not tell which resources an action takes. The Service
    /// Authorization Reference of AWS does; put the ARNs of yours there for the actions that take any.
    #[command(after_help = "Example:
  cargo whittle iam --slice whittle/aws-sdk-dynamodb.toml > policy.json")]
    Iam(iam::Options),
    /// Print the completions of a shell
    #[command(after_help = "Example:
  cargo whittle completions bash > ~/.local/share/bash-completion/completions/cargo-whittle")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the man pages into a folder
    Man {
        /// The folder
        folder: PathBuf,
    },
}

#[derive(clap::Args, Debug)]
struct Scan {
    #[command(flatten)]
    models: FromModels,
    /// Print JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Runs the command line; cargo passes the name of the command along, which is dropped.
pub fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|name| name == "whittle") {
        arguments.remove(1);
    }
    compile::watch_for_interrupts();
    let result = run(Cli::parse_from(arguments));
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            anstream::eprintln!("{error}");
            match compile::is_interrupted() {
                true => ExitCode::from(130),
                false => ExitCode::FAILURE,
            }
        }
    }
}

/// Runs a command; says whether it found what it should.
fn run(cli: Cli) -> Result<bool, Error> {
    let volume = match cli.quiet {
        true => Volume::Quiet,
        false => Volume::Normal,
    };
    let (cargo, mut say) = (cli.cargo, Say::new(volume));
    match cli.command {
        None => whittle::init(&cargo, &cli.init, &mut say)?,
        Some(Command::Init(options)) => whittle::init(&cargo, &options, &mut say)?,
        Some(Command::Sync(options)) => whittle::sync(&cargo, &options, &mut say)?,
        Some(Command::Check) => return verify::check(&cargo, &say),
        Some(Command::Remove) => remove::remove(&cargo, &mut say)?,
        Some(Command::Scan(options)) => scan(&cargo, &options, &say)?,
        Some(Command::Report(options)) => report::report(&cargo, &options, &mut say)?,
        Some(Command::Generate(options)) => {
            let folder = slices(&cargo, options.names_a_slice())?;
            return write::run(&folder, &options);
        }
        Some(Command::Show(options)) => return print(model::show(&options)?),
        Some(Command::Update(options)) => {
            let folder = slices(&cargo, options.slice.is_some())?;
            return print(model::update(&folder, &options)?);
        }
        Some(Command::Diff(options)) => return print(model::compare(&options)?),
        Some(Command::Iam(options)) => {
            let folder = slices(&cargo, options.slice.is_some())?;
            print!("{}", iam::policy(&folder, &options)?.json());
        }
        Some(Command::Completions { shell }) => {
            let mut command = Cli::command();
            clap_complete::generate(shell, &mut command, "cargo-whittle", &mut io::stdout());
        }
        Some(Command::Man { folder }) => man(&folder)?,
    }
    Ok(true)
}

fn print(report: model::Report) -> Result<bool, Error> {
    anstream::print!("{}", report.text);
    Ok(!report.failed)
}

/// The folder of slices, which only a workspace has.
fn slices(cargo: &Cargo, is_named: bool) -> Result<PathBuf, Error> {
    match is_named {
        true => Ok(PathBuf::new()),
        false => Ok(Project::open(cargo)?.folder),
    }
}

fn scan(cargo: &Cargo, options: &Scan, say: &Say) -> Result<(), Error> {
    let project = Project::open(cargo)?;
    let library = Library::new(options.models.models.clone(), cargo.offline);
    let scanned = Scanned::of(&project)?;
    let mut plan = Plan::new(&project, &scanned, &library, &[])?;
    // What cannot be generated is told, too.
    plan.make(&project, &library)?;
    match options.json {
        true => {
            let rows = serde_json::to_string_pretty(&table::rows(&project, &plan));
            println!("{}", rows.unwrap_or_default());
        }
        false => table::say(&project, &plan, say),
    }
    Ok(())
}

fn man(folder: &std::path::Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command().name("cargo-whittle"), folder))
        .map_err(|error| Error::Io(folder.to_path_buf(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn without_a_command_it_begins() {
        let parsed = Cli::try_parse_from(["cargo-whittle", "--models", "x", "--offline"]);
        assert!(parsed.expect("options").command.is_none());
    }
}
