//! Crates that are generated and not written yet, and why none were.

use std::io;
use std::path::PathBuf;

use codegen::diagnostic::{Diagnostic, Location, Warning};
use codegen::{Changes, Comparison, Failure, FileSet};

use crate::slice_file;

/// Why nothing was generated.
#[derive(Debug)]
pub enum Error {
    /// The input is wrong.
    Input(Failure),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// The command line asks for something impossible.
    Usage(String),
    /// cargo or the compiler complains of what we wrote: their words, and what that means.
    Cargo(String, Failure),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Input(failure) => failure.fmt(f),
            Self::Io(path, error) => write!(f, "error: {error}\n  --> {}", slice_file::shown(path)),
            Self::Usage(message) => write!(f, "error: {message}"),
            Self::Cargo(said, meaning) => write!(f, "{}\n\n{meaning}", said.trim()),
        }
    }
}

impl std::error::Error for Error {}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Input(failure)
    }
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
    /// What the model has that was left out.
    pub left_out: Vec<Warning>,
}

impl Generated {
    /// How many lines of Rust it has.
    pub fn lines(&self) -> usize {
        let files = self.files.iter();
        let rust = files.filter(|(path, _)| path.ends_with(".rs"));
        rust.map(|(_, text)| text.lines().count()).sum()
    }

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
        let before = self.left_out.iter().chain(&self.plain).cloned();
        before.chain(edited).chain(laid_out).collect()
    }
}
