//! What changes nothing in the API: documentation, deprecation, and facts that only the wire shows.

use codegen::diagnostic::Location;
use codegen::model::{Deprecated, Operation, Service, Unsupported};

use super::super::loaded::{protocol_name, scheme};
use super::sides::{Change, Class, Sides};

/// A difference of two values as a change of class patch, if there is one.
pub(super) fn patch<T: PartialEq>(
    (old, new): (&T, &T),
    kind: &'static str,
    (item, at): (&str, &Location),
    what: impl FnOnce(&T, &T) -> String,
    rust: &str,
) -> Option<Change> {
    (old != new).then(|| Change {
        class: Class::Patch,
        kind,
        item: item.to_owned(),
        what: what(old, new),
        rust: rust.to_owned(),
        at: at.clone(),
    })
}

/// A difference of documentation.
pub(super) fn docs(
    (old, new): (&Option<String>, &Option<String>),
    of: (&str, &Location),
) -> Option<Change> {
    patch(
        (old, new),
        "documentation",
        of,
        |old, new| {
            match (old, new) {
                (None, _) => "documentation added",
                (_, None) => "documentation removed",
                _ => "documentation changed",
            }
            .to_owned()
        },
        "only its documentation changes",
    )
}

/// A deprecation, which is minor, or the end of one.
pub(super) fn deprecated(
    (old, new): (&Option<Deprecated>, &Option<Deprecated>),
    (item, at): (&str, &Location),
) -> Option<Change> {
    let (class, what, rust) = match (old, new) {
        (None, Some(_)) => (Class::Minor, "deprecated", "its users get a warning"),
        (Some(_), None) => (
            Class::Patch,
            "no longer deprecated",
            "its users get no warning",
        ),
        (Some(old), Some(new)) if old != new => (
            Class::Patch,
            "deprecated in other words",
            "its users get another warning",
        ),
        _ => return None,
    };
    Some(Change {
        class,
        kind: "deprecated",
        item: item.to_owned(),
        what: what.to_owned(),
        rust: rust.to_owned(),
        at: at.clone(),
    })
}

/// What is new among the things that no client can be generated for.
pub(super) fn unsupported(
    (old, new): (&[Unsupported], &[Unsupported]),
    item: &str,
) -> impl Iterator<Item = Change> {
    new.iter()
        .filter(|new| !old.iter().any(|old| old.what == new.what))
        .map(move |unsupported| Change {
            class: Class::Breaking,
            kind: "unsupported",
            item: item.to_owned(),
            what: format!("{} appeared", unsupported.what),
            rust: "the crate cannot be generated any more".to_owned(),
            at: unsupported.at.clone(),
        })
}

/// A fact about a service: its name, itself, and what a change of it does.
type Fact = (&'static str, fn(&Service) -> &String, &'static str);

/// What [`service`] compares.
const FACTS: [Fact; 7] = [
    (
        "title",
        |s| &s.title,
        "the front page and the manifest change",
    ),
    (
        "SDK id",
        |s| &s.sdk_id,
        "user agent and retry partition change",
    ),
    ("API version", |s| &s.version, "the metadata changes"),
    (
        "target prefix",
        |s| &s.name,
        "requests name another service in `x-amz-target`",
    ),
    (
        "signing name",
        |s| &s.signing_name,
        "requests are signed for another name",
    ),
    (
        "ARN namespace",
        |s| &s.arn_namespace,
        "IAM policies name other actions",
    ),
    (
        "endpoint prefix",
        |s| &s.endpoint_prefix,
        "see the endpoint rules",
    ),
];

/// The service itself.
pub(super) fn service(sides: &Sides<'_>) -> Vec<Change> {
    let (old, new) = (sides.old.service, sides.new.service);
    let mut changes = Vec::new();
    changes.extend(docs((&old.docs, &new.docs), (&new.sdk_id, &new.at)));
    changes.extend(unsupported(
        (&old.unsupported, &new.unsupported),
        &new.sdk_id,
    ));
    changes.extend(protocols(old, new));
    for (name, fact, rust) in FACTS {
        let what = |old: &String, new: &String| format!("{name} `{old}` became `{new}`");
        let of = (new.sdk_id.as_str(), &new.at);
        changes.extend(patch((fact(old), fact(new)), "service", of, what, rust));
    }
    let schemes = |service: &Service| {
        service
            .auth
            .iter()
            .map(scheme)
            .collect::<Vec<_>>()
            .join(", ")
    };
    changes.extend(patch(
        (&schemes(old), &schemes(new)),
        "auth",
        (&new.sdk_id, &new.at),
        |old, new| format!("auth schemes {old} became {new}"),
        "requests are signed in another way",
    ));
    changes
}

/// Protocols that appear are nobody's business; one that disappears may be the one in use.
fn protocols(old: &Service, new: &Service) -> Option<Change> {
    let names = |service: &Service| -> Vec<String> {
        service
            .protocols
            .iter()
            .map(|p| protocol_name(p).to_owned())
            .collect()
    };
    let (old, now) = (names(old), names(new));
    let gone = !old.is_empty() && !old.iter().any(|name| now.contains(name));
    (old != now).then(|| Change {
        class: if gone { Class::Breaking } else { Class::Patch },
        kind: "protocol",
        item: new.sdk_id.clone(),
        what: format!("protocols {} became {}", old.join(", "), now.join(", ")),
        rust: match gone {
            true => "requests have another form, if the crate can be generated at all",
            false => "the API stays as it is",
        }
        .to_owned(),
        at: new.at.clone(),
    })
}

fn host_prefix(operation: &Operation) -> String {
    let prefix = operation.host_prefix.as_ref();
    prefix.map(ToString::to_string).unwrap_or_default()
}

/// What a call of an operation does besides its input and output.
pub(super) fn operation(old: &Operation, new: &Operation) -> Vec<Change> {
    type Fact = fn(&Operation) -> String;
    let of = (new.name.as_str(), &new.at);
    let facts: [(&'static str, &str, Fact, &str); 6] = [
        (
            "host-prefix",
            "host prefix",
            host_prefix,
            "requests go to another host",
        ),
        (
            "auth",
            "auth",
            |o| {
                let auth = o.auth.as_ref();
                auth.map_or("the service's".to_owned(), |auth| {
                    auth.iter().map(scheme).collect::<Vec<_>>().join(", ")
                })
            },
            "requests are signed in another way",
        ),
        (
            "endpoint",
            "static endpoint parameters",
            |o| format!("{:?}", o.static_context_params),
            "requests may go to another host",
        ),
        (
            "endpoint",
            "endpoint parameters",
            |o| format!("{:?}", o.operation_context_params),
            "requests may go to another host",
        ),
        (
            "compression",
            "compression",
            |o| o.request_compression.join(", "),
            "requests are compressed in another way",
        ),
        (
            "checksum",
            "required checksum",
            |o| o.checksum_required.to_string(),
            "requests have a checksum, or none",
        ),
    ];
    let mut changes: Vec<Change> = facts
        .into_iter()
        .filter_map(|(kind, name, fact, rust)| {
            let what = |old: &String, new: &String| format!("{name} `{old}` became `{new}`");
            patch((&fact(old), &fact(new)), kind, of, what, rust)
        })
        .collect();
    changes.extend(docs((&old.docs, &new.docs), of));
    changes.extend(deprecated((&old.deprecated, &new.deprecated), of));
    changes.extend(unsupported((&old.unsupported, &new.unsupported), &new.name));
    changes
}
