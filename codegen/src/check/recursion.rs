//! Rules against shapes that contain themselves with no way out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Member, Service, Shape, ShapeKind};

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
