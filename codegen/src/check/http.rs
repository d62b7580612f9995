//! Rules about bindings to HTTP, for protocols that know them: each member has a place that it fits in,
//! and no two have the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{HttpBinding, Member, Operation, Segment, Service, ShapeKind, ShapeRef, Uri};

/// Every operation has a route, and every bound member a place of its own that it fits in.
pub(super) fn bindings(service: &Service, problems: &mut Diagnostics) {
    for operation in service.operations.values() {
        route(service, operation, problems);
    }
    // An error is one of many operations.
    let operations = service.operations.values();
    let mut structures: BTreeMap<(&str, Side), &ShapeRef> = BTreeMap::new();
    for operation in operations {
        let responses = operation.output.iter().chain(&operation.errors);
        let sides = responses.map(|to| (to, Side::Response));
        let sides = sides.chain(operation.input.iter().map(|to| (to, Side::Request)));
        structures.extend(sides.map(|(to, side)| ((to.shape.as_str(), side), to)));
    }
    for ((_, side), to) in structures {
        let members = members(service, to);
        places(members, side, problems);
        for member in members {
            fits(service, member, side, problems);
        }
    }
}

/// Whose members are bound.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Request,
    Response,
}

fn members<'a>(service: &'a Service, to: &ShapeRef) -> &'a [Member] {
    match service.kind(&to.shape) {
        Some(ShapeKind::Structure(structure)) => &structure.members,
        _ => &[],
    }
}

/// The binding of a member, if it means something on this side.
fn binding(member: &Member, side: Side) -> Option<&HttpBinding> {
    let of = match member.http.as_ref()? {
        HttpBinding::Label | HttpBinding::Query(_) | HttpBinding::QueryParams => Side::Request,
        HttpBinding::ResponseCode => Side::Response,
        HttpBinding::Header(_) | HttpBinding::PrefixHeaders(_) | HttpBinding::Payload => side,
    };
    member.http.as_ref().filter(|_| of == side)
}

/// An operation has a method and a URI, and its labels are required members of the input.
fn route(service: &Service, operation: &Operation, problems: &mut Diagnostics) {
    let Some(http) = &operation.http else {
        let problem = Diagnostic::new(&operation.at, "the operation has no route");
        problems.push(problem.note("operation", &operation.name));
        return;
    };
    let mut wrong = |at, message: &str| {
        let problem = Diagnostic::new(at, message);
        problems.push(problem.note("route", format!("{} {}", http.method, http.uri)));
    };
    if !is_token(&http.method) {
        wrong(&operation.at, "the method is not one of HTTP");
    }
    if !http.uri.to_string().bytes().all(is_of_uri) {
        wrong(&operation.at, "the route has a character that no URI has");
    }
    let input = operation.input.as_ref();
    let input = input.map_or(&[][..], |to| members(service, to));
    let mut unseen: BTreeSet<&str> = labels(&http.uri).collect();
    for member in input
        .iter()
        .filter(|member| member.http == Some(HttpBinding::Label))
    {
        if !unseen.remove(member.name.as_str()) {
            wrong(
                &member.at,
                "the member is in the path, but the route has no such label",
            );
        }
        if !member.required {
            wrong(
                &member.at,
                "the member is in the path, but it is not required",
            );
        }
    }
    for label in unseen {
        let message = format!("no member of the input is the label `{label}`");
        wrong(&operation.at, &message);
    }
}

fn labels(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.path.iter().filter_map(|segment| match segment {
        Segment::Label(name) | Segment::Greedy(name) => Some(name.as_str()),
        Segment::Literal(_) => None,
    })
}

/// Whether a text can be a method or the name of a header.
fn is_token(text: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(is_token)
}

fn is_of_uri(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\"#<>\\^`|".contains(&byte)
}

/// No two members have the same place, and beside a member that is the body none is in it.
fn places(members: &[Member], side: Side, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Member> = BTreeMap::new();
    let has_payload = members
        .iter()
        .any(|member| binding(member, side) == Some(&HttpBinding::Payload));
    for member in members {
        let place = match binding(member, side) {
            None if has_payload && member.http.is_none() => {
                let message = "the member is in the body, but another one is the whole body";
                problems.push(Diagnostic::new(&member.at, message));
                continue;
            }
            // Labels have the names of their members.
            None | Some(HttpBinding::Label) => continue,
            Some(HttpBinding::Query(name)) => format!("parameter `{name}` of the query"),
            Some(HttpBinding::QueryParams) => "the rest of the query".to_owned(),
            Some(HttpBinding::Header(name)) => format!("header `{}`", name.to_ascii_lowercase()),
            Some(HttpBinding::PrefixHeaders(name)) => {
                format!("headers `{}…`", name.to_ascii_lowercase())
            }
            Some(HttpBinding::Payload) => "the body".to_owned(),
            Some(HttpBinding::ResponseCode) => "the status".to_owned(),
        };
        if let Some(other) = seen.insert(place.clone(), member) {
            problems.push(
                Diagnostic::new(&member.at, "two members are in the same place")
                    .note("members", format!("`{}` and `{}`", other.name, member.name))
                    .note("place", place),
            );
        }
    }
}

/// A member fits into its place.
fn fits(service: &Service, member: &Member, side: Side, problems: &mut Diagnostics) {
    let Some(binding) = binding(member, side) else {
        return;
    };
    let name = match binding {
        HttpBinding::Header(name) => Some(name),
        HttpBinding::PrefixHeaders(prefix) if !prefix.is_empty() => Some(prefix),
        _ => None,
    };
    if let Some(name) = name.filter(|name| !is_token(name)) {
        let problem = Diagnostic::new(&member.at, "the name of the header is malformed");
        problems.push(problem.note("header", format!("{name:?}")));
    }
    let Some(kind) = service.kind(&member.target.shape) else {
        return;
    };
    let of = |member: &Member| service.kind(&member.target.shape);
    let is_list = |kind: Option<&ShapeKind>| match kind {
        Some(ShapeKind::List { member, .. }) => of(member).is_some_and(is_scalar),
        _ => false,
    };
    let values = match kind {
        ShapeKind::Map { value, .. } => of(value),
        _ => None,
    };
    let fits = match binding {
        HttpBinding::Label => is_scalar(kind),
        HttpBinding::Query(_) | HttpBinding::Header(_) => is_scalar(kind) || is_list(Some(kind)),
        HttpBinding::QueryParams => values.is_some_and(is_scalar) || is_list(values),
        HttpBinding::PrefixHeaders(_) => values.is_some_and(is_scalar),
        HttpBinding::ResponseCode => {
            matches!(
                kind,
                ShapeKind::Integer | ShapeKind::Short | ShapeKind::Long
            )
        }
        HttpBinding::Payload => matches!(
            kind,
            ShapeKind::Structure(_)
                | ShapeKind::Union(_)
                | ShapeKind::Document
                | ShapeKind::Blob
                | ShapeKind::String
                | ShapeKind::Enum(_)
                | ShapeKind::List { .. }
                | ShapeKind::Map { .. }
        ),
    };
    if !fits {
        let message = "a value of this type does not fit where the member is";
        let problem = Diagnostic::new(&member.at, message);
        problems.push(problem.note("shape", &member.target.shape));
    }
}

/// Whether a value is a text without parts.
fn is_scalar(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::String
            | ShapeKind::Enum(_)
            | ShapeKind::IntEnum(_)
            | ShapeKind::Boolean
            | ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
            | ShapeKind::Timestamp(_)
    )
}
