//! `cargo xtask codegen`: from slice files to crates.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Diagnostics, Location, Warning};
use codegen::{Changes, Comparison, Failure, FileSet, Source};

use crate::runtime::{self, Place};
use crate::rustfmt;
use crate::slice_file::{self, SliceFile};

/// Why nothing was generated.
#[derive(Debug)]
pub enum Error {
    /// The input is wrong.
    Input(Failure),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// The command line asks for something impossible.
    Usage(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input(failure) => failure.fmt(f),
            Self::Io(path, error) => write!(f, "error: {error}\n  --> {}", slice_file::shown(path)),
            Self::Usage(message) => write!(f, "error: {message}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Input(failure)
    }
}

/// What to generate, and where to.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One slice file instead of all of `model/`.
    pub slice: Option<PathBuf>,
    /// The folder of the crate instead of the slice's `out`.
    pub out: Option<PathBuf>,
    /// Operations instead of the slice's.
    pub operations: Vec<String>,
    /// The folder of the runtime instead of the slice's.
    pub runtime: Option<PathBuf>,
}

/// A crate that was generated, and where it belongs.
#[derive(Debug)]
pub struct Generated {
    /// The package's name.
    pub name: String,
    /// The folder.
    pub out: PathBuf,
    /// The files, laid out by rustfmt if that could be used.
    pub files: FileSet,
    /// Why it could not.
    pub plain: Option<Warning>,
}

impl Generated {
    /// The folder beside the files.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read, or is not ours.
    pub fn compare(&self) -> Result<Comparison<'_>, Error> {
        Ok(self.files.compare(&self.out)?)
    }

    /// Writes the crate; the line says what was done.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, or something in it would be lost.
    pub fn write(&self) -> Result<String, Error> {
        self.apply(self.compare()?.changes()?)
    }

    /// Applies the changes that writing the crate takes; the line says what was done.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written.
    pub fn apply(&self, changes: Changes<'_>) -> Result<String, Error> {
        let written = changes.apply()?;
        let lines: usize = self
            .files
            .iter()
            .map(|(_, text)| text.lines().count())
            .sum();
        Ok(format!(
            "{} -> {}: {written} ({lines} lines)",
            self.name,
            slice_file::shown(&self.out)
        ))
    }

    /// What somebody should know who sees this comparison, or writes the crate.
    pub fn warnings(&self, comparison: &Comparison<'_>) -> Vec<Warning> {
        let at = Location::path(&self.out);
        let edited = Diagnostic::new(&at, "generated files were edited by hand")
            .note("files", comparison.edited.join(", "))
            .help("`codegen` takes these edits back, `codegen --check` shows them; to keep one, change the model or the slice");
        let edited = (!comparison.edited.is_empty()).then_some(Warning(edited));
        let laid_out = Diagnostic::new(
            &at,
            "files are laid out otherwise than the rustfmt here does",
        )
        .note("files", comparison.laid_out.len())
        .help("nothing else differs, so they stay as they are; `cargo fmt` lays them out");
        let laid_out = (!comparison.laid_out.is_empty()).then_some(Warning(laid_out));
        let laid_out = laid_out.filter(|_| self.plain.is_none());
        let plain = self.plain.clone();
        plain.into_iter().chain(edited).chain(laid_out).collect()
    }
}

/// Generates every crate that the options ask for, and the runtime where it is not kept by somebody
/// else; nothing is written.
///
/// # Errors
///
/// If a slice or model is wrong, or two slices have one folder.
pub fn generate(root: &Path, options: &Options) -> Result<Vec<Generated>, Error> {
    let slices = match &options.slice {
        Some(slice) => vec![slice.clone()],
        None => slices(&root.join("model"))?,
    };
    if slices.len() > 1 && (options.out.is_some() || !options.operations.is_empty()) {
        return Err(Error::Usage("--out and --operations need --slice".into()));
    }
    let mut crates = Vec::new();
    let mut runtimes = BTreeSet::new();
    for slice in &slices {
        let (krate, runtime) = one(slice, options)?;
        crates.push(krate);
        runtimes.extend(runtime);
    }
    each_has_its_folder(&slices, &crates)?;
    crates.extend(runtimes.into_iter().map(runtime::beside));
    Ok(crates)
}

/// Two crates in one folder would take turns.
fn each_has_its_folder(slices: &[PathBuf], crates: &[Generated]) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    for (i, krate) in crates.iter().enumerate() {
        let taken = crates
            .iter()
            .take(i)
            .position(|other| other.out == krate.out);
        if let (Some(slice), Some(other)) = (slices.get(i), taken.and_then(|at| slices.get(at))) {
            let problem = Diagnostic::new(
                &Location::path(slice).child("out"),
                "another slice has the same folder",
            );
            problems.push(problem.note("slice", slice_file::shown(other)));
        }
    }
    problems.finish(())
}

/// The crate of a slice, and the folder that its runtime is to be written to.
fn one(path: &Path, options: &Options) -> Result<(Generated, Option<PathBuf>), Error> {
    let mut file = slice_file::read(path)?;
    if !options.operations.is_empty() {
        let at = Location::file("--operations");
        file.slice.operations = slice_file::named(&at, options.operations.clone());
    }
    let out = options
        .out
        .clone()
        .or_else(|| file.out.clone())
        .ok_or_else(|| {
            let path = slice_file::shown(path);
            Error::Usage(format!(
                "{path} has no `out`: say where the crate goes with --out"
            ))
        })?;
    let place = Place::of(&file, options, &out);
    file.slice.runtime = place.requirement(&out);
    let files = codegen::generate(&source(&file)?, &file.slice)?;
    let (files, plain) = rustfmt::format(files);
    let krate = Generated {
        name: file.slice.name,
        out,
        files,
        plain,
    };
    Ok((krate, place.to_write()))
}

/// The model of a slice with its companions.
///
/// # Errors
///
/// If a file cannot be read.
pub fn source(file: &SliceFile) -> Result<Source, Failure> {
    let mut source = Source::load(&file.model, &slice_file::shown(&file.model))?;
    if let Some(path) = &file.paginators {
        source = source.with_paginators(path, &slice_file::shown(path))?;
    }
    if let Some(path) = &file.waiters {
        source = source.with_waiters(path, &slice_file::shown(path))?;
    }
    Ok(source)
}

/// The slice files of a folder, by name.
///
/// # Errors
///
/// If the folder cannot be read, or has no slice file.
pub fn slices(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |error| Error::Io(folder.to_path_buf(), error);
    let mut slices = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            slices.push(path);
        }
    }
    if slices.is_empty() {
        return Err(Error::Usage(format!(
            "no slice file in {}",
            slice_file::shown(folder)
        )));
    }
    slices.sort();
    Ok(slices)
}
