//! Rules about shapes and their members.

use std::collections::{BTreeMap, BTreeSet};

use super::kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Member, Service, Shape, ShapeKind};

/// No two members of a structure or union have the same wire name.
pub(super) fn wire_names(service: &Service, problems: &mut Diagnostics) {
    for shape in service.shapes.values() {
        let members: &[Member] = match &shape.kind {
            ShapeKind::Structure(structure) => &structure.members,
            ShapeKind::Union(members) => members,
            _ => continue,
        };
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for member in members {
            let wire_name = member.json_name.as_deref().unwrap_or(&member.name);
            if let Some(other) = seen.insert(wire_name, &member.name) {
                problems.push(
                    Diagnostic::new(&member.at, "two members have the same wire name")
                        .note("wire name", wire_name)
                        .note("members", format!("{other}, {}", member.name)),
                );
            }
        }
    }
}

/// No two values of an enum are the same.
pub(super) fn enum_values(service: &Service, problems: &mut Diagnostics) {
    for shape in service.shapes.values() {
        match &shape.kind {
            ShapeKind::Enum(values) => {
                distinct(
                    values.iter().map(|value| (value.value.as_str(), &value.at)),
                    problems,
                );
            }
            ShapeKind::IntEnum(values) => {
                distinct(
                    values.iter().map(|value| (value.value, &value.at)),
                    problems,
                );
            }
            _ => {}
        }
    }
}

fn distinct<'a, V: Ord + Copy + std::fmt::Display>(
    values: impl Iterator<Item = (V, &'a Location)>,
    problems: &mut Diagnostics,
) {
    let mut seen = BTreeSet::new();
    for (value, at) in values {
        if !seen.insert(value) {
            let problem = Diagnostic::new(at, "the enum has a value twice");
            problems.push(problem.note("value", value));
        }
    }
}

/// Keys of maps are strings or enums.
pub(super) fn map_keys(service: &Service, problems: &mut Diagnostics) {
    for shape in service.shapes.values() {
        if let ShapeKind::Map { key, .. } = &shape.kind {
            be_string(service, key, "the key of a map", problems);
        }
    }
}

/// Idempotency tokens are strings.
pub(super) fn idempotency_tokens(service: &Service, problems: &mut Diagnostics) {
    for member in all_members(service).filter(|member| member.idempotency_token) {
        be_string(service, member, "an idempotency token", problems);
    }
}

/// Members that fill a host prefix are strings.
pub(super) fn host_label_targets(service: &Service, problems: &mut Diagnostics) {
    for member in all_members(service).filter(|member| member.host_label) {
        be_string(service, member, "a host label", problems);
    }
}

fn all_members(service: &Service) -> impl Iterator<Item = &Member> {
    service.shapes.values().flat_map(Shape::members)
}

fn be_string(service: &Service, member: &Member, what: &str, problems: &mut Diagnostics) {
    match kind(service, &member.target.shape) {
        None | Some(ShapeKind::String | ShapeKind::Enum(_)) => {}
        Some(_) => problems.push(
            Diagnostic::new(&member.at, format!("{what} must be a string"))
                .note("shape", &member.target.shape),
        ),
    }
}
