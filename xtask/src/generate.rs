//! `cargo xtask codegen`: from slice files to crates.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Location;
use codegen::{Drift, Failure, FileSet, Source};

use crate::rustfmt;
use crate::slice_file::{self, SliceFile};

/// Why nothing was generated.
#[derive(Debug)]
pub enum Error {
    /// The input is wrong.
    Input(Failure),
    /// A file cannot be read or written, or rustfmt failed.
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
}

/// A crate that was generated, and where it belongs.
#[derive(Debug)]
pub struct Generated {
    /// The package's name.
    pub name: String,
    /// The folder.
    pub out: PathBuf,
    /// The formatted files.
    pub files: FileSet,
}

impl Generated {
    /// How the folder differs.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn drift(&self) -> Result<Vec<Drift>, Error> {
        self.files
            .drift(&self.out)
            .map_err(|error| Error::Io(self.out.clone(), error))
    }

    /// Writes the crate; the line says what was done.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written.
    pub fn write(&self) -> Result<String, Error> {
        let written = self
            .files
            .write(&self.out)
            .map_err(|e| Error::Io(self.out.clone(), e))?;
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
}

/// Generates every crate that the options ask for; nothing is written.
///
/// # Errors
///
/// If a slice or model is wrong, or rustfmt fails.
pub fn generate(root: &Path, options: &Options) -> Result<Vec<Generated>, Error> {
    let slices = match &options.slice {
        Some(slice) => vec![slice.clone()],
        None => slices(&root.join("model"))?,
    };
    if slices.len() > 1 && (options.out.is_some() || !options.operations.is_empty()) {
        return Err(Error::Usage("--out and --operations need --slice".into()));
    }
    slices.iter().map(|slice| one(slice, options)).collect()
}

fn one(path: &Path, options: &Options) -> Result<Generated, Error> {
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
    let files = codegen::generate(&source(&file)?, &file.slice)?;
    let files = rustfmt::format(files).map_err(|error| Error::Io(out.clone(), error))?;
    Ok(Generated {
        name: file.slice.name,
        out,
        files,
    })
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
