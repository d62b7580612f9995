//! Rules against shapes that contain themselves with no way out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Member, Service, Shape, ShapeKind};
use crate::select::references;

/// What there must be a value of before there is a value of a shape.
struct Needs<'a> {
    /// The shapes in question.
    of: BTreeSet<&'a str>,
    /// How many of them there must be values of.
    count: usize,
}

impl<'a> Needs<'a> {
    fn nothing() -> Self {
        Self::all_of([])
    }

    fn all_of(members: impl IntoIterator<Item = &'a Member>) -> Self {
        let of: BTreeSet<&str> = members.into_iter().map(target).collect();
        Self {
            count: of.len(),
            of,
        }
    }

    fn one_of(members: impl IntoIterator<Item = &'a Member>) -> Self {
        let of: BTreeSet<&str> = members.into_iter().map(target).collect();
        Self {
            count: of.len().min(1),
            of,
        }
    }
}

fn target(member: &Member) -> &str {
    &member.target.shape
}

/// No structure requires itself: there could be no value of it.
pub(super) fn structures(service: &Service, problems: &mut Diagnostics) {
    let endless = endless(service, |shape| match &shape.kind {
        ShapeKind::Structure(it) => Needs::all_of(it.members.iter().filter(|m| m.required)),
        ShapeKind::Union(members) => Needs::one_of(members),
        _ => Needs::nothing(),
    });
    for shape in endless {
        let problem = Diagnostic::new(&shape.at, "no value can exist: the shape requires itself");
        problems.push(problem.note("shape", &shape.name));
    }
}

/// No list or map contains itself without a structure or union between: its type has no name.
pub(super) fn collections(service: &Service, problems: &mut Diagnostics) {
    let endless = endless(service, |shape| match &shape.kind {
        ShapeKind::List { member, .. } => Needs::all_of([&**member]),
        ShapeKind::Map { value, .. } => Needs::all_of([&**value]),
        _ => Needs::nothing(),
    });
    for shape in endless {
        let message = "a list or map contains itself without a structure between";
        problems.push(Diagnostic::new(&shape.at, message).note("shape", &shape.name));
    }
}

/// How deep lists and maps may be nested; in AWS it is three.
const MAX_NESTING: usize = 20;

/// Lists and maps of lists and maps end somewhere near: each level is one of the Rust type, too.
pub(super) fn nesting(service: &Service, problems: &mut Diagnostics) {
    let element = |shape: &Shape| match &shape.kind {
        ShapeKind::List { member, .. } => service.shape(&member.target),
        ShapeKind::Map { value, .. } => service.shape(&value.target),
        _ => None,
    };
    for shape in service.shapes.values() {
        let inner = std::iter::successors(Some(shape), |shape| element(shape));
        // In a circle, which is another rule's matter, some of them are the same.
        let names: BTreeSet<&str> = inner
            .take(MAX_NESTING + 2)
            .map(|shape| shape.name.as_str())
            .collect();
        if names.len() > MAX_NESTING + 1 {
            let problem = Diagnostic::new(&shape.at, "lists and maps are nested too deeply");
            problems.push(problem.note("shape", &shape.name));
        }
    }
}

/// How deep the compiler looks into a type before it gives up, with some room to spare.
const MAX_DEPTH: usize = 110;

/// Structures in structures end before the compiler gives up: it looks at all of what an operation sends
/// and receives to see whether that may go to another thread.
pub(super) fn depth(service: &Service, problems: &mut Diagnostics) {
    let mut too_deep = BTreeSet::new();
    for (_, root) in service.operations.values().flat_map(references) {
        let mut seen = BTreeSet::new();
        let mut todo = BTreeSet::from([(1, root.shape.as_str())]);
        while let Some((depth, name)) = todo.pop_first() {
            let Some(shape) = service.shapes.get(name).filter(|_| seen.insert(name)) else {
                continue;
            };
            if depth > MAX_DEPTH {
                too_deep.insert(name);
                break;
            }
            let depth = depth + levels(&shape.kind);
            todo.extend(shape.members().map(|member| (depth, target(member))));
        }
    }
    for shape in too_deep
        .into_iter()
        .filter_map(|name| service.shapes.get(name))
    {
        let message = "structures, lists and maps are nested too deeply for Rust";
        problems.push(Diagnostic::new(&shape.at, message).note("shape", &shape.name));
    }
}

/// How many types are between a shape and its members: `Option` in structures, what is in a `Vec` or map.
fn levels(kind: &ShapeKind) -> usize {
    match kind {
        ShapeKind::List { .. } => 3,
        ShapeKind::Map { .. } => 6,
        _ => 2,
    }
}

/// The shapes that need themselves, directly or through others.
fn endless<'a>(service: &'a Service, needs: impl Fn(&'a Shape) -> Needs<'a>) -> Vec<&'a Shape> {
    let mut needs: BTreeMap<&str, Needs<'_>> = service
        .shapes
        .iter()
        .map(|(name, shape)| (name.as_str(), needs(shape)))
        .collect();
    remove_possible(&mut needs);
    remove_unneeded(&mut needs);
    needs
        .into_keys()
        .filter_map(|name| service.shapes.get(name))
        .collect()
}

/// Takes away whatever has a value, until nothing changes.
fn remove_possible(needs: &mut BTreeMap<&str, Needs<'_>>) {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, needs) in &*needs {
        for needed in &needs.of {
            users.entry(needed).or_default().push(name);
        }
    }
    // What is not in the service is not our problem here.
    let missing = users.keys().filter(|name| !needs.contains_key(*name));
    let simple = needs.iter().filter(|(_, needs)| needs.count == 0);
    let mut todo: Vec<&str> = missing
        .chain(simple.map(|(name, _)| name))
        .copied()
        .collect();
    while let Some(name) = todo.pop() {
        needs.remove(name);
        for user in users.get(name).into_iter().flatten() {
            if let Some(needs) = needs.get_mut(user) {
                needs.count = needs.count.saturating_sub(1);
                if needs.count == 0 {
                    todo.push(user);
                }
            }
        }
    }
}

/// Takes away what nothing else needs, until nothing changes: it only uses what is endless.
fn remove_unneeded(needs: &mut BTreeMap<&str, Needs<'_>>) {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for needed in needs.values().flat_map(|needs| &needs.of) {
        *uses.entry(needed).or_default() += 1;
    }
    let mut todo: Vec<&str> = needs
        .keys()
        .filter(|name| !uses.contains_key(*name))
        .copied()
        .collect();
    while let Some(name) = todo.pop() {
        for needed in needs.remove(name).into_iter().flat_map(|needs| needs.of) {
            if let Some(count) = uses.get_mut(needed) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    todo.push(needed);
                }
            }
        }
    }
}
