//! What changed between two models for the users of a slice.
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
mod sides;

use std::collections::BTreeSet;

use codegen::Failure;
use codegen::model::Service;
use codegen::slice::Rename;

use super::loaded::{Loaded, named};
pub use render::Format;
pub(crate) use rules::same_answers;
pub use sides::{Bump, Change, Class, Diff};
use sides::{Side, Sides};

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
    let mut changes = changes(&sides);
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

fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = behaviour::service(sides);
    changes.extend(operations::operations(sides));
    changes.extend(shapes::shapes(sides));
    changes.extend(shapes::constraints(sides));
    changes.extend(endpoints::endpoints(sides));
    changes
}

#[cfg(test)]
mod tests;
