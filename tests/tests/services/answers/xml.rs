//! Bodies of XML: of restXml, awsQuery and ec2Query.

use aws_smithy_types::date_time::Format;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codegen::model::{Member, Protocol, Service, ShapeKind, TimestampFormat};

use super::Node;

/// The members of a response's body.
type Members<'a> = [(&'a Member, Node<'a>)];

pub(super) fn rest(service: &Service, root: &str, members: &Members<'_>) -> Vec<u8> {
    let name = service
        .shapes
        .get(root)
        .and_then(|shape| shape.xml.name.as_deref());
    element(name.unwrap_or(root), members, &inner(service, members)).into_bytes()
}

pub(super) fn query(service: &Service, operation: &str, members: &Members<'_>) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?>\n<{operation}Response xmlns=\"https://example.com/\">\n  \
         <{operation}Result>{}</{operation}Result>\n  \
         <ResponseMetadata><RequestId>id-2</RequestId></ResponseMetadata>\n</{operation}Response>",
        inner(service, members)
    )
    .into_bytes()
}

pub(super) fn ec2(service: &Service, operation: &str, members: &Members<'_>) -> Vec<u8> {
    format!(
        "<{operation}Response xmlns=\"https://example.com/\"><requestId>id-2</requestId>{}</{operation}Response>",
        inner(service, members)
    )
    .into_bytes()
}

pub(super) fn error(
    service: &Service,
    protocol: &Protocol,
    code: &str,
    members: &Members<'_>,
) -> Vec<u8> {
    let named = |name: &str| {
        members
            .iter()
            .any(|(member, _)| member.name.eq_ignore_ascii_case(name))
    };
    let message = if named("message") {
        ""
    } else {
        "<Message>it is so</Message>"
    };
    let error = format!(
        "<Error><Type>Sender</Type><Code>{code}</Code>{message}{}</Error>",
        inner(service, members)
    );
    match protocol {
        Protocol::Ec2Query => {
            format!("<Response><Errors>{error}</Errors><RequestID>id-2</RequestID></Response>")
        }
        Protocol::RestXml if service.no_error_wrapping => {
            error.replace("</Error>", "<RequestId>id-2</RequestId></Error>")
        }
        _ => format!("<ErrorResponse>{error}<RequestId>id-2</RequestId></ErrorResponse>"),
    }
    .into_bytes()
}

/// An element with the attributes that these members are.
fn element(name: &str, members: &Members<'_>, inner: &str) -> String {
    let attributes = members.iter().filter(|(member, _)| member.xml.attribute);
    let attributes = attributes.filter_map(|(member, node)| {
        let name = member.xml.name.as_deref().unwrap_or(&member.name);
        Some(format!(" {name}=\"{}\"", scalar(node)?))
    });
    format!("<{name}{}>{inner}</{name}>", attributes.collect::<String>())
}

fn inner(service: &Service, members: &Members<'_>) -> String {
    let members = members.iter().filter(|(member, _)| !member.xml.attribute);
    members
        .map(|(member, node)| named(service, member, &member.name, node))
        .collect()
}

/// A member with its element, or its elements if it is flattened.
fn named(service: &Service, member: &Member, default: &str, node: &Node<'_>) -> String {
    let name = member.xml.name.as_deref().unwrap_or(default);
    let flattened = member.xml.flattened
        || service
            .shapes
            .get(&member.target.shape)
            .is_some_and(|shape| {
                shape.xml.flattened
                    && matches!(shape.kind, ShapeKind::List { .. } | ShapeKind::Map { .. })
            });
    match node {
        Node::Null => format!("<{name}/>"),
        Node::Structure(members) => element(name, members, &inner(service, members)),
        Node::List(of, items) => {
            if flattened {
                return items
                    .iter()
                    .map(|item| renamed(service, of, name, item))
                    .collect();
            }
            let items = items.iter().map(|item| named(service, of, "member", item));
            format!("<{name}>{}</{name}>", items.collect::<String>())
        }
        Node::Map([key, value], entries) => {
            let tag = if flattened { name } else { "entry" };
            let entries = entries.iter().map(|(k, v)| {
                let (k, v) = (
                    named(service, key, "key", k),
                    named(service, value, "value", v),
                );
                format!("<{tag}>{k}{v}</{tag}>")
            });
            match flattened {
                true => entries.collect(),
                false => format!("<{name}>{}</{name}>", entries.collect::<String>()),
            }
        }
        scalar_node => format!(
            "<{name}>{}</{name}>",
            scalar(scalar_node).unwrap_or_default()
        ),
    }
}

/// An item of a flattened list, which has the name of the list.
fn renamed(service: &Service, member: &Member, name: &str, node: &Node<'_>) -> String {
    let mut member = member.clone();
    member.xml.name = Some(name.to_owned());
    named(service, &member, name, node)
}

fn scalar(node: &Node<'_>) -> Option<String> {
    Some(match node {
        Node::Boolean(flag) => flag.to_string(),
        Node::Integer(number) => number.to_string(),
        Node::Float(number) => number.to_string(),
        Node::Text(text) => escaped(text),
        Node::Blob(bytes) => STANDARD.encode(bytes),
        Node::Document(value) => escaped(&value.to_string()),
        Node::Time(time, format) => time
            .fmt(match format {
                Some(TimestampFormat::EpochSeconds) => Format::EpochSeconds,
                Some(TimestampFormat::HttpDate) => Format::HttpDate,
                Some(TimestampFormat::DateTime) | None => Format::DateTime,
            })
            .ok()?,
        _ => return None,
    })
}

fn escaped(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\r', "&#xD;")
}
