//! Rules about shapes and their members.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Literal, Member, Service, Shape, ShapeKind, Structure};

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
        if let Some(ShapeKind::Enum(_)) = service.kind(&member.target.shape) {
            let problem = Diagnostic::new(&member.at, "an idempotency token cannot be an enum");
            problems.push(problem.note("shape", &member.target.shape));
        } else {
            be_string(service, member, "an idempotency token", problems);
        }
    }
}

/// Defaults are values of the shapes they stand for.
pub(super) fn defaults(service: &Service, problems: &mut Diagnostics) {
    for member in all_members(service) {
        let (Some(default), Some(kind)) = (&member.default, service.kind(&member.target.shape))
        else {
            continue;
        };
        if !is_value(default, kind) {
            let problem = Diagnostic::new(&member.at, "the default is no value of the shape");
            problems.push(problem.note("shape", &member.target.shape));
        }
    }
}

fn is_value(default: &Literal, kind: &ShapeKind) -> bool {
    match (default, kind) {
        (_, ShapeKind::Document | ShapeKind::Timestamp(_)) => true,
        (Literal::Boolean(_), ShapeKind::Boolean)
        | (Literal::String(_), ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::Blob)
        | (Literal::EmptyList, ShapeKind::List { .. })
        | (Literal::EmptyMap, ShapeKind::Map { .. })
        | (Literal::Number(_), ShapeKind::BigInteger | ShapeKind::BigDecimal) => true,
        (Literal::Number(number), ShapeKind::Byte) => number.parse::<i8>().is_ok(),
        (Literal::Number(number), ShapeKind::Short) => number.parse::<i16>().is_ok(),
        (Literal::Number(number), ShapeKind::Integer | ShapeKind::IntEnum(_)) => {
            number.parse::<i32>().is_ok()
        }
        (Literal::Number(number), ShapeKind::Long) => number.parse::<i64>().is_ok(),
        (Literal::Number(number), ShapeKind::Float) => number.parse().is_ok_and(f32::is_finite),
        (Literal::Number(number), ShapeKind::Double) => number.parse().is_ok_and(f64::is_finite),
        _ => false,
    }
}

/// Members that fill a host prefix are strings.
pub(super) fn host_label_targets(service: &Service, problems: &mut Diagnostics) {
    for member in all_members(service).filter(|member| member.host_label) {
        be_string(service, member, "a host label", problems);
    }
}

/// Only members of unions can be without a value.
pub(super) fn units(service: &Service, problems: &mut Diagnostics) {
    let shapes = service.shapes.values();
    let others = shapes.filter(|shape| !matches!(shape.kind, ShapeKind::Union(_)));
    for member in others.flat_map(Shape::members) {
        if let Some(ShapeKind::Unit) = service.kind(&member.target.shape) {
            let message = "only a member of a union can be without a value";
            let problem = Diagnostic::new(&member.target.at, message);
            problems.push(problem.note("shape", &member.target.shape));
        }
    }
}

/// The message of an error is a string.
pub(super) fn error_messages(service: &Service, problems: &mut Diagnostics) {
    for shape in service.shapes.values() {
        let ShapeKind::Structure(Structure {
            members,
            error: Some(_),
        }) = &shape.kind
        else {
            continue;
        };
        let message = |member: &&Member| member.name.eq_ignore_ascii_case("message");
        for member in members.iter().filter(message) {
            if !matches!(service.kind(&member.target.shape), Some(ShapeKind::String)) {
                let problem = "the message of an error must be a string";
                let problem = Diagnostic::new(&member.at, problem);
                problems.push(problem.note("shape", &member.target.shape));
            }
        }
    }
}

fn all_members(service: &Service) -> impl Iterator<Item = &Member> {
    service.shapes.values().flat_map(Shape::members)
}

fn be_string(service: &Service, member: &Member, what: &str, problems: &mut Diagnostics) {
    match service.kind(&member.target.shape) {
        None | Some(ShapeKind::String | ShapeKind::Enum(_)) => {}
        Some(_) => problems.push(
            Diagnostic::new(&member.at, format!("{what} must be a string"))
                .note("shape", &member.target.shape),
        ),
    }
}
