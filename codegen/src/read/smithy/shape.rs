//! Shapes and members of a Smithy AST.

use serde_json::Value;

use super::super::context;
use super::super::cursor::{Cursor, Object};
use super::ast::{Ast, RawMember, RawShape};
use super::names::{Names, short};
use super::traits::{deprecated, error};
use super::{ignored, prelude};
use crate::diagnostic::{Diagnostic, Failure, Location, collect};
use crate::model::{
    Deprecated, EnumValue, EventBinding, HttpBinding, IntEnumValue, Literal, Member, Shape,
    ShapeKind, ShapeRef, Streaming, Structure, TimestampFormat, Unsupported, Xml, XmlNamespace,
};

/// The types of shapes that hold data, for suggestions.
const TYPES: [&str; 20] = [
    "bigDecimal",
    "bigInteger",
    "blob",
    "boolean",
    "byte",
    "document",
    "double",
    "enum",
    "float",
    "intEnum",
    "integer",
    "list",
    "long",
    "map",
    "set",
    "short",
    "string",
    "structure",
    "timestamp",
    "union",
];

/// The version of an AST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// `1.0`, where numbers and booleans have defaults unless they are boxed.
    One,
    /// `2.0`.
    Two,
}

/// Makes shapes of raw shapes.
#[derive(Clone, Copy)]
pub(super) struct Shapes<'m, 'a> {
    pub(super) ast: &'m Ast<'a>,
    pub(super) names: &'m Names<'a>,
    pub(super) version: Version,
}

impl<'a> Shapes<'_, 'a> {
    /// The shape `id`, `None` if it is not in the model; `root` is where prelude shapes stand.
    pub(super) fn shape(self, id: &'a str, root: &Location) -> Result<Option<Shape>, Failure> {
        if let Some(kind) = prelude::kind(id) {
            return Ok(Some(Shape {
                at: root.clone(),
                name: self.names.of(id),
                kind,
                docs: None,
                deprecated: None,
                sensitive: false,
                streaming: None,
                media_type: None,
                xml: Xml::default(),
                unsupported: Vec::new(),
            }));
        }
        self.ast.get(id).map(|raw| self.read(raw)).transpose()
    }

    /// A reference at `at` to the shape `id`.
    pub(super) fn reference(self, at: &Location, id: &str) -> ShapeRef {
        ShapeRef {
            at: at.clone(),
            shape: self.names.of(id),
        }
    }

    fn read(self, raw: &RawShape<'a>) -> Result<Shape, Failure> {
        let mut traits = raw.traits.clone();
        let mut unsupported = raw.properties.clone().unsupported("key", |_| false);
        Ok(Shape {
            at: raw.at.clone(),
            name: self.names.of(raw.id),
            kind: self.kind(raw, &mut traits, &mut unsupported)?,
            docs: traits.string("smithy.api#documentation")?,
            deprecated: deprecated(&mut traits)?,
            sensitive: traits.present("smithy.api#sensitive"),
            streaming: streaming(&mut traits),
            media_type: traits.string("smithy.api#mediaType")?,
            xml: xml(&mut traits)?,
            unsupported: ignored::rest(traits)
                .into_iter()
                .chain(unsupported)
                .collect(),
        })
    }

    fn kind(
        self,
        raw: &RawShape<'a>,
        traits: &mut Object<'a>,
        unsupported: &mut Vec<Unsupported>,
    ) -> Result<ShapeKind, Failure> {
        Ok(match raw.kind {
            "structure" => ShapeKind::Structure(Structure {
                members: collect(&raw.members, |member| self.field(member))?,
                error: error(short(raw.id), traits)?,
            }),
            "union" => ShapeKind::Union(collect(&raw.members, |member| self.member(member))?),
            "list" | "set" => ShapeKind::List {
                member: Box::new(self.part(raw, "member")?),
                sparse: traits.present("smithy.api#sparse"),
            },
            "map" => ShapeKind::Map {
                key: Box::new(self.part(raw, "key")?),
                value: Box::new(self.part(raw, "value")?),
                sparse: traits.present("smithy.api#sparse"),
            },
            "enum" => ShapeKind::Enum(collect(&raw.members, |m| enum_value(m, unsupported))?),
            "intEnum" => {
                ShapeKind::IntEnum(collect(&raw.members, |m| int_enum_value(m, unsupported))?)
            }
            "string" => traits
                .take("smithy.api#enum")
                .map_or(Ok(ShapeKind::String), |c| {
                    collect(c.elements()?, |value| enum_trait_value(&value)).map(ShapeKind::Enum)
                })?,
            "timestamp" => ShapeKind::Timestamp(timestamp_format(traits)?),
            "blob" => ShapeKind::Blob,
            "boolean" => ShapeKind::Boolean,
            "byte" => ShapeKind::Byte,
            "short" => ShapeKind::Short,
            "integer" => ShapeKind::Integer,
            "long" => ShapeKind::Long,
            "float" => ShapeKind::Float,
            "double" => ShapeKind::Double,
            "bigInteger" => ShapeKind::BigInteger,
            "bigDecimal" => ShapeKind::BigDecimal,
            "document" => ShapeKind::Document,
            other => {
                let problem = Diagnostic::new(&raw.at, "a shape of this type holds no data");
                return Err(problem
                    .note("type", other)
                    .did_you_mean(other, TYPES)
                    .into());
            }
        })
    }

    /// The member of a list, or the key or value of a map.
    fn part(self, raw: &RawShape<'a>, name: &str) -> Result<Member, Failure> {
        let member = raw.members.iter().find(|member| member.name == name);
        self.member(
            member.ok_or_else(|| Diagnostic::new(&raw.at, format!("missing member `{name}`")))?,
        )
    }

    /// A member of a structure; in Smithy 1.0 it can have a default that nobody wrote.
    fn field(self, raw: &RawMember<'a>) -> Result<Member, Failure> {
        let mut member = self.member(raw)?;
        if self.version == Version::One && !raw.traits.contains("smithy.api#box") {
            member.default = member.default.or_else(|| self.zero(raw.target));
        }
        Ok(member)
    }

    /// What a member of this type has in Smithy 1.0 if it is not set.
    fn zero(self, target: &str) -> Option<Literal> {
        let primitive = target
            .strip_prefix("smithy.api#Primitive")
            .map(str::to_lowercase);
        let kind = match &primitive {
            Some(kind) => kind.as_str(),
            None => {
                self.ast
                    .get(target)
                    .filter(|t| !t.traits.contains("smithy.api#box"))?
                    .kind
            }
        };
        match kind {
            "boolean" => Some(Literal::Boolean(false)),
            "byte" | "short" | "integer" | "long" | "float" | "double" => {
                Some(Literal::Number(0.to_string()))
            }
            _ => None,
        }
    }

    /// Whether a string is JSON inside.
    fn is_json(self, id: &str) -> bool {
        let target = self.ast.get(id).filter(|target| target.kind == "string");
        let media_type =
            target.and_then(|target| target.traits.clone().take("smithy.api#mediaType"));
        media_type.is_some_and(|media_type| media_type.value() == "application/json")
    }

    fn member(self, raw: &RawMember<'a>) -> Result<Member, Failure> {
        let mut traits = raw.traits.clone();
        let default = traits
            .take("smithy.api#default")
            .map(|c| literal(&c))
            .transpose()?;
        let param = traits
            .take("smithy.rules#contextParam")
            .map(|c| context::member(&c));
        let http = http_binding(raw.name, &mut traits)?;
        Ok(Member {
            at: raw.at.clone(),
            name: raw.name.to_owned(),
            target: self.reference(&raw.at, raw.target),
            docs: traits.string("smithy.api#documentation")?,
            required: traits.present("smithy.api#required"),
            client_optional: traits.present("smithy.api#clientOptional"),
            default: default.flatten(),
            deprecated: deprecated(&mut traits)?,
            sensitive: traits.present("smithy.api#sensitive"),
            json_value: matches!(http, Some(HttpBinding::Header(_))) && self.is_json(raw.target),
            http,
            json_name: traits
                .string("smithy.api#jsonName")?
                .filter(|name| name != raw.name),
            xml: xml(&mut traits)?,
            event: event_binding(&mut traits),
            timestamp_format: timestamp_format(&mut traits)?,
            idempotency_token: traits.present("smithy.api#idempotencyToken"),
            host_label: traits.present("smithy.api#hostLabel"),
            endpoint_discovery_id: traits.present("aws.api#clientEndpointDiscoveryId"),
            context_param: param.transpose()?,
            unsupported: ignored::rest(traits),
        })
    }
}

fn enum_value(
    raw: &RawMember<'_>,
    unsupported: &mut Vec<Unsupported>,
) -> Result<EnumValue, Failure> {
    let mut traits = raw.traits.clone();
    let value = EnumValue {
        at: raw.at.clone(),
        name: Some(raw.name.to_owned()),
        value: traits
            .string("smithy.api#enumValue")?
            .unwrap_or_else(|| raw.name.to_owned()),
        docs: traits.string("smithy.api#documentation")?,
        deprecated: deprecated(&mut traits)?,
    };
    unsupported.extend(ignored::rest(traits));
    Ok(value)
}

fn int_enum_value(
    raw: &RawMember<'_>,
    unsupported: &mut Vec<Unsupported>,
) -> Result<IntEnumValue, Failure> {
    let mut traits = raw.traits.clone();
    let value = IntEnumValue {
        at: raw.at.clone(),
        name: raw.name.to_owned(),
        value: traits
            .take("smithy.api#enumValue")
            .ok_or_else(|| Diagnostic::new(&raw.at, "missing trait `smithy.api#enumValue`"))?
            .integer()?,
        docs: traits.string("smithy.api#documentation")?,
    };
    unsupported.extend(ignored::rest(traits));
    Ok(value)
}

/// An element of `smithy.api#enum`, the enums of Smithy 1.0.
fn enum_trait_value(cursor: &Cursor<'_>) -> Result<EnumValue, Failure> {
    let mut object = cursor.object()?;
    let value = EnumValue {
        at: cursor.at().clone(),
        name: object.string("name")?,
        value: object.required_string("value")?,
        docs: object.string("documentation")?,
        deprecated: object.flag("deprecated")?.then(Deprecated::default),
    };
    object.leave_rest_out(&["tags"]);
    Ok(value)
}

/// `smithy.api#default`; `null` takes the default of the target away.
fn literal(cursor: &Cursor<'_>) -> Result<Option<Literal>, Diagnostic> {
    Ok(Some(match cursor.value() {
        Value::Null => return Ok(None),
        Value::Bool(value) => Literal::Boolean(*value),
        Value::Number(value) => Literal::Number(value.to_string()),
        Value::String(value) => Literal::String(value.clone()),
        Value::Array(elements) if elements.is_empty() => Literal::EmptyList,
        Value::Object(members) if members.is_empty() => Literal::EmptyMap,
        _ => return Err(cursor.expected("a simple value or an empty one")),
    }))
}

/// The binding to HTTP; a member has one at most.
fn http_binding(name: &str, traits: &mut Object<'_>) -> Result<Option<HttpBinding>, Failure> {
    let own = |of: Option<String>| of.unwrap_or_else(|| name.to_owned());
    let flags = [
        ("smithy.api#httpLabel", HttpBinding::Label),
        ("smithy.api#httpQueryParams", HttpBinding::QueryParams),
        ("smithy.api#httpPayload", HttpBinding::Payload),
        ("smithy.api#httpResponseCode", HttpBinding::ResponseCode),
    ];
    type Named = fn(String) -> HttpBinding;
    let named: [(&str, Named); 3] = [
        ("smithy.api#httpQuery", HttpBinding::Query),
        ("smithy.api#httpHeader", HttpBinding::Header),
        ("smithy.api#httpPrefixHeaders", HttpBinding::PrefixHeaders),
    ];
    for (id, binding) in flags {
        if traits.present(id) {
            return Ok(Some(binding));
        }
    }
    for (id, binding) in named {
        if traits.contains(id) {
            return Ok(Some(binding(own(traits.string(id)?))));
        }
    }
    Ok(None)
}

/// What XML reads.
fn xml(traits: &mut Object<'_>) -> Result<Xml, Failure> {
    Ok(Xml {
        name: traits.string("smithy.api#xmlName")?,
        namespace: xml_namespace(traits)?,
        attribute: traits.present("smithy.api#xmlAttribute"),
        flattened: traits.present("smithy.api#xmlFlattened"),
        ec2_query_name: traits.string("aws.protocols#ec2QueryName")?,
    })
}

/// `smithy.api#xmlNamespace`.
pub(super) fn xml_namespace(traits: &mut Object<'_>) -> Result<Option<XmlNamespace>, Failure> {
    let Some(cursor) = traits.take("smithy.api#xmlNamespace") else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let namespace = XmlNamespace {
        uri: object.required_string("uri")?,
        prefix: object.string("prefix")?,
    };
    object.finish(&[])?;
    Ok(Some(namespace))
}

fn streaming(traits: &mut Object<'_>) -> Option<Streaming> {
    let known = traits.present("smithy.api#requiresLength");
    let streams = traits.present("smithy.api#streaming");
    match (streams, known) {
        (false, _) => None,
        (true, false) => Some(Streaming::AnyLength),
        (true, true) => Some(Streaming::KnownLength),
    }
}

fn event_binding(traits: &mut Object<'_>) -> Option<EventBinding> {
    if traits.present("smithy.api#eventHeader") {
        Some(EventBinding::Header)
    } else {
        let is_payload = traits.present("smithy.api#eventPayload");
        is_payload.then_some(EventBinding::Payload)
    }
}

fn timestamp_format(traits: &mut Object<'_>) -> Result<Option<TimestampFormat>, Failure> {
    let Some(format) = traits.take("smithy.api#timestampFormat") else {
        return Ok(None);
    };
    Ok(Some(match format.string()? {
        "date-time" => TimestampFormat::DateTime,
        "epoch-seconds" => TimestampFormat::EpochSeconds,
        "http-date" => TimestampFormat::HttpDate,
        other => {
            let known = ["date-time", "epoch-seconds", "http-date"];
            return Err(format.unknown("timestamp format", other, known).into());
        }
    }))
}
