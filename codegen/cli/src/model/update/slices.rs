//! The slice files of a model, and a change of their operations.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::Failure;
use codegen::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::slice::{Operations, Slice};
use toml_edit::{Array, DocumentMut, Value};

use super::super::loaded::usage;
use crate::generate::{self, Error};
use crate::slice_file;

/// The option that a change comes from.
const OPTION: &str = "--operations";

/// Operations to add and to remove.
#[derive(Debug, Default)]
pub(super) struct Change {
    added: Vec<String>,
    removed: Vec<String>,
}

impl Change {
    /// Reads `+Name` and `-Name`.
    pub(super) fn parse(items: &[String]) -> Result<Self, Failure> {
        let mut problems = Diagnostics::default();
        let mut change = Self::default();
        for item in items {
            match (item.strip_prefix('+'), item.strip_prefix('-')) {
                (Some(name), _) if !name.is_empty() => change.added.push(name.to_owned()),
                (_, Some(name)) if !name.is_empty() => change.removed.push(name.to_owned()),
                _ => problems.push(
                    usage(OPTION, "an operation is added with `+` or removed with `-`")
                        .note("found", format!("{item:?}"))
                        .help("for example `--operations +CopySnapshot,-DeleteDiskSnapshot`"),
                ),
            }
        }
        problems.finish(change)
    }

    /// Whether nothing is added or removed.
    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// The slice after the change.
    pub(super) fn applied(&self, slice: &Slice) -> Result<Slice, Failure> {
        let mut slice = slice.clone();
        let named = match &mut slice.operations {
            Operations::Named(named) => named,
            Operations::All(_) if self.is_empty() => return Ok(slice),
            Operations::All(at) => {
                let problem = Diagnostic::new(at, "the slice has all operations of the model");
                return Err(problem.help("list the operations first").into());
            }
        };
        let mut problems = Diagnostics::default();
        for name in &self.removed {
            let before = named.len();
            let known: Vec<String> = named.iter().map(|(name, _)| name.clone()).collect();
            named.retain(|(other, _)| other != name);
            if named.len() == before {
                let problem = usage(OPTION, "the operation is not in the slice");
                let known = known.iter().map(String::as_str);
                problems.push(problem.note("operation", name).did_you_mean(name, known));
            }
        }
        for name in &self.added {
            if let Some((_, at)) = named.iter().find(|(other, _)| other == name) {
                let problem = usage(OPTION, "the operation is in the slice already");
                problems.push(problem.note("operation", name).note("at", at));
            }
            named.push((name.clone(), Location::file(OPTION)));
        }
        problems.finish(slice)
    }

    /// The slice file after the change; all else in it stays as it is.
    pub(super) fn text(&self, path: &Path) -> Result<String, Error> {
        let failed = |error: std::io::Error| Error::Io(path.to_path_buf(), error);
        let text = fs::read_to_string(path).map_err(failed)?;
        let mut document: DocumentMut = text
            .parse()
            .map_err(|error| failed(std::io::Error::other(error)))?;
        let operations = document
            .get_mut("operations")
            .and_then(|item| item.as_array_mut());
        if let Some(operations) = operations {
            operations.retain(|value| {
                value
                    .as_str()
                    .is_none_or(|name| !self.removed.iter().any(|other| other == name))
            });
            self.added.iter().for_each(|name| push(operations, name));
        }
        Ok(document.to_string())
    }
}

/// Adds a name at the end, laid out like the one before it.
fn push(array: &mut Array, name: &str) {
    let prefix = array
        .iter()
        .last()
        .and_then(|last| last.decor().prefix()?.as_str());
    let prefix = prefix.map_or_else(
        || if array.is_empty() { "" } else { " " }.to_owned(),
        |prefix| {
            // A comment belongs to the operation that it stands before.
            match prefix.rsplit_once('\n') {
                Some((_, indent)) => format!("\n{indent}"),
                None if prefix.is_empty() && !array.is_empty() => " ".to_owned(),
                None => prefix.to_owned(),
            }
        },
    );
    let mut value = Value::from(name);
    value.decor_mut().set_prefix(prefix);
    array.push_formatted(value);
}

/// `slice` and the other slices beside its file that have the same model.
pub(super) fn of_model(path: &Path, model: &Path, slice: &Slice) -> Vec<Slice> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = generate::slices(folder.unwrap_or(Path::new("."))).unwrap_or_default();
    let others = beside
        .into_iter()
        .filter(|other| real(other) != real(path))
        // Other TOML files are no slices.
        .filter_map(|other| slice_file::read(&other).ok())
        .filter(|other| real(&other.model) == real(model))
        .map(|other| other.slice);
    std::iter::once(slice.clone()).chain(others).collect()
}

/// The operations of all slices of a model.
pub(super) fn union(slices: &[Slice]) -> Operations {
    let mut all: BTreeMap<&String, &Location> = BTreeMap::new();
    for slice in slices {
        match &slice.operations {
            Operations::All(at) => return Operations::All(at.clone()),
            Operations::Named(named) => all.extend(named.iter().map(|(name, at)| (name, at))),
        }
    }
    let named = all.into_iter();
    Operations::Named(named.map(|(name, at)| (name.clone(), at.clone())).collect())
}
