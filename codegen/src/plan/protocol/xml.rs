//! XML, and what is named like its elements: a member is an element or an attribute, and what is in a list or
//! a map has names of its own.

use super::json;
use crate::model::{Member, Service, ShapeKind, TimestampFormat};
use crate::plan::rows::{At, Codec, Row};

/// The row of a member; `name` says how elements are called.
pub(super) fn row(
    service: &Service,
    member: &Member,
    name: fn(&Service, &Member) -> String,
) -> Row {
    Row {
        member: member.name.clone(),
        at: match member.xml.attribute {
            true => At::Attribute,
            false => At::Body,
        },
        name: name(service, member),
        parts: parts(service, member, name),
        codec: codec(service, member),
    }
}

/// What the element of a member is called.
pub(super) fn element(member: &Member) -> &str {
    member.xml.name.as_ref().unwrap_or(&member.name)
}

/// The names inside the value of a member, as long as they are not the usual ones.
fn parts(service: &Service, member: &Member, name: fn(&Service, &Member) -> String) -> Vec<String> {
    let mut inside = Vec::new();
    let mut next = Some(member);
    // No list or map contains itself without a structure between.
    while let Some(member) = next {
        next = match service.shape(&member.target).map(|shape| &shape.kind) {
            Some(ShapeKind::List { member: item, .. }) => {
                // The element of a flattened list is that of its items.
                if !member.xml.flattened {
                    inside.push(&**item);
                }
                Some(item)
            }
            Some(ShapeKind::Map { key, value, .. }) => {
                inside.extend([&**key, &**value]);
                Some(value)
            }
            _ => None,
        };
    }
    let mut parts: Vec<String> = inside.iter().map(|part| name(service, part)).collect();
    while let (Some(part), Some(member)) = (parts.last(), inside.pop()) {
        if *part != member.name {
            break;
        }
        parts.pop();
    }
    parts
}

/// How the value of a member is written.
fn codec(service: &Service, member: &Member) -> Codec {
    let codec = json::codec(service, member, TimestampFormat::DateTime);
    match (codec, member.xml.flattened) {
        (Codec::List(item), true) => Codec::FlatList(item),
        (Codec::Map(value), true) => Codec::FlatMap(value),
        (codec, _) => codec,
    }
}
