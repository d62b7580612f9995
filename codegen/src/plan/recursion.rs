//! Finds the members that need a `Box` because their type contains itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Service, Shape, ShapeKind};

/// For each structure or union, those that it contains by value, directly or through others.
#[derive(Debug)]
pub(super) struct Recursion<'a> {
    contains: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Recursion<'a> {
    /// Looks at all shapes of a service.
    pub(super) fn of(service: &'a Service) -> Self {
        let direct: BTreeMap<&str, Vec<&str>> = service
            .shapes
            .values()
            .map(|shape| (shape.name.as_str(), by_value(service, shape)))
            .collect();
        // Only what can reach itself matters, and most shapes cannot; so the sets stay small.
        let contains = direct
            .keys()
            .map(|name| (*name, reachable(&direct, name)))
            .filter(|(name, reached)| reached.contains(name))
            .collect();
        Self { contains }
    }

    /// Whether a member of `shape` that targets `target` must be boxed.
    pub(super) fn boxed(&self, shape: &str, target: &str) -> bool {
        shape == target
            || self
                .contains
                .get(target)
                .is_some_and(|all| all.contains(shape))
    }
}

/// The structures and unions that `shape` holds without a list or map between.
fn by_value<'a>(service: &'a Service, shape: &'a Shape) -> Vec<&'a str> {
    if !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        return Vec::new();
    }
    Service::targets(shape)
        .filter_map(|target| service.shape(target))
        .filter(|target| matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)))
        .map(|target| target.name.as_str())
        .collect()
}

fn reachable<'a>(direct: &BTreeMap<&'a str, Vec<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&str> = direct.get(from).cloned().unwrap_or_default();
    while let Some(name) = todo.pop() {
        if seen.insert(name) {
            todo.extend(direct.get(name).into_iter().flatten());
        }
    }
    seen
}
