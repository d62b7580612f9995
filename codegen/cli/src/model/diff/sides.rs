//! What is compared, and what comes of it: both models, and the changes between them.

use std::collections::{BTreeMap, BTreeSet};

use codegen::InRust;
use codegen::diagnostic::Location;
use codegen::model::{Service, Shape, ShapeKind};
use codegen::slice::Rename;
use serde::Serialize;

use super::super::loaded::Loaded;

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

/// One of the two models, cut down to its operations.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) service: &'a Service,
    pub(super) rust: InRust<'a>,
    /// The shapes with a type of their own, by name.
    pub(super) own: BTreeMap<&'a str, &'a Shape>,
    /// The shapes that inputs reach.
    pub(super) sent: BTreeSet<&'a str>,
    pub(super) constraints: &'a BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Side<'a> {
    pub(super) fn new(service: &'a Service, loaded: &'a Loaded, renames: &'a [Rename]) -> Self {
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
pub(super) struct Sides<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
}

/// The names that either of two maps has, in order, with what they have there.
pub(super) fn pairs<'m, K: Ord + ?Sized, T>(
    old: &'m BTreeMap<&'m K, T>,
    new: &'m BTreeMap<&'m K, T>,
) -> impl Iterator<Item = (&'m K, Option<&'m T>, Option<&'m T>)> {
    let names: BTreeSet<&'m K> = old.keys().chain(new.keys()).copied().collect();
    names
        .into_iter()
        .map(|name| (name, old.get(name), new.get(name)))
}

/// References to the values of a map by name.
pub(super) fn by_name<T>(map: &BTreeMap<String, T>) -> BTreeMap<&str, &T> {
    map.iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect()
}

/// Whether the shape has a type of its own, unlike lists, maps and simple shapes.
pub(super) fn has_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)
    )
}
