//! Shapes with a type of their own, and what the service checks of values.

use std::collections::BTreeMap;

use codegen::Role;
use codegen::diagnostic::Location;
use codegen::model::{EnumValue, ErrorTraits, Member, Shape, ShapeKind, Structure};

use super::behaviour::{deprecated, docs, patch, unsupported};
use super::members::{Owner, fields, variants};
use super::sides::{Change, Class, Side, Sides, by_name, has_type, pairs};

/// All that changed about structures, unions, enums and errors.
pub(super) fn shapes(sides: &Sides<'_>) -> Vec<Change> {
    let (old, new) = (types(&sides.old), types(&sides.new));
    let (old, new) = (by_name(&old), by_name(&new));
    let mut changes = Vec::new();
    for (path, old, new) in pairs(&old, &new) {
        match (old, new) {
            (None, Some(new)) => changes.push(Change {
                class: Class::Minor,
                kind: "type-added",
                item: new.name.clone(),
                what: format!("{} added", kind(new)),
                rust: format!("`{path}` appears"),
                at: new.at.clone(),
            }),
            (Some(old), None) => changes.push(Change {
                class: Class::Breaking,
                kind: "type-removed",
                item: old.name.clone(),
                what: format!("{} removed", kind(old)),
                rust: format!("`{path}` is gone"),
                at: old.at.clone(),
            }),
            (Some(old), Some(new)) => changes.extend(shape(sides, path, old, new)),
            (None, None) => {}
        }
    }
    changes
}

/// The shapes with a type of their own, by its path.
fn types<'a>(side: &Side<'a>) -> BTreeMap<String, &'a Shape> {
    let own = side.own.values().filter(|shape| has_type(shape));
    own.map(|shape| {
        let module = if is_error(shape) {
            "types::error"
        } else {
            "types"
        };
        (
            format!("{module}::{}", side.rust.type_name(&shape.name)),
            *shape,
        )
    })
    .collect()
}

fn is_error(shape: &Shape) -> bool {
    matches!(
        &shape.kind,
        ShapeKind::Structure(Structure { error: Some(_), .. })
    )
}

fn kind(shape: &Shape) -> &'static str {
    match shape.kind {
        ShapeKind::Structure(_) if is_error(shape) => "error",
        ShapeKind::Structure(_) => "structure",
        ShapeKind::Union(_) => "union",
        _ => "enum",
    }
}

fn shape(sides: &Sides<'_>, path: &str, old: &Shape, new: &Shape) -> Vec<Change> {
    let of = (new.name.as_str(), &new.at);
    let mut changes = Vec::new();
    match (&old.kind, &new.kind) {
        (ShapeKind::Structure(before), ShapeKind::Structure(after)) => {
            let owner = Owner {
                rust: path.to_owned(),
                role: if is_error(new) {
                    Role::Exception
                } else {
                    Role::Shape
                },
                sent: sides.new.sent.contains(new.name.as_str()),
            };
            let members = (before.members.as_slice(), after.members.as_slice());
            changes.extend(fields(sides, &owner, (&old.name, &new.name), members));
            changes.extend(error(&before.error, &after.error, of));
        }
        (ShapeKind::Union(before), ShapeKind::Union(after)) => {
            let members: (&[Member], &[Member]) = (before, after);
            changes.extend(variants(sides, path, (old, new), members));
        }
        (ShapeKind::Enum(before), ShapeKind::Enum(after)) => {
            changes.extend(values(sides, path, (old, before), (new, after)));
        }
        _ => changes.push(Change {
            class: Class::Breaking,
            kind: "type-kind",
            item: new.name.clone(),
            what: format!("{} became {}", kind(old), kind(new)),
            rust: format!("`{path}` is another type"),
            at: new.at.clone(),
        }),
    }
    let what = |old: &bool, new: &bool| format!("sensitive `{old}` became `{new}`");
    let rust = "`Debug` shows or hides it";
    changes.extend(patch(
        (&old.sensitive, &new.sensitive),
        "sensitive",
        of,
        what,
        rust,
    ));
    changes.extend(docs((&old.docs, &new.docs), of));
    changes.extend(deprecated((&old.deprecated, &new.deprecated), of));
    changes.extend(unsupported((&old.unsupported, &new.unsupported), of.0));
    changes
}

/// What makes an error: nothing of it is in the API.
fn error(
    old: &Option<ErrorTraits>,
    new: &Option<ErrorTraits>,
    of: (&str, &Location),
) -> Vec<Change> {
    type Fact = fn(&ErrorTraits) -> Option<String>;
    let (Some(old), Some(new)) = (old, new) else {
        return Vec::new();
    };
    let by_code = "the client goes by the code of an error";
    let facts: [(&str, Fact, &str); 4] = [
        (
            "fault",
            |e| Some(format!("{:?}", e.fault).to_lowercase()),
            by_code,
        ),
        ("status", |e| Some(e.status?.to_string()), by_code),
        (
            "code",
            |e| e.query_code.clone(),
            "the error is recognized by another code",
        ),
        (
            "retry",
            |e| Some(format!("{:?}", e.retryable?).to_lowercase()),
            "the client retries it, or not",
        ),
    ];
    let changes = facts.into_iter().filter_map(|(name, fact, rust)| {
        let what = |old: &String, new: &String| format!("{name} {old} became {new}");
        let said = |traits| fact(traits).unwrap_or_else(|| "none".to_owned());
        patch((&said(old), &said(new)), "error-traits", of, what, rust)
    });
    changes.collect()
}

/// The values of an enum.
fn values(
    sides: &Sides<'_>,
    path: &str,
    (old_shape, old): (&Shape, &[EnumValue]),
    (new_shape, new): (&Shape, &[EnumValue]),
) -> Vec<Change> {
    let index = |values: &[EnumValue]| -> BTreeMap<String, EnumValue> {
        values
            .iter()
            .map(|value| (value.value.clone(), value.clone()))
            .collect()
    };
    let (old, new) = (index(old), index(new));
    let (old, new) = (by_name(&old), by_name(&new));
    let mut changes = Vec::new();
    for (wire, old, new) in pairs(&old, &new) {
        let before = old.map(|old| sides.old.rust.variant(&old_shape.name, old));
        let after = new.map(|new| sides.new.rust.variant(&new_shape.name, new));
        let at = new.or(old).map_or(&new_shape.at, |value| &value.at);
        let change = |class, kind, what: &str, rust: String| Change {
            class,
            kind,
            item: new_shape.name.clone(),
            what: format!("value `{wire}` {what}"),
            rust,
            at: at.clone(),
        };
        match (&before, &after) {
            (None, Some(name)) => {
                let rust = format!("`{path}::{name}` appears; the enum is non-exhaustive");
                changes.push(change(Class::Minor, "value-added", "added", rust));
            }
            (Some(name), None) => {
                let rust = format!("`{path}::{name}` is gone");
                changes.push(change(Class::Breaking, "value-removed", "removed", rust));
            }
            (Some(before), Some(after)) if before != after => {
                let rust = format!("`{path}::{before}` becomes `{after}`");
                changes.push(change(Class::Breaking, "value-renamed", "renamed", rust));
            }
            _ => {}
        }
        if let (Some(old), Some(new)) = (old, new) {
            let item = format!("{}.{wire}", new_shape.name);
            let of = (item.as_str(), at);
            changes.extend(docs((&old.docs, &new.docs), of));
            changes.extend(deprecated((&old.deprecated, &new.deprecated), of));
        }
    }
    changes
}

/// Patterns, lengths and ranges of the shapes that both sides have.
pub(super) fn constraints(sides: &Sides<'_>) -> Vec<Change> {
    let none = BTreeMap::new();
    let mut changes = Vec::new();
    for (name, shape) in &sides.new.service.shapes {
        if !sides.old.service.shapes.contains_key(name) {
            continue;
        }
        let old = sides.old.constraints.get(name).unwrap_or(&none);
        let new = sides.new.constraints.get(name).unwrap_or(&none);
        for (key, old, new) in pairs(&by_name(old), &by_name(new)) {
            let said =
                |value: Option<&&String>| value.map_or("none".to_owned(), |v| format!("`{v}`"));
            let what = |old: &String, new: &String| format!("{key} {old} became {new}");
            let rust = "the service checks it, the client does not";
            let values = (&said(old), &said(new));
            changes.extend(patch(values, "constraint", (name, &shape.at), what, rust));
        }
    }
    changes
}
