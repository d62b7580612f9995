//! Shapes of botocore's models.

use std::collections::BTreeSet;

use super::super::context;
use super::super::cursor::{Cursor, Object};
use super::common::{deprecated, xml_namespace};
use super::elsewhere::{Elsewhere, LocationNames};
use super::ignored;
use crate::diagnostic::{Diagnostic, Failure, collect};
use crate::model::{
    EnumValue, ErrorTraits, EventBinding, Fault, HttpBinding, Member, Retryable, Shape, ShapeKind,
    ShapeRef, Streaming, Structure, TimestampFormat, Unsupported, Xml,
};

/// The types that a shape can have, for suggestions.
const TYPES: [&str; 11] = [
    "blob",
    "boolean",
    "double",
    "float",
    "integer",
    "list",
    "long",
    "map",
    "string",
    "structure",
    "timestamp",
];

/// Reads the shape `name`.
pub(super) fn shape(
    name: &str,
    cursor: &Cursor<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<Shape, Failure> {
    let mut object = cursor.object()?;
    if object.flag("flattened")? {
        elsewhere.flattened.insert(name.to_owned());
    }
    Ok(Shape {
        at: cursor.at().clone(),
        name: name.to_owned(),
        streaming: streaming(&mut object)?,
        kind: kind(name, &mut object, elsewhere)?,
        docs: object.string("documentation")?,
        deprecated: deprecated(&mut object)?,
        sensitive: object.flag("sensitive")?,
        media_type: None,
        xml: Xml {
            name: object.string("locationName")?,
            namespace: object
                .take("xmlNamespace")
                .map(|c| xml_namespace(&c))
                .transpose()?,
            ..Xml::default()
        },
        unsupported: object.unsupported("key", ignored::in_shape),
    })
}

/// `streaming` with `requiresLength`, and `eventstream`.
fn streaming(object: &mut Object<'_>) -> Result<Option<Streaming>, Failure> {
    let known = object.flag("requiresLength")?;
    let streams = object.flag("streaming")?;
    // Read again where it makes a structure a union.
    let events = object.contains("eventstream");
    Ok(match (streams || events, known) {
        (false, _) => None,
        (true, false) => Some(Streaming::AnyLength),
        (true, true) => Some(Streaming::KnownLength),
    })
}

fn kind(
    name: &str,
    object: &mut Object<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<ShapeKind, Failure> {
    let kind = object.required("type")?;
    Ok(match kind.string()? {
        "structure" => structure(name, object, elsewhere)?,
        "list" => ShapeKind::List {
            member: Box::new(part("member", object, elsewhere)?),
            sparse: object.flag("sparse")?,
        },
        "map" => ShapeKind::Map {
            key: Box::new(part("key", object, elsewhere)?),
            value: Box::new(part("value", object, elsewhere)?),
            sparse: object.flag("sparse")?,
        },
        "string" | "character" => string(object)?,
        "blob" => ShapeKind::Blob,
        "boolean" => ShapeKind::Boolean,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "timestamp" => ShapeKind::Timestamp(timestamp_format(object)?),
        other => return Err(kind.unknown("shape type", other, TYPES).into()),
    })
}

/// A structure, a union or a document, which share a type in botocore.
fn structure(
    name: &str,
    object: &mut Object<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<ShapeKind, Failure> {
    let required = object.elements("required")?;
    let names: BTreeSet<&str> = collect(&required, |name| Ok(name.string()?))?;
    let payload = object.string("payload")?;
    let mut members: Vec<Member> = collect(object.entries("members")?, |(member, cursor)| {
        field(name, member, cursor.object()?, elsewhere)
    })?;
    for member in &mut members {
        member.required = names.contains(member.name.as_str());
        if payload.as_deref() == Some(&member.name) {
            member.http = Some(HttpBinding::Payload);
        }
    }
    all_exist(&required, &members)?;
    let error = error_traits(name, object)?;
    // What has events is a union of them.
    let is_union = object.flag("union")? | object.flag("eventstream")?;
    Ok(if object.flag("document")? {
        ShapeKind::Document
    } else if is_union {
        ShapeKind::Union(members)
    } else {
        ShapeKind::Structure(Structure { members, error })
    })
}

/// Fails if `required` names something that is not a member.
fn all_exist(required: &[Cursor<'_>], members: &[Member]) -> Result<(), Failure> {
    let known: BTreeSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
    collect(required, |cursor| {
        let name = cursor.string()?;
        if known.contains(name) {
            return Ok(());
        }
        Err(Diagnostic::new(
            cursor.at(),
            "a member is required that the structure does not have",
        )
        .note("member", name)
        .into())
    })
}

/// The member of a list, or the key or value of a map.
fn part(name: &str, object: &mut Object<'_>, elsewhere: &mut Elsewhere) -> Result<Member, Failure> {
    let cursor = object.required(name)?;
    let mut part = cursor.object()?;
    // JSON has no names of elements.
    let element = part.string("locationName")?;
    let mut member = member(name, part, elsewhere)?;
    member.xml.name = element;
    Ok(member)
}

/// The member of a structure or union.
fn field(
    shape: &str,
    name: &str,
    mut object: Object<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<Member, Failure> {
    let wire_name = object.string("locationName")?;
    let Some(location) = object.take("location") else {
        let mut member = member(name, object, elsewhere)?;
        let own = wire_name.filter(|wire_name| wire_name != name);
        match elsewhere.location_names {
            LocationNames::Json => member.json_name = own,
            LocationNames::Xml => member.xml.name = own,
        }
        return Ok(member);
    };
    let mut member = member(name, object, elsewhere)?;
    let wire_name = wire_name.unwrap_or_else(|| name.to_owned());
    let binding = match location.string()? {
        "uri" => {
            let labels = elsewhere.labels.entry(shape.to_owned()).or_default();
            labels.insert(wire_name, name.to_owned());
            HttpBinding::Label
        }
        "querystring" => HttpBinding::Query(wire_name),
        "header" => HttpBinding::Header(wire_name),
        "headers" => HttpBinding::PrefixHeaders(wire_name),
        "statusCode" => HttpBinding::ResponseCode,
        other => {
            member.unsupported.push(Unsupported {
                at: location.at().clone(),
                what: format!("location `{other}`"),
            });
            return Ok(member);
        }
    };
    member.http = Some(binding);
    Ok(member)
}

fn member(
    name: &str,
    mut object: Object<'_>,
    elsewhere: &mut Elsewhere,
) -> Result<Member, Failure> {
    let at = object.at().clone();
    let target = ShapeRef {
        at: at.clone(),
        shape: object.required_string("shape")?,
    };
    let context_param = object
        .take("contextParam")
        .map(|c| context::member(&c))
        .transpose()?;
    if object.flag("streaming")? {
        elsewhere.streams.insert(target.shape.clone());
    }
    Ok(Member {
        at,
        name: name.to_owned(),
        target,
        docs: object.string("documentation")?,
        required: false,
        client_optional: false,
        default: None,
        deprecated: deprecated(&mut object)?,
        sensitive: object.flag("sensitive")?,
        http: None,
        json_name: None,
        json_value: object.flag("jsonvalue")?,
        xml: xml(&mut object)?,
        event: event(&mut object)?,
        timestamp_format: timestamp_format(&mut object)?,
        idempotency_token: object.flag("idempotencyToken")?,
        host_label: object.flag("hostLabel")?,
        endpoint_discovery_id: object.flag("endpointdiscoveryid")?,
        context_param,
        unsupported: object.unsupported("key", ignored::in_member),
    })
}

/// What XML reads, but for the name.
fn xml(object: &mut Object<'_>) -> Result<Xml, Failure> {
    Ok(Xml {
        name: None,
        namespace: object
            .take("xmlNamespace")
            .map(|c| xml_namespace(&c))
            .transpose()?,
        attribute: object.flag("xmlAttribute")?,
        flattened: object.flag("flattened")?,
        ec2_query_name: object.string("queryName")?,
    })
}

/// `eventheader` and `eventpayload`.
fn event(object: &mut Object<'_>) -> Result<Option<EventBinding>, Failure> {
    let (header, payload) = (object.flag("eventheader")?, object.flag("eventpayload")?);
    Ok(match (header, payload) {
        (true, _) => Some(EventBinding::Header),
        (_, true) => Some(EventBinding::Payload),
        (false, false) => None,
    })
}

/// A string, with or without known values.
fn string(object: &mut Object<'_>) -> Result<ShapeKind, Failure> {
    let Some(values) = object.take("enum") else {
        return Ok(ShapeKind::String);
    };
    collect(values.elements()?, |cursor| {
        Ok(EnumValue {
            at: cursor.at().clone(),
            name: None,
            value: cursor.string()?.to_owned(),
            docs: None,
            deprecated: None,
        })
    })
    .map(ShapeKind::Enum)
}

fn timestamp_format(object: &mut Object<'_>) -> Result<Option<TimestampFormat>, Failure> {
    let Some(format) = object.take("timestampFormat") else {
        return Ok(None);
    };
    Ok(Some(match format.string()? {
        "iso8601" => TimestampFormat::DateTime,
        "unixTimestamp" => TimestampFormat::EpochSeconds,
        "rfc822" => TimestampFormat::HttpDate,
        other => {
            let known = ["iso8601", "unixTimestamp", "rfc822"];
            return Err(format.unknown("timestamp format", other, known).into());
        }
    }))
}

/// `exception`, `fault`, `error` and `retryable`.
fn error_traits(name: &str, object: &mut Object<'_>) -> Result<Option<ErrorTraits>, Failure> {
    let is_exception = object.flag("exception")?;
    let is_fault = object.flag("fault")?;
    let retryable = object
        .take("retryable")
        .map(|c| retryable(&c))
        .transpose()?;
    let details = object.take("error");
    if !is_exception && !is_fault && details.is_none() {
        return Ok(None);
    }
    let (mut status, mut code, mut sender) = (None, None, None);
    if let Some(details) = details {
        let mut details = details.object()?;
        status = details
            .take("httpStatusCode")
            .map(|status| status.integer())
            .transpose()?;
        code = details.string("code")?;
        sender = details
            .take("senderFault")
            .map(|sender| sender.boolean())
            .transpose()?;
        details.finish(&["fault"])?;
    }
    let is_server = is_fault || !sender.unwrap_or(status.is_none_or(|status: u16| status < 500));
    Ok(Some(ErrorTraits {
        fault: if is_server {
            Fault::Server
        } else {
            Fault::Client
        },
        status,
        retryable,
        query_code: code.filter(|code| code != name),
    }))
}

fn retryable(cursor: &Cursor<'_>) -> Result<Retryable, Failure> {
    let mut object = cursor.object()?;
    let throttling = object.flag("throttling")?;
    object.finish(&[])?;
    Ok(if throttling {
        Retryable::Throttling
    } else {
        Retryable::Transient
    })
}
