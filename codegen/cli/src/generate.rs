//! From slice files to crates.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::{Failure, Progress, Source};

pub use crate::generated::{Error, Generated};
use crate::runtime::{self, Place};
use crate::rustfmt;
use crate::slice_file::{self, SliceFile};

/// What to generate, and where to.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One slice file instead of all of the folder.
    pub slice: Option<PathBuf>,
    /// The folder of the crate instead of the slice's `out`.
    pub out: Option<PathBuf>,
    /// Operations instead of the slice's.
    pub operations: Vec<String>,
    /// The folder of the runtime instead of the slice's.
    pub runtime: Option<PathBuf>,
}

/// Generates every crate that the options ask for, those of all slice files in `folder` unless they
/// name one, and the runtime where it is not kept by somebody else; nothing is written.
///
/// # Errors
///
/// If a slice or model is wrong, or two slices have one folder.
pub fn generate(folder: &Path, options: &Options) -> Result<Vec<Generated>, Error> {
    let slices = match &options.slice {
        Some(slice) => vec![slice.clone()],
        None => slices(folder)?,
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
    let source = source(&file)?;
    made(path, file, &source, options)
}

/// The crate of a slice, made of this model, and the folder that its runtime is to be written to.
pub(crate) fn made(
    path: &Path,
    mut file: SliceFile,
    source: &Source,
    options: &Options,
) -> Result<(Generated, Option<PathBuf>), Error> {
    let out = options
        .out
        .clone()
        .or_else(|| file.out.clone())
        .ok_or_else(|| {
            let path = slice_file::shown(path);
            Error::Usage(format!(
                "{path} has no `out`: say there where the crate goes, or with --out"
            ))
        })?;
    let place = Place::of(
        &file,
        options.runtime.as_deref(),
        options.out.as_deref(),
        &out,
    );
    let at = match &options.runtime {
        Some(_) => Location::file("--runtime"),
        None => file.slice.at.child("runtime").child("path"),
    };
    place.check(&at)?;
    file.slice.runtime = place.requirement(&out);
    let mut left_out = Vec::new();
    let files = codegen::generate_watched(source, &file.slice, |progress| {
        if let Progress::Warned(warning) = progress {
            left_out.push(warning);
        }
    })?;
    let (files, plain) = rustfmt::format(files);
    let krate = Generated {
        name: file.slice.name,
        out,
        files,
        plain,
        left_out,
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
