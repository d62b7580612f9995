//! Models: what one has, a newer one in its place, and what that changes for users.

pub mod cut;
pub mod diff;
pub(crate) mod loaded;
mod show;
pub(crate) mod text;
mod tree;
pub mod update;
pub mod upstream;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use codegen::Failure;
use codegen::slice::Operations;

use crate::generate::{self, Error};
use crate::slice_file::{self, SliceFile};
use diff::{Class, Diff, Format, Scope};
pub use loaded::Loaded;
pub use show::Summary;
use text::{BOLD, DIM, count, styled, wrap};
use update::{Docs, Updated};
pub use upstream::{Upstream, Wanted};

/// What `cargo whittle show` can be told.
#[derive(Args, Debug)]
pub struct Show {
    /// The model, or a slice file
    model: PathBuf,
    /// One operation, with the tree of its shapes
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// Print JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// What `cargo whittle update` can be told.
#[derive(Args, Debug)]
pub struct Update {
    /// `botocore`, its data folder, a folder in it, a `service-2.json(.gz)`, or a Smithy AST
    #[arg(long, value_name = "PATH")]
    from: String,
    /// The slice file, instead of all in the folder of slices
    #[arg(long, value_name = "FILE")]
    pub(crate) slice: Option<PathBuf>,
    /// Operations to add to the slice or remove from it
    #[arg(
        long,
        value_name = "+A,-B",
        value_delimiter = ',',
        allow_hyphen_values = true
    )]
    operations: Vec<String>,
    /// Whose documentation the model gets
    #[arg(long, value_enum, default_value_t)]
    docs: Docs,
    /// The day to record in provenance.toml, which has none otherwise
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
}

/// What `cargo whittle diff` can be told.
#[derive(Args, Debug)]
pub struct Compare {
    /// The old model
    old: PathBuf,
    /// The new model
    new: String,
    /// The slice file whose operations, renames and version count
    #[arg(long, value_name = "FILE")]
    slice: Option<PathBuf>,
    /// The operations that count, instead of the slice's or all
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with 1 if a change is of this class or graver
    #[arg(long, value_name = "CLASS", value_enum)]
    fail_on: Option<Class>,
}

/// What a command says, with styles, and whether it found what it was told to fail on.
#[derive(Debug)]
pub struct Report {
    /// The text.
    pub text: String,
    /// Whether to exit with 1.
    pub failed: bool,
}

impl From<String> for Report {
    fn from(text: String) -> Self {
        Self {
            text,
            failed: false,
        }
    }
}

/// What a model has, and why each shape of a slice is kept.
///
/// # Errors
///
/// If the model or slice is wrong.
pub fn show(options: &Show) -> Result<Report, Error> {
    let loaded = Loaded::open(&options.model)?;
    let summary = Summary::of(&loaded, options.operation.as_deref())?;
    let text = if options.json {
        summary.json()
    } else {
        summary.text()
    };
    Ok(text.into())
}

/// What changed between two models for the users of a slice.
///
/// # Errors
///
/// If a model or slice is wrong.
pub fn compare(options: &Compare) -> Result<Report, Error> {
    let slice = options.slice.as_deref().map(slice_file::read).transpose()?;
    let old = Loaded::open(&options.old)?;
    let files = slice
        .iter()
        .chain(&old.slice)
        .map(|file| file.model.as_path());
    let folders = files.chain([options.old.as_path()]).filter_map(Wanted::of);
    let wanted: Vec<Wanted> = folders.chain(Wanted::guessed(&old.service)).collect();
    let path = Path::new(&options.new);
    let new = match path
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        true => Loaded::open(path)?,
        false => {
            let upstream = Upstream::find(&options.new, &wanted)?;
            let source = upstream.load()?;
            let version = upstream.version.filter(|_| upstream.source == "botocore");
            let shown =
                version.map_or_else(|| slice_file::shown(path), |v| format!("botocore {v}"));
            Loaded::read(source, shown)?
        }
    };
    let diff = of_slice(&old, &new, slice.as_ref(), &options.operations)?;
    Ok(Report {
        failed: options.fail_on.is_some_and(|class| diff.reaches(class)),
        text: diff.render(options.format),
    })
}

/// Compares two models for the operations that are named, or of the slice, or of either model if
/// that is one of a slice, or for all.
fn of_slice(
    old: &Loaded,
    new: &Loaded,
    slice: Option<&SliceFile>,
    operations: &[String],
) -> Result<Diff, Failure> {
    let names = |file: Option<&SliceFile>| match &file?.slice.operations {
        Operations::All(_) => None,
        Operations::Named(named) => Some(
            named
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<BTreeSet<_>>(),
        ),
    };
    let given: BTreeSet<String> = operations.iter().cloned().collect();
    for name in &given {
        if [old, new]
            .iter()
            .all(|loaded| !loaded.service.operations.contains_key(name))
        {
            let known = new.service.operations.keys().map(String::as_str);
            let problem = loaded::usage("--operations", "the operation is in neither model");
            return Err(problem
                .note("operation", name)
                .did_you_mean(name, known)
                .into());
        }
    }
    let given = Some(given).filter(|given| !given.is_empty());
    let either = slice.or(new.slice.as_ref()).or(old.slice.as_ref());
    let of = |loaded: &Loaded| {
        let own = if slice.is_some() {
            slice
        } else {
            loaded.slice.as_ref()
        };
        given.clone().or_else(|| names(own.or(either)))
    };
    let none = Vec::new();
    let (before, after) = (of(old), of(new));
    diff::diff(
        old,
        new,
        Scope {
            old: before.as_ref(),
            new: after.as_ref(),
            renames: either.map_or(&none, |file| &file.slice.renames),
            version: either.map(|file| file.slice.version.as_str()),
        },
    )
}

/// Updates the models of one slice or of all in `folder`, or none of them if anything is wrong.
///
/// # Errors
///
/// If a model or slice is wrong, or a file cannot be read or written.
pub fn update(folder: &Path, options: &Update) -> Result<Report, Error> {
    let slices = match &options.slice {
        Some(slice) => vec![slice.clone()],
        None => generate::slices(folder)?,
    };
    if slices.len() > 1 && !options.operations.is_empty() {
        let names: Vec<String> = slices.iter().map(|path| slice_file::shown(path)).collect();
        return Err(Error::Usage(format!(
            "--operations changes one slice: say with --slice which of {}",
            names.join(", ")
        )));
    }
    let (slices, packed) = own(slices)?;
    let prepared = slices.iter().map(|slice| {
        update::prepare(&update::Options {
            from: options.from.clone(),
            slice: slice.clone(),
            operations: options.operations.clone(),
            docs: options.docs,
            date: options.date.clone(),
        })
    });
    let prepared = prepared.collect::<Result<Vec<_>, Error>>()?;
    let mut texts = Vec::new();
    for prepared in prepared {
        let said = said(&prepared.write()?, options.slice.is_some());
        texts.push(said);
    }
    texts.extend(packed.iter().map(|slice| {
        let slice = slice_file::shown(slice);
        format!("{slice}: left as it is, since its model is packed and not the project's own\n")
    }));
    Ok(texts.join("\n").into())
}

/// The slices whose models are the project's own, and those whose models are packed. If none is, or only
/// one is meant, the update itself tells what is wrong.
fn own(slices: Vec<PathBuf>) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Error> {
    let mut own = Vec::new();
    let mut packed = Vec::new();
    for slice in slices {
        match update::is_packed(&slice_file::read(&slice)?) {
            true => packed.push(slice),
            false => own.push(slice),
        }
    }
    Ok(match own.is_empty() {
        true => (packed, own),
        false => (own, packed),
    })
}

/// What an update did, and what to do next.
fn said(updated: &Updated, named: bool) -> String {
    let line = |name: &str, text: &str| {
        format!(
            "{} {}\n",
            styled(DIM, &format!("{name:<9}")),
            wrap(text, 10, 10)
        )
    };
    let slice = slice_file::shown(&updated.slice);
    let mut text = line("slice", &slice);
    text += &line("upstream", &updated.upstream);
    let written = updated.written.iter().map(|path| slice_file::shown(path));
    let written: Vec<String> = written.collect();
    text += &line(
        "written",
        &match written.as_slice() {
            [] => "nothing, the model is up to date".to_owned(),
            written => written.join(", "),
        },
    );
    let undocumented: Vec<String> = updated.undocumented.iter().map(|at| place(at)).collect();
    if !undocumented.is_empty() {
        text += &line(
            "to write",
            &format!("documentation of {}", some(&undocumented)),
        );
    }
    let mut next = vec![match named {
        true => format!("cargo whittle generate --slice {slice}"),
        false => "cargo whittle generate".to_owned(),
    }];
    if let Some(diff) = &updated.diff {
        text += &format!("\n{}\n", diff.render(Format::Text));
        if let Some(version) = diff.bump.to.as_ref() {
            next.insert(0, format!("set version = \"{version}\" in {slice}"));
        }
    }
    let is_provenance = |path: &PathBuf| path.ends_with("provenance.toml");
    if updated.written.iter().all(is_provenance) {
        return text;
    }
    text += &format!("{}\n", styled(BOLD, "next"));
    next.iter().for_each(|next| text += &format!("  {next}\n"));
    text
}

/// The first few of many names.
fn some(names: &[String]) -> String {
    const SOME: usize = 6;
    let shown: Vec<&str> = names.iter().take(SOME).map(String::as_str).collect();
    match names.len().saturating_sub(SOME) {
        0 => shown.join(", "),
        more => format!("{} and {}", shown.join(", "), count(more, "other")),
    }
}

/// `/shapes/Disk/members/name` as `Disk.name`.
fn place(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').collect();
    match parts.as_slice() {
        ["", "operations" | "shapes", name] => (*name).to_owned(),
        ["", "shapes", name, "members", member] => format!("{name}.{member}"),
        [""] => "the service".to_owned(),
        _ => pointer.to_owned(),
    }
}

/// A day as `YYYY-MM-DD`.
fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, digits: usize| {
        text.parse::<u32>()
            .ok()
            .filter(|_| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
    };
    let valid = match parts.as_slice() {
        [year, month, day] => {
            number(year, 4).is_some()
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    };
    valid
        .then(|| text.to_owned())
        .ok_or_else(|| "expected YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::own;

    #[test]
    fn packed_models_are_left_unless_there_are_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let slice = |name: &str, file: &str| {
            let model = folder.path().join(name);
            std::fs::create_dir(&model).unwrap();
            std::fs::write(model.join(file), "").unwrap();
            let slice = folder.path().join(format!("{name}.toml"));
            let text = format!(
                "name = \"{name}\"\nversion = \"0.1.0\"\nmodel = \"{name}\"\noperations = \"all\"\n"
            );
            std::fs::write(&slice, text).unwrap();
            slice
        };
        let (a, b) = (
            slice("a", "service-2.json"),
            slice("b", "service-2.json.gz"),
        );
        let both = own(vec![a.clone(), b.clone()]).unwrap();
        assert_eq!(both, (vec![a], vec![b.clone()]));
        assert_eq!(own(vec![b.clone()]).unwrap(), (vec![b], vec![]));
    }
}
