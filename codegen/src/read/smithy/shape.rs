//! Shapes and members of a Smithy AST.

use serde_json::Value;

use super::super::context;
use super::super::cursor::{Cursor, Object, collect};
use super::ast::{Ast, RawMember, RawShape};
use super::names::{Names, short};
use super::{Version, ignored, prelude};
use crate::diagnostic::{Diagnostic, Failure, Location};
use crate::model::{
    Deprecated, EnumValue, ErrorTraits, Fault, IntEnumValue, Literal, Member, Retryable, Shape,
    ShapeKind, ShapeRef, Structure, TimestampFormat, Unsupported,
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
            unsupported: traits
                .unsupported("trait", ignored::is_ignored)
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

    fn member(self, raw: &RawMember<'a>) -> Result<Member, Failure> {
        let mut traits = raw.traits.clone();
        let default = traits
            .take("smithy.api#default")
            .map(|c| literal(&c))
            .transpose()?;
        let param = traits
            .take("smithy.rules#contextParam")
            .map(|c| context::member(&c));
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
            json_name: traits
                .string("smithy.api#jsonName")?
                .filter(|name| name != raw.name),
            timestamp_format: timestamp_format(&mut traits)?,
            idempotency_token: traits.present("smithy.api#idempotencyToken"),
            host_label: traits.present("smithy.api#hostLabel"),
            context_param: param.transpose()?,
            unsupported: traits.unsupported("trait", ignored::is_ignored),
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
    unsupported.extend(traits.unsupported("trait", ignored::is_ignored));
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
    // The model has no place for it.
    traits.present("smithy.api#deprecated");
    unsupported.extend(traits.unsupported("trait", ignored::is_ignored));
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
    object.finish(&["tags"])?;
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

pub(super) fn deprecated(traits: &mut Object<'_>) -> Result<Option<Deprecated>, Failure> {
    let Some(cursor) = traits.take("smithy.api#deprecated") else {
        return Ok(None);
    };
    let mut object = cursor.object()?;
    let deprecated = Deprecated {
        message: object.string("message")?,
        since: object.string("since")?,
    };
    object.finish(&[])?;
    Ok(Some(deprecated))
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

/// `smithy.api#error` and its companions.
fn error(name: &str, traits: &mut Object<'_>) -> Result<Option<ErrorTraits>, Failure> {
    let Some(fault) = traits.take("smithy.api#error") else {
        return Ok(None);
    };
    let status = traits.take("smithy.api#httpError");
    let retryable = traits.take("smithy.api#retryable");
    let query = traits.take("aws.protocols#awsQueryError");
    Ok(Some(ErrorTraits {
        fault: match fault.string()? {
            "client" => Fault::Client,
            "server" => Fault::Server,
            other => return Err(fault.unknown("fault", other, ["client", "server"]).into()),
        },
        status: status.map(|status| status.integer()).transpose()?,
        retryable: retryable
            .map(|cursor| self::retryable(&cursor))
            .transpose()?,
        query_code: query
            .map(|cursor| query_code(&cursor))
            .transpose()?
            .filter(|code| code != name),
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

/// The status in it is that of the query protocol.
fn query_code(cursor: &Cursor<'_>) -> Result<String, Failure> {
    let mut object = cursor.object()?;
    let code = object.required_string("code")?;
    object.finish(&["httpResponseCode"])?;
    Ok(code)
}
