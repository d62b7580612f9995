//! Slice files: which operations of which model become which crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use codegen::Failure;
pub use codegen::diagnostic::shown;
use codegen::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::slice::{Client, Operations, PageWaiter, Rename, Rustls, Slice, Types};
use serde::Deserialize;

/// A slice file, read.
#[derive(Debug)]
pub struct SliceFile {
    /// What to generate.
    pub slice: Slice,
    /// The model: a botocore folder, a `service-2.json`, or a Smithy AST.
    pub model: PathBuf,
    /// botocore paginators for a model that has none.
    pub paginators: Option<PathBuf>,
    /// botocore waiters for a model that has none.
    pub waiters: Option<PathBuf>,
    /// Where the crate goes.
    pub out: Option<PathBuf>,
    /// Where its runtime is, if not beside it.
    pub runtime: Option<Runtime>,
}

/// Where the runtime of a crate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In this folder. Several slices may name the same one.
    Folder(PathBuf),
    /// In the registry, with this version.
    Version(String),
}

/// The keys of a slice file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    name: String,
    version: String,
    model: PathBuf,
    operations: NamesKeys,
    #[serde(default)]
    types: Option<NamesKeys>,
    #[serde(default)]
    client: ClientKeys,
    #[serde(default)]
    rustls: RustlsKeys,
    #[serde(default)]
    features: Vec<String>,
    #[serde(default)]
    protocol: Option<String>,
    #[serde(default)]
    out: Option<PathBuf>,
    #[serde(default)]
    paginators: Option<PathBuf>,
    #[serde(default)]
    waiters: Option<PathBuf>,
    #[serde(default)]
    runtime: Option<RuntimeKeys>,
    #[serde(default)]
    rename: Vec<RenameKeys>,
    #[serde(default)]
    waiter: Vec<WaiterKeys>,
}

/// `runtime = { path = "…" }` or `runtime = { version = "…" }`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RuntimeKeys {
    Path(PathBuf),
    Version(String),
}

/// A waiter over the pages of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiterKeys {
    name: String,
    operation: String,
    #[serde(default)]
    docs: Option<String>,
    items: String,
    key: String,
    state: String,
    success: Vec<String>,
    #[serde(default)]
    failure: Vec<String>,
    min_delay: u64,
    max_delay: u64,
    not_found_grace: u64,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum NamesKeys {
    Named(Vec<String>),
    All(String),
}

/// `client = "feature"` or `client = "always"`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ClientKeys {
    #[default]
    Feature,
    Always,
}

/// `rustls = "legacy"` or `rustls = "current"`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RustlsKeys {
    #[default]
    Legacy,
    Current,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameKeys {
    path: String,
    to: String,
    reason: String,
}

/// Reads a slice file; its paths are relative to it.
///
/// # Errors
///
/// If it cannot be read, is not TOML, or has a key or value that a slice file cannot have.
pub fn read(path: &Path) -> Result<SliceFile, Failure> {
    let shown: Arc<str> = shown(path).into();
    let at = Location::file(Arc::clone(&shown));
    let text = fs::read_to_string(path).map_err(|error| {
        Diagnostic::new(&at, "slice file cannot be read")
            .note("reason", error)
            .help("a slice file is TOML with `name`, `version`, `model` and `operations`")
    })?;
    parse(path, &text)
}

/// The text of a slice file; its paths are relative to where it is.
///
/// # Errors
///
/// If it is not TOML, or has a key or value that a slice file cannot have.
pub fn parse(path: &Path, text: &str) -> Result<SliceFile, Failure> {
    let at = Location::path(path);
    let keys: Keys = toml::from_str(text).map_err(|error| syntax(&at, text, &error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let relative = |path: PathBuf| clean(&folder.join(path));
    Ok(SliceFile {
        slice: Slice {
            name: package_name(&at, keys.name)?,
            version: version(&at, keys.version)?,
            protocol: keys.protocol.map(|name| (name, at.child("protocol"))),
            operations: operations(&at, keys.operations)?,
            types: types(&at, keys.types)?,
            client: match keys.client {
                ClientKeys::Feature => Client::Feature,
                ClientKeys::Always => Client::Always,
            },
            rustls: match keys.rustls {
                RustlsKeys::Legacy => Rustls::Legacy,
                RustlsKeys::Current => Rustls::Current,
            },
            features: features(&at, keys.features)?,
            renames: keys
                .rename
                .into_iter()
                .enumerate()
                .map(|(i, r)| rename(&at, i, r))
                .collect(),
            waiters: keys
                .waiter
                .into_iter()
                .enumerate()
                .map(|(i, keys)| waiter(&at, i, keys))
                .collect(),
            runtime: codegen::slice::Runtime::in_folder("runtime"),
            at,
        },
        model: relative(keys.model),
        paginators: keys.paginators.map(relative),
        waiters: keys.waiters.map(relative),
        out: keys.out.map(relative),
        runtime: keys.runtime.map(|runtime| match runtime {
            RuntimeKeys::Path(path) => Runtime::Folder(relative(path)),
            RuntimeKeys::Version(version) => Runtime::Version(version),
        }),
    })
}

/// Resolves `..` without asking the file system.
pub(crate) fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            std::path::Component::CurDir => {}
            part => clean.push(part),
        }
    }
    clean
}

fn syntax(at: &Location, text: &str, error: &toml::de::Error) -> Diagnostic {
    let diagnostic = Diagnostic::new(at, error.message().to_owned());
    match error.span() {
        Some(span) => {
            let before = text.get(..span.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            diagnostic.note("line", line)
        }
        None => diagnostic,
    }
}

fn package_name(at: &Location, name: String) -> Result<String, Failure> {
    let valid = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && name.len() <= 64;
    match valid {
        true => Ok(name),
        false => Err(Diagnostic::new(&at.child("name"), "not a package name")
            .note("name", format!("{name:?}"))
            .help("use lower-case letters, digits and hyphens, a letter first")
            .into()),
    }
}

fn version(at: &Location, version: String) -> Result<String, Failure> {
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    let valid = numbers.split('.').count() == 3
        && numbers
            .split('.')
            .all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        && version
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-+.".contains(c));
    match valid {
        true => Ok(version),
        false => Err(
            Diagnostic::new(&at.child("version"), "not a semantic version")
                .note("version", format!("{version:?}"))
                .into(),
        ),
    }
}

fn operations(at: &Location, keys: NamesKeys) -> Result<Operations, Failure> {
    let at = at.child("operations");
    match keys {
        NamesKeys::Named(names) => Ok(named(&at, names)),
        NamesKeys::All(all) if all == "all" => Ok(Operations::All(at)),
        NamesKeys::All(other) => Err(no_names(&at, "operations", &other)),
    }
}

fn types(at: &Location, keys: Option<NamesKeys>) -> Result<Types, Failure> {
    let at = at.child("types");
    match keys {
        None => Ok(Types::None),
        Some(NamesKeys::Named(names)) => Ok(Types::Named(located(&at, names))),
        Some(NamesKeys::All(all)) if all == "all" => Ok(Types::All),
        Some(NamesKeys::All(other)) => Err(no_names(&at, "types", &other)),
    }
}

fn no_names(at: &Location, what: &str, found: &str) -> Failure {
    let problem = Diagnostic::new(at, format!("{what} are a list of names, or \"all\""));
    problem.note("found", format!("{found:?}")).into()
}

/// Further features, with names that cargo takes and that are not the crate's own.
fn features(at: &Location, names: Vec<String>) -> Result<Vec<String>, Failure> {
    let at = at.child("features");
    let mut problems = Diagnostics::default();
    for (i, name) in names.iter().enumerate() {
        let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-+.".contains(c));
        let problem = |message| Diagnostic::new(&at.child(i), message);
        let found = format!("{name:?}");
        if !is_name {
            problems.push(problem("not the name of a feature").note("found", found));
        } else if codegen::slice::FEATURES.contains(&name.as_str()) {
            let problem = problem("every generated crate has this feature");
            problems.push(problem.note("feature", found).help("leave it out"));
        }
    }
    problems.finish(names)
}

/// The operations of a list, each located by its place in it.
pub fn named(at: &Location, names: Vec<String>) -> Operations {
    Operations::Named(located(at, names))
}

fn located(at: &Location, names: Vec<String>) -> Vec<(String, Location)> {
    let names = names.into_iter().enumerate();
    names.map(|(i, name)| (name, at.child(i))).collect()
}

fn rename(at: &Location, index: usize, keys: RenameKeys) -> Rename {
    let at = at.child("rename").child(index);
    Rename {
        at,
        path: keys.path,
        to: keys.to,
        reason: keys.reason,
    }
}

fn waiter(at: &Location, index: usize, keys: WaiterKeys) -> PageWaiter {
    PageWaiter {
        at: at.child("waiter").child(index),
        name: keys.name,
        operation: keys.operation,
        docs: keys.docs,
        items: keys.items,
        key: keys.key,
        state: keys.state,
        success: keys.success,
        failure: keys.failure,
        min_delay: keys.min_delay,
        max_delay: keys.max_delay,
        not_found_grace: keys.not_found_grace,
    }
}

#[cfg(test)]
mod tests;
