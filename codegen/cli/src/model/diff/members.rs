//! Members: the fields of structures and the variants of unions.

use std::collections::BTreeMap;

use codegen::diagnostic::Location;
use codegen::model::{Member, Shape, Unsupported};
use codegen::{MemberInRust, Role};

use super::behaviour::{deprecated, docs, patch, unsupported};
use super::sides::{Change, Class, Side, Sides, has_type, pairs};

/// What has the members that are compared.
#[derive(Debug)]
pub(super) struct Owner {
    /// Its path in Rust.
    pub(super) rust: String,
    /// What it is for.
    pub(super) role: Role,
    /// Whether it is sent to the service, so that what it requires must be given.
    pub(super) sent: bool,
}

impl Owner {
    /// A change of a member.
    fn change(
        &self,
        class: Class,
        kind: &'static str,
        (item, at): (&str, &Location),
        what: impl Into<String>,
        rust: impl Into<String>,
    ) -> Change {
        Change {
            class,
            kind,
            item: item.to_owned(),
            what: what.into(),
            rust: rust.into(),
            at: at.clone(),
        }
    }
}

/// A member on one side, and how it looks in Rust.
type Seen<'a> = (&'a Member, MemberInRust);

/// All that changed about the members of a structure; `names` are those of the shapes.
pub(super) fn fields(
    sides: &Sides<'_>,
    owner: &Owner,
    names: (&str, &str),
    members: (&[Member], &[Member]),
) -> Vec<Change> {
    let seen =
        |side: &Side<'_>, shape: &str, member: &Member| side.rust.field(shape, member, owner.role);
    let old = index(members.0, |member| seen(&sides.old, names.0, member));
    let new = index(members.1, |member| seen(&sides.new, names.1, member));
    let could_fail = owner.role != Role::Input && old.values().any(|(_, in_rust)| in_rust.needed);
    let mut changes = Vec::new();
    for (name, old, new) in pairs(&old, &new) {
        let item = format!("{}.{name}", names.1);
        match (old, new) {
            (None, Some(new)) => changes.extend(added(owner, could_fail, &item, new)),
            (Some(old), None) => changes.extend(removed(owner, &item, old)),
            (Some(old), Some(new)) => changes.extend(changed(sides, owner, &item, (old, new))),
            (None, None) => {}
        }
    }
    changes.extend(order(owner, names.1, members));
    changes
}

fn index<'a>(
    members: &'a [Member],
    in_rust: impl Fn(&Member) -> MemberInRust,
) -> BTreeMap<&'a str, Seen<'a>> {
    let members = members.iter();
    members
        .map(|member| (member.name.as_str(), (member, in_rust(member))))
        .collect()
}

/// Every error has a message, whether or not the model gives it one.
fn is_message(owner: &Owner, in_rust: &MemberInRust) -> bool {
    owner.role == Role::Exception && in_rust.name == "message" && in_rust.ty == "Option<String>"
}

fn added(
    owner: &Owner,
    could_fail: bool,
    item: &str,
    (member, in_rust): &Seen<'_>,
) -> Option<Change> {
    let (name, ty) = (&in_rust.name, &in_rust.ty);
    let path = &owner.rust;
    let appears = format!("the field `{name}: {ty}` of `{path}` appears");
    let of = (item, &member.at);
    if is_message(owner, in_rust) {
        let rust = "every error had a message before";
        return Some(owner.change(Class::Patch, "member-added", of, "member added", rust));
    }
    let (class, what, rust) = match (in_rust.needed, member.required) {
        (true, _) if !could_fail => (
            Class::Breaking,
            "required member added",
            format!("{appears}; `build` gives a `Result` now"),
        ),
        (true, _) if owner.sent => (
            Class::Breaking,
            "required member added",
            format!("{appears}; `build` fails without it"),
        ),
        (_, true) if owner.sent => (
            Class::Breaking,
            "required member added",
            format!("{appears}; the service refuses requests without it"),
        ),
        _ => (Class::Minor, "member added", appears),
    };
    Some(owner.change(class, "member-added", of, what, rust))
}

fn removed(owner: &Owner, item: &str, (member, in_rust): &Seen<'_>) -> Option<Change> {
    let of = (item, &member.at);
    if is_message(owner, in_rust) {
        let rust = "every error has a message all the same";
        return Some(owner.change(Class::Patch, "member-removed", of, "member removed", rust));
    }
    let rust = format!("the field `{}` of `{}` is gone", in_rust.name, owner.rust);
    Some(owner.change(
        Class::Breaking,
        "member-removed",
        of,
        "member removed",
        rust,
    ))
}

fn changed(
    sides: &Sides<'_>,
    owner: &Owner,
    item: &str,
    ((old, old_rust), (new, new_rust)): (&Seen<'_>, &Seen<'_>),
) -> Vec<Change> {
    let of = (item, &new.at);
    let mut changes = Vec::new();
    let field = format!("`{}.{}`", owner.rust, new_rust.name);
    if old_rust.name != new_rust.name {
        let rust = format!("the field `{}` becomes {field}", old_rust.name);
        changes.push(owner.change(
            Class::Breaking,
            "member-renamed",
            of,
            "member renamed",
            rust,
        ));
    }
    let required = match (old.required, new.required) {
        (false, true) => Some("became required"),
        (true, false) => Some("is no longer required"),
        _ => None,
    };
    if old_rust.ty != new_rust.ty {
        let what = required.unwrap_or("has another type");
        let kind = if required.is_some() {
            "member-required"
        } else {
            "member-type"
        };
        let rust = format!("{field} is `{}` instead of `{}`", new_rust.ty, old_rust.ty);
        let rust = rust + builds(old_rust.needed, new_rust.needed);
        changes.push(owner.change(Class::Breaking, kind, of, what, rust));
    } else if let Some(what) = required {
        let (class, rust) = match (owner.sent, new.required) {
            (true, true) => (
                Class::Breaking,
                "builders without it make requests that are refused",
            ),
            (true, false) => (Class::Patch, "builders may leave it out"),
            (false, _) => (Class::Patch, "the type stays optional"),
        };
        changes.push(owner.change(class, "member-required", of, what, rust));
    }
    changes.extend(details(sides, of, ((old, old_rust), (new, new_rust))));
    changes
}

/// What a change of presence does to builders.
fn builds(before: bool, after: bool) -> &'static str {
    match (before, after) {
        (false, true) => "; builders fail without it",
        (true, false) => "; builders do not need it",
        _ => "",
    }
}

/// What does not show in the API.
fn details(
    sides: &Sides<'_>,
    of: (&str, &Location),
    ((old, old_rust), (new, new_rust)): ((&Member, &MemberInRust), (&Member, &MemberInRust)),
) -> Vec<Change> {
    let mut changes = traits((old, new), of);
    if old_rust.ty == new_rust.ty {
        let codecs = (&old_rust.codec, &new_rust.codec);
        let what = |old: &String, new: &String| format!("codec {old} became {new}");
        let rust = "the value is written in another way";
        changes.extend(patch(codecs, "codec", of, what, rust));
        let targets = (&old.target.shape, &new.target.shape);
        let what = |old: &String, new: &String| format!("`{old}` became `{new}`");
        if codecs.0 == codecs.1 && is_nameless(&sides.new, new) {
            let rust = "the type is the same";
            changes.extend(patch(targets, "member-target", of, what, rust));
        }
    }
    let documentation = (&docs_of(&sides.old, old), &docs_of(&sides.new, new));
    changes.extend(docs(documentation, of));
    changes.extend(deprecated((&old.deprecated, &new.deprecated), of));
    changes.extend(unsupported((&old.unsupported, &new.unsupported), of.0));
    let streams = (streams(&sides.old, old), streams(&sides.new, new));
    changes.extend(unsupported(
        (streams.0.as_slice(), streams.1.as_slice()),
        of.0,
    ));
    changes
}

/// That the value of a member is a stream, which no protocol that is spoken has.
fn streams(side: &Side<'_>, member: &Member) -> Option<Unsupported> {
    let shape = side.service.shape(&member.target)?;
    shape.streaming.map(|_| Unsupported {
        at: shape.at.clone(),
        what: "trait `smithy.api#streaming`".to_owned(),
    })
}

/// The traits of a member that its type does not show.
fn traits((old, new): (&Member, &Member), of: (&str, &Location)) -> Vec<Change> {
    type Fact = fn(&Member) -> String;
    let facts: [(&'static str, &str, Fact, &str); 6] = [
        (
            "sensitive",
            "sensitive",
            |m| m.sensitive.to_string(),
            "`Debug` shows or hides it",
        ),
        (
            "json-name",
            "name in JSON",
            |m| m.json_name.clone().unwrap_or_else(|| m.name.clone()),
            "protocols with such names use the new one",
        ),
        (
            "idempotency-token",
            "idempotency token",
            |m| m.idempotency_token.to_string(),
            "the client fills it in, or does not",
        ),
        (
            "host-label",
            "host label",
            |m| m.host_label.to_string(),
            "it is part of the host, or not",
        ),
        (
            "endpoint",
            "endpoint parameter",
            |m| m.context_param.clone().unwrap_or_default(),
            "requests may go to another host",
        ),
        (
            "default",
            "default",
            |m| {
                let default = m.default.as_ref();
                default.map_or("none".to_owned(), |default| format!("{default:?}"))
            },
            "another value stands in for a missing one",
        ),
    ];
    let changes = facts.into_iter().filter_map(|(kind, name, fact, rust)| {
        let what = |old: &String, new: &String| format!("{name} `{old}` became `{new}`");
        patch((&fact(old), &fact(new)), kind, of, what, rust)
    });
    changes.collect()
}

/// The documentation of a member, or of its type.
fn docs_of(side: &Side<'_>, member: &Member) -> Option<String> {
    let of_type = || {
        side.service
            .shape(&member.target)
            .and_then(|shape| shape.docs.clone())
    };
    member.docs.clone().or_else(of_type)
}

/// Whether the member's shape has no type of its own: another shape in its place may be the same.
fn is_nameless(side: &Side<'_>, member: &Member) -> bool {
    side.service
        .shape(&member.target)
        .is_none_or(|shape| !has_type(shape))
}

/// The order of the members that both sides have.
fn order(owner: &Owner, name: &str, (old, new): (&[Member], &[Member])) -> Option<Change> {
    let common = |these: &[Member], those: &[Member]| -> Vec<String> {
        let names = these.iter().map(|member| member.name.clone());
        names
            .filter(|name| those.iter().any(|member| member.name == *name))
            .collect()
    };
    let at = &new.first()?.at;
    let rust = "`Debug` and the wire have them in the new order";
    patch(
        (&common(old, new), &common(new, old)),
        "order",
        (name, at),
        |_, _| format!("members of `{}` in another order", owner.rust),
        rust,
    )
}

/// All that changed about the members of a union.
pub(super) fn variants(
    sides: &Sides<'_>,
    rust: &str,
    (old_shape, new_shape): (&Shape, &Shape),
    members: (&[Member], &[Member]),
) -> Vec<Change> {
    let owner = Owner {
        rust: rust.to_owned(),
        role: Role::Shape,
        sent: false,
    };
    let old = index(members.0, |m| {
        sides.old.rust.union_variant(&old_shape.name, m)
    });
    let new = index(members.1, |m| {
        sides.new.rust.union_variant(&new_shape.name, m)
    });
    let mut changes = Vec::new();
    for (name, old, new) in pairs(&old, &new) {
        let item = format!("{}.{name}", new_shape.name);
        let variant =
            |in_rust: &MemberInRust| format!("`{rust}::{}({})`", in_rust.name, in_rust.ty);
        match (old, new) {
            (None, Some((member, in_rust))) => changes.push(owner.change(
                Class::Minor,
                "member-added",
                (&item, &member.at),
                "member added",
                format!("{} appears; the enum is non-exhaustive", variant(in_rust)),
            )),
            (Some((member, in_rust)), None) => changes.push(owner.change(
                Class::Breaking,
                "member-removed",
                (&item, &member.at),
                "member removed",
                format!("{} is gone", variant(in_rust)),
            )),
            (Some(old), Some(new)) => changes.extend(changed(sides, &owner, &item, (old, new))),
            (None, None) => {}
        }
    }
    changes
}
