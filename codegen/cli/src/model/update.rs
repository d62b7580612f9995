//! Takes a newer upstream model, cuts it to the slice, and writes it.
//!
//! Everything is made and checked in memory; only then are the files written, all of them beside
//! their places first and renamed afterwards.

mod docs;
mod files;
mod merge;
pub(crate) mod provenance;
mod slices;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::model::Service;
use codegen::slice::{Operations, Slice};
use codegen::{Failure, Source};

use super::cut;
use super::diff::{self, Diff, Scope};
use super::loaded::{Loaded, protocol_name, usage};
use super::upstream::{Upstream, Wanted};
use crate::generate::Error;
use crate::slice_file::{self, SliceFile};
pub use docs::Docs;
use files::Texts;
use provenance::Provenance;

/// What an update is told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the upstream model is.
    pub from: String,
    /// The slice file.
    pub slice: PathBuf,
    /// Operations to add (`+Name`) and to remove (`-Name`).
    pub operations: Vec<String>,
    /// Whose documentation the model gets.
    pub docs: Docs,
    /// The date to record.
    pub date: Option<String>,
}

/// What an update did.
#[derive(Debug)]
pub struct Updated {
    /// The upstream model, with its version.
    pub upstream: String,
    /// The folder of the model.
    pub model: PathBuf,
    /// The slice file.
    pub slice: PathBuf,
    /// The files that were written or removed, by path.
    pub written: Vec<PathBuf>,
    /// New things whose documentation was left out.
    pub undocumented: Vec<String>,
    /// What changed for users, `None` if there was no model before.
    pub diff: Option<Diff>,
}

/// An update in memory.
#[derive(Debug)]
pub struct Prepared {
    texts: Texts,
    updated: Updated,
}

impl Prepared {
    /// Writes the update.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write(mut self) -> Result<Updated, Error> {
        self.updated.written = self.texts.write()?;
        Ok(self.updated)
    }
}

/// Prepares the update of the model of a slice; nothing is written.
///
/// # Errors
///
/// If the upstream model is not found or damaged, or no crate could be generated.
pub fn prepare(options: &Options) -> Result<Prepared, Error> {
    let file = slice_file::read(&options.slice)?;
    let target = target(&file)?;
    let wanted: Vec<Wanted> = Wanted::of(target).into_iter().collect();
    let upstream = Upstream::find(&options.from, &wanted)?;
    is_another(&upstream, target)?;
    let old = current(target)?;
    let change = slices::Change::parse(&options.operations)?;
    let slice = change.applied(&file.slice)?;
    let slices = slices::of_model(&options.slice, target, &slice);

    let new = Loaded::read(upstream.load()?, upstream.name.clone())?;
    if let Some(old) = &old {
        same_service(&old.service, &new.service)?;
    }
    let service = new.cut(slices::union(&slices))?;

    let cut = cut::cut(&new, &service)?;
    let mut texts = Texts::new(target);
    let undocumented = merge::merge(
        &mut texts,
        (cut, &service),
        &new,
        old.as_ref(),
        options.docs,
    )?;
    let shown = slice_file::shown(target);
    generates(&texts.source(&format!("{shown} (as it would be)")), &slices)?;
    let staged = Loaded::read(texts.source(&shown), shown)?;

    let provenance = Provenance::of(&upstream, options.date.as_deref())
        .map_err(|error| Error::Io(upstream.path.clone(), error))?;
    texts.set("provenance.toml", provenance.text());
    if !change.is_empty() {
        texts.other(&options.slice, change.text(&options.slice)?);
    }
    let diff = old.map(|old| compare(&old, staged, &upstream, (&file.slice, &slice)));
    let updated = Updated {
        upstream: provenance.shown(),
        diff: diff.transpose()?,
        written: Vec::new(),
        model: target.to_path_buf(),
        slice: options.slice.clone(),
        undocumented,
    };
    Ok(Prepared { texts, updated })
}

/// Every slice of the model must be one that a crate can be generated for.
fn generates(source: &Source, slices: &[Slice]) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    for slice in slices {
        problems.ok(codegen::generate(source, slice));
    }
    problems.finish(())
}

/// Whether the model of a slice is packed, as botocore has it: then it is not the project's own.
pub fn is_packed(file: &SliceFile) -> bool {
    file.model.join("service-2.json.gz").exists()
}

/// The folder of the slice's model, which must be one that can be written to.
fn target(file: &SliceFile) -> Result<&Path, Failure> {
    let problem = |message: &str| {
        Diagnostic::new(&file.slice.at.child("model"), message)
            .note("model", slice_file::shown(&file.model))
            .help("name a folder of the project, such as `lightsail/2016-11-28`")
    };
    if file.model.is_file()
        || file
            .model
            .extension()
            .is_some_and(|e| e == "json" || e == "gz")
    {
        return Err(problem("the model of the slice is a file, not a folder").into());
    }
    if is_packed(file) {
        return Err(
            problem("the model of the slice is packed, so it is not the project's own").into(),
        );
    }
    Ok(&file.model)
}

/// Upstream must not be the model that is written.
fn is_another(upstream: &Upstream, target: &Path) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let folder = match upstream.path.is_dir() {
        true => upstream.path.as_path(),
        false => upstream.path.parent().unwrap_or(Path::new("")),
    };
    match real(folder).is_some_and(|folder| real(target) == Some(folder)) {
        true => Err(usage("--from", "that is the model of the slice itself").into()),
        false => Ok(()),
    }
}

/// The model as it is, if there is one.
fn current(target: &Path) -> Result<Option<Loaded>, Failure> {
    let models = ["service-2.json", cut::SMITHY];
    if !models.iter().any(|name| target.join(name).exists()) {
        return Ok(None);
    }
    let shown = slice_file::shown(target);
    Loaded::read(Source::load(target, &shown)?, shown).map(Some)
}

/// Upstream must be the same service, in a protocol that it has spoken before.
fn same_service(old: &Service, new: &Service) -> Result<(), Failure> {
    let changed = |message: &str, was: String, is: String| {
        Diagnostic::new(&new.at, message)
            .note("was", was)
            .note("is", is)
            .help("nothing was written")
    };
    if old.sdk_id != new.sdk_id {
        let (was, is) = (old.sdk_id.clone(), new.sdk_id.clone());
        return Err(changed("upstream is the model of another service", was, is).into());
    }
    if !old
        .protocols
        .iter()
        .any(|protocol| new.protocols.contains(protocol))
    {
        let names = |service: &Service| {
            let names: Vec<&str> = service.protocols.iter().map(protocol_name).collect();
            names.join(", ")
        };
        return Err(changed(
            "the protocol of the service changed",
            names(old),
            names(new),
        )
        .into());
    }
    Ok(())
}

/// What changes for the users of the slice.
fn compare(
    old: &Loaded,
    new: Loaded,
    upstream: &Upstream,
    (before, after): (&Slice, &Slice),
) -> Result<Diff, Failure> {
    let names = |loaded: &Loaded, slice: &Slice| -> BTreeSet<String> {
        match &slice.operations {
            Operations::All(_) => loaded.service.operations.keys().cloned().collect(),
            Operations::Named(named) => named.iter().map(|(name, _)| name.clone()).collect(),
        }
    };
    let scope = Scope {
        old: Some(&names(old, before)),
        new: Some(&names(&new, after)),
        renames: &after.renames,
        version: Some(&after.version),
    };
    let version = upstream.version.as_ref();
    let new = Loaded {
        shown: version.map_or(upstream.name.clone(), |version| {
            format!("{} {version}", upstream.source)
        }),
        ..new
    };
    diff::diff(old, &new, scope)
}
