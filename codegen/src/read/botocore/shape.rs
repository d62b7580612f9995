//! Shapes of botocore's models.

use std::collections::BTreeSet;

use super::super::context;
use super::super::cursor::{Cursor, Object, collect};
use super::{deprecated, ignored};
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{
    EnumValue, ErrorTraits, Fault, Member, Retryable, Shape, ShapeKind, ShapeRef, Structure,
    TimestampFormat,
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
pub(super) fn shape(name: &str, cursor: &Cursor<'_>) -> Result<Shape, Failure> {
    let mut object = cursor.object()?;
    Ok(Shape {
        at: cursor.at().clone(),
        name: name.to_owned(),
        kind: kind(name, &mut object)?,
        docs: object.string("documentation")?,
        deprecated: deprecated(&mut object)?,
        sensitive: object.flag("sensitive")?,
        unsupported: object.unsupported("key", ignored::in_shape),
    })
}

fn kind(name: &str, object: &mut Object<'_>) -> Result<ShapeKind, Failure> {
    let kind = object.required("type")?;
    Ok(match kind.string()? {
        "structure" => structure(name, object)?,
        "list" => ShapeKind::List {
            member: Box::new(part("member", object)?),
            sparse: object.flag("sparse")?,
        },
        "map" => ShapeKind::Map {
            key: Box::new(part("key", object)?),
            value: Box::new(part("value", object)?),
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
fn structure(name: &str, object: &mut Object<'_>) -> Result<ShapeKind, Failure> {
    let required = object.elements("required")?;
    let names: BTreeSet<&str> = collect(&required, |name| Ok(name.string()?))?;
    let mut members: Vec<Member> = collect(object.entries("members")?, |(name, cursor)| {
        member(name, cursor.object()?)
    })?;
    for member in &mut members {
        member.required = names.contains(member.name.as_str());
    }
    all_exist(&required, &members)?;
    let error = error_traits(name, object)?;
    let is_union = object.flag("union")?;
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
fn part(name: &str, object: &mut Object<'_>) -> Result<Member, Failure> {
    let cursor = object.required(name)?;
    let mut part = cursor.object()?;
    // The name of the elements in XML.
    part.present("locationName");
    member(name, part)
}

fn member(name: &str, mut object: Object<'_>) -> Result<Member, Failure> {
    let at = object.at().clone();
    let target = ShapeRef {
        at: at.clone(),
        shape: object.required_string("shape")?,
    };
    let context_param = object
        .take("contextParam")
        .map(|c| context::member(&c))
        .transpose()?;
    // With a `location` it is the name of a header or the like.
    let json_name = if object.contains("location") {
        None
    } else {
        object.string("locationName")?
    };
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
        json_name: json_name.filter(|json_name| json_name != name),
        timestamp_format: timestamp_format(&mut object)?,
        idempotency_token: object.flag("idempotencyToken")?,
        host_label: object.flag("hostLabel")?,
        context_param,
        unsupported: object.unsupported("key", ignored::in_member),
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
