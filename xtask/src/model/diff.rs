//! `cargo xtask model diff`: what changed between two models for the users of a slice.
//!
//! Every change has its consequence in Rust and its class in semantic versioning. The classes are
//! those of the generated crate's API: fields, variants and functions that appear are minor, since
//! everything public is `#[non_exhaustive]`; what disappears or has another type is breaking.

mod behaviour;
mod endpoints;
mod members;
mod operations;
mod render;
mod rules;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};

use codegen::diagnostic::Location;
use codegen::model::{Service, Shape};
use codegen::slice::Rename;
use codegen::{Failure, InRust};
use serde::Serialize;

use super::loaded::{Loaded, named};
pub use render::Format;
pub(super) use rules::same_answers;

/// What a change asks of the version, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The API stays as it is.
    Patch,
    /// The API grows.
    Minor,
    /// Code that uses the API can stop compiling, or stop working.
    Breaking,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Its class.
    pub class: Class,
    /// What it is, in a word for scripts, such as `member-added`.
    pub kind: &'static str,
    /// What changed, such as `Disk.sizeInGb`.
    pub item: String,
    /// How it changed.
    pub what: String,
    /// What that means for users of the generated crate.
    pub rust: String,
    /// Where it stands, in the new model unless it is gone.
    #[serde(serialize_with = "as_text")]
    pub at: Location,
}

fn as_text<S: serde::Serializer>(at: &Location, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

/// What changed, and for whom.
#[derive(Debug, Serialize)]
pub struct Diff {
    /// The old model.
    pub old: String,
    /// The new model.
    pub new: String,
    /// The operations that were compared, whichever side has them.
    pub operations: Vec<String>,
    /// The changes, the gravest first.
    pub changes: Vec<Change>,
    /// The smallest right version bump.
    pub bump: Bump,
}

/// A version bump.
#[derive(Debug, Serialize)]
pub struct Bump {
    /// The gravest class of the changes, `None` without changes.
    pub class: Option<Class>,
    /// The version of the slice, if there is a slice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The version after the bump.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// The operations to compare, and how their crate differs from the model.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// The operations on the old side; those that the model does not have are passed over.
    pub old: Option<&'a BTreeSet<String>>,
    /// The operations on the new side.
    pub new: Option<&'a BTreeSet<String>>,
    /// The renames of the slice.
    pub renames: &'a [Rename],
    /// The version of the slice.
    pub version: Option<&'a str>,
}

/// Compares two models.
///
/// # Errors
///
/// If a chosen operation reaches what its model does not have.
pub fn diff(old: &Loaded, new: &Loaded, scope: Scope<'_>) -> Result<Diff, Failure> {
    let cut = |loaded: &Loaded, operations: Option<&BTreeSet<String>>| {
        let all: BTreeSet<String> = loaded.service.operations.keys().cloned().collect();
        let wanted = operations.map_or(all, |names| loaded.known(names));
        let service = match wanted.is_empty() {
            true => empty(&loaded.service),
            false => loaded.cut(named(&wanted))?,
        };
        Ok::<_, Failure>((service, wanted))
    };
    let (old_service, old_operations) = cut(old, scope.old)?;
    let (new_service, new_operations) = cut(new, scope.new)?;
    let sides = Sides {
        old: Side::new(&old_service, old, scope.renames),
        new: Side::new(&new_service, new, scope.renames),
    };
    let mut changes = sides.changes();
    changes.sort_by(|a, b| b.class.cmp(&a.class).then_with(|| a.item.cmp(&b.item)));
    let class = changes.iter().map(|change| change.class).max();
    Ok(Diff {
        old: old.shown.clone(),
        new: new.shown.clone(),
        operations: old_operations.union(&new_operations).cloned().collect(),
        bump: Bump {
            class,
            from: scope.version.map(str::to_owned),
            to: scope.version.and_then(|version| bumped(version, class?)),
        },
        changes,
    })
}

/// The service without operations and shapes.
fn empty(service: &Service) -> Service {
    let mut service = service.clone();
    service.operations.clear();
    service.shapes.clear();
    service.waiters.clear();
    service
}

/// The version after a change, as cargo understands versions: before 1.0, the first number that is
/// not zero is the one that says `breaking`.
fn bumped(version: &str, class: Class) -> Option<String> {
    let core = version.split(['-', '+']).next()?;
    let numbers: Vec<u64> = core
        .split('.')
        .map(|n| n.parse().ok())
        .collect::<Option<_>>()?;
    let [major, minor, patch] = numbers.as_slice() else {
        return None;
    };
    let (major, minor, patch) = match (class, major, minor) {
        (Class::Breaking, 0, 0) => (0, 0, patch + 1),
        (Class::Breaking, 0, _) => (0, minor + 1, 0),
        (Class::Breaking, ..) => (major + 1, 0, 0),
        (Class::Minor, 1.., _) => (*major, minor + 1, 0),
        _ => (*major, *minor, patch + 1),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

/// One of the two models, cut down to its operations.
#[derive(Debug)]
struct Side<'a> {
    service: &'a Service,
    rust: InRust<'a>,
    /// The shapes with a type of their own, by name.
    own: BTreeMap<&'a str, &'a Shape>,
    /// The shapes that inputs reach.
    sent: BTreeSet<&'a str>,
    constraints: &'a BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Side<'a> {
    fn new(service: &'a Service, loaded: &'a Loaded, renames: &'a [Rename]) -> Self {
        let rust = InRust::new(service, renames);
        let inputs = service.operations.values().flat_map(|o| &o.input);
        Self {
            own: rust
                .shapes()
                .map(|shape| (shape.name.as_str(), shape))
                .collect(),
            sent: service.closure(inputs.map(|input| input.shape.as_str())),
            constraints: &loaded.constraints,
            service,
            rust,
        }
    }
}

/// Both models.
#[derive(Debug)]
struct Sides<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

/// The names that either of two maps has, in order, with what they have there.
fn pairs<'m, K: Ord + ?Sized, T>(
    old: &'m BTreeMap<&'m K, T>,
    new: &'m BTreeMap<&'m K, T>,
) -> impl Iterator<Item = (&'m K, Option<&'m T>, Option<&'m T>)> {
    let names: BTreeSet<&'m K> = old.keys().chain(new.keys()).copied().collect();
    names
        .into_iter()
        .map(|name| (name, old.get(name), new.get(name)))
}

/// References to the values of a map by name.
fn by_name<T>(map: &BTreeMap<String, T>) -> BTreeMap<&str, &T> {
    map.iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect()
}

impl Sides<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut changes = behaviour::service(self);
        changes.extend(operations::operations(self));
        changes.extend(shapes::shapes(self));
        changes.extend(shapes::constraints(self));
        changes.extend(endpoints::endpoints(self));
        changes
    }
}

#[cfg(test)]
mod tests;
