//! `cargo xtask catalogue`: generates every service of a collection of models, and says how it went.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use codegen::diagnostic::{Diagnostic, Location};
use codegen::slice::{Operations, Runtime};
use codegen::{Failure, FileSet, Slice, Source};

use crate::cargo::cargo;
use crate::{rustfmt, slice_file};

/// What `cargo xtask catalogue` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  cargo xtask catalogue --models $(python3 -c 'import botocore; print(botocore.__path__[0])')/data --protocol json")]
pub struct Options {
    /// The folder of models: botocore's `data`, or Smithy ASTs
    #[arg(long, value_name = "DIR")]
    models: PathBuf,
    /// Only services that speak this protocol, such as `json` or `restJson1`
    #[arg(long)]
    protocol: Option<String>,
    /// Type-check every Nth crate that was generated, warnings denied; the seed says with which it begins
    #[arg(long, value_name = "N")]
    build: Option<NonZeroUsize>,
    /// Begin with this one, to repeat a run; else with any
    #[arg(long, value_name = "N", requires = "build")]
    seed: Option<usize>,
    /// Only models whose path contains this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Prints the table; fails if a crate does not build.
///
/// # Errors
///
/// If models cannot be found, or cargo cannot be run.
pub fn run(options: &Options) -> io::Result<bool> {
    let start = Instant::now();
    let mut rows = Vec::new();
    let mut unreadable = Vec::new();
    let seed = options.seed.unwrap_or_else(any);
    if let Some(n) = options.build {
        println!(
            "one crate of every {n} is type-checked: --seed {}",
            seed % n
        );
    }
    println!("{HEAD}");
    for model in models(&options.models)? {
        let name = shown_below(&options.models, &model);
        match wanted(options, &model, &name) {
            Ok(true) => {}
            Ok(false) => continue,
            Err(failure) => {
                unreadable.push(failure);
                continue;
            }
        }
        let (mut row, files) = generate(&model, &name);
        let nth = options.build.is_some_and(|n| rows.len() % n == seed % n);
        if let Some(files) = files.filter(|_| nth) {
            row.built = Some(build(files)?);
        }
        println!("{row}");
        rows.push(row);
    }
    if !unreadable.is_empty() {
        let count = unreadable.len();
        println!("{count} models cannot be read, so nobody knows their protocols:");
        unreadable.iter().for_each(|failure| println!("{failure}"));
    }
    println!(
        "{}, {:.1} s in all",
        summary(&rows),
        start.elapsed().as_secs_f64()
    );
    Ok(!rows.iter().any(|row| matches!(row.built, Some(Err(_)))))
}

/// A number that differs from run to run.
fn any() -> usize {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(0, |now| now.subsec_micros() as usize)
}

fn shown_below(folder: &Path, model: &Path) -> String {
    let below = model.strip_prefix(folder).unwrap_or(model);
    below.display().to_string()
}

/// Whether the options ask for a model.
fn wanted(options: &Options, model: &Path, name: &str) -> Result<bool, Failure> {
    let named = options.only.as_ref().is_none_or(|only| name.contains(only));
    match &options.protocol {
        Some(protocol) if named => speaks(model, protocol),
        _ => Ok(named),
    }
}

fn summary(rows: &[Row]) -> String {
    let count = |which: fn(&Row) -> bool| rows.iter().filter(|row| which(row)).count();
    let generating: Duration = rows.iter().map(|row| row.time).sum();
    format!(
        "{} services: {} generated ({} without some operations), {} refused; \
         {} built, {} do not build; {:.1} s generating",
        rows.len(),
        count(|row| row.result.is_ok()),
        count(|row| !row.left_out.is_empty()),
        count(|row| row.result.is_err()),
        count(|row| matches!(row.built, Some(Ok(())))),
        count(|row| matches!(row.built, Some(Err(_)))),
        generating.as_secs_f64(),
    )
}

/// One service of the catalogue.
#[derive(Debug)]
pub struct Row {
    /// The model, relative to the collection.
    pub name: String,
    /// What was generated, or why nothing was.
    pub result: Result<Generated, Failure>,
    /// The operations that need something unsupported, with what that is.
    pub left_out: BTreeMap<String, String>,
    /// How long it took, reading included.
    pub time: Duration,
    /// What `cargo check` said, if it was asked.
    pub built: Option<Result<(), String>>,
}

/// The measures of a generated crate.
#[derive(Debug)]
pub struct Generated {
    /// Operations.
    pub operations: usize,
    /// Shapes with a type of their own.
    pub shapes: usize,
    /// Lines of the crate.
    pub lines: usize,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.time.as_secs_f64();
        match &self.result {
            Ok(Generated {
                operations,
                shapes,
                lines,
            }) => {
                let name = &self.name;
                write!(
                    f,
                    "{name:<44} {operations:>5} {shapes:>6} {lines:>7} {seconds:>7.3} generated"
                )?;
                for (i, (operation, what)) in self.left_out.iter().enumerate() {
                    let word = if i == 0 { " without" } else { "," };
                    write!(f, "{word} {operation} ({what})")?;
                }
            }
            Err(failure) => {
                let first = failure
                    .diagnostics()
                    .first()
                    .map_or("", |d| d.message.as_str());
                write!(
                    f,
                    "{:<44} {:>5} {:>6} {:>7} {seconds:>7.3} refused: {first}",
                    self.name, "-", "-", "-"
                )?;
            }
        }
        match &self.built {
            None => Ok(()),
            Some(Ok(())) => f.write_str(", built"),
            Some(Err(reason)) => write!(f, ", does not build:\n{reason}"),
        }
    }
}

/// The head of the table.
const HEAD: &str =
    "service                                        ops shapes   lines seconds result";

/// The models below a folder: botocore's `data`, or Smithy ASTs.
fn models(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut models = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                todo.push(path);
            } else if name.starts_with("service-2.json") {
                models.push(folder.clone());
            } else if name.ends_with(".json") && is_smithy(&path)? {
                models.push(path);
            }
        }
    }
    models.sort();
    models.dedup();
    Ok(models)
}

/// Whether a JSON file says near its beginning that it is a Smithy AST.
fn is_smithy(path: &Path) -> io::Result<bool> {
    let mut start = [0; 256];
    let read = io::Read::read(&mut fs::File::open(path)?, &mut start)?;
    let start = start.get(..read).unwrap_or_default();
    Ok(start.windows(8).any(|window| window == b"\"smithy\""))
}

/// Whether a model speaks one of the protocols; botocore's names (`json`) and Smithy's are known.
fn speaks(model: &Path, protocol: &str) -> Result<bool, Failure> {
    let source = Source::load(model, &slice_file::shown(model))?;
    let service = codegen::read::read(&source)?;
    Ok(service.protocols.iter().any(|spoken| {
        let name = spoken.name();
        name == protocol || protocol == "json" && name.starts_with("awsJson")
    }))
}

/// Generates all operations of a model; the files are unformatted.
fn generate(model: &Path, name: &str) -> (Row, Option<FileSet>) {
    let start = Instant::now();
    let result =
        Source::load(model, &slice_file::shown(model)).and_then(|source| possible(&source));
    let time = start.elapsed();
    let row = |result, left_out| Row {
        name: name.to_owned(),
        result,
        left_out,
        time,
        built: None,
    };
    match result {
        Ok((files, left_out)) => (row(Ok(measure(&files)), left_out), Some(files)),
        Err(failure) => (row(Err(failure), BTreeMap::new()), None),
    }
}

/// Generates all operations, or those that need nothing unsupported.
fn possible(source: &Source) -> Result<(FileSet, BTreeMap<String, String>), Failure> {
    let mut asked = slice(Operations::All(Location::file("(catalogue)")));
    let mut left_out = BTreeMap::new();
    loop {
        let failure = match codegen::generate(source, &asked) {
            Ok(files) => return Ok((files, left_out)),
            Err(failure) => failure,
        };
        // A shape is reported once, though several operations may need it.
        let before = left_out.len();
        left_out.extend(unsupported(&failure).unwrap_or_default());
        match without(source, &left_out).filter(|_| left_out.len() > before) {
            Some(rest) => asked = rest,
            None => return Err(failure),
        }
    }
}

/// Whether all that is wrong is that something is not supported yet.
pub fn is_unsupported(failure: &Failure) -> bool {
    let mut problems = failure.diagnostics().iter();
    // It is not supported yet, or none of several is.
    problems.all(|problem| problem.message.ends_with(" supported yet"))
}

/// The operations that need nothing unsupported, if there are any and nothing else is wrong.
pub fn supported(source: &Source, failure: &Failure) -> Option<Slice> {
    without(source, &unsupported(failure)?)
}

/// All operations but these, if any are left.
fn without(source: &Source, left_out: &BTreeMap<String, String>) -> Option<Slice> {
    let names = codegen::read::read(source).ok()?.operations.into_keys();
    let rest: Vec<_> = names.filter(|name| !left_out.contains_key(name)).collect();
    let at = Location::file("(catalogue)");
    (!rest.is_empty()).then(|| slice(slice_file::named(&at, rest)))
}

/// How the message about something unsupported ends.
const UNSUPPORTED: &str = " is not supported yet";

/// The operations that need something unsupported, if nothing else is wrong.
fn unsupported(failure: &Failure) -> Option<BTreeMap<String, String>> {
    let operation = |problem: &Diagnostic| {
        let notes = &problem.notes;
        let (_, name) = notes.iter().find(|(note, _)| note == "operation")?;
        let what = problem.message.strip_suffix(UNSUPPORTED)?;
        Some((name.clone(), what.to_owned()))
    };
    failure.diagnostics().iter().map(operation).collect()
}

fn slice(operations: Operations) -> Slice {
    let runtime = workspace().join("codegen/runtime");
    Slice {
        operations,
        runtime: Runtime::in_folder(runtime.display().to_string()),
        ..Slice::all("catalogue-crate", Location::file("(catalogue)"))
    }
}

fn measure(files: &FileSet) -> Generated {
    let paths = || files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let below = |folder: &str| {
        paths()
            .filter(|(path, _)| path.strip_prefix(folder).is_some_and(|p| !p.contains('/')))
            .count()
    };
    Generated {
        operations: below("src/operation/"),
        shapes: below("src/types/") + below("src/types/error/"),
        lines: paths().map(|(_, text)| text.lines().count()).sum(),
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Formats and checks a crate, with the dependencies of this workspace. All crates have the same name
/// and stand in the same folder, so that what is built of one gives way to the next.
fn build(files: FileSet) -> io::Result<Result<(), String>> {
    let root = workspace();
    let out = root.join("target/catalogue/crate");
    let (mut files, _) = rustfmt::format(files);
    let manifest = files.get("Cargo.toml").unwrap_or_default().to_owned();
    files.text("Cargo.toml", format!("{manifest}\n[workspace]\n"));
    files.write(&out).map_err(io::Error::other)?;
    fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock"))?;
    let output = cargo()
        .args(["check", "--quiet", "--no-default-features"])
        .args(["--features", "client"])
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", root.join("target/catalogue/target"))
        .current_dir(&out)
        .output()?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Ok(Err(text.lines().take(40).collect::<Vec<_>>().join("\n")))
}
