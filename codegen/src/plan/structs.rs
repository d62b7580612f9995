//! Structures: fields, their Rust types, their codecs, and what stands in for a missing value.

use std::collections::BTreeMap;

use syn::Ident;

use super::lower::Context;
use super::names::{self, prefixed, suffixed};
use super::{Codec, Docs, Exception, Field, Presence, Role, Struct, Type, Zero};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{Deprecated, Literal, Member, Shape, ShapeKind, Structure, TimestampFormat};

impl Struct {
    /// Whether a value of this structure shows secrets when printed.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.fields.iter().any(|field| field.sensitive)
    }

    /// Whether `build` can fail.
    pub(crate) fn build_fails(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field.presence, Presence::Required(_)))
    }
}

/// The plan of a structure; `None` is the unit type.
pub(super) fn lower(
    cx: &Context<'_>,
    shape: Option<&Shape>,
    name: Ident,
    role: Role,
) -> Result<Struct, Failure> {
    let none = Structure::default();
    let structure = match shape.map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(structure)) => structure,
        _ => &none,
    };
    let mut problems = Diagnostics::default();
    let mut fields = Vec::new();
    for member in &structure.members {
        let shape = shape.map_or("", |shape| &shape.name);
        fields.extend(problems.ok(field(cx, shape, member, role)));
    }
    one_field_a_member(&fields, structure, &mut problems);
    let module = match shape {
        Some(shape) => cx.names.module(&shape.at, &shape.name)?,
        None => cx.names.module(&cx.service.at, &name.to_string())?,
    };
    problems.finish(Struct {
        role,
        builder: suffixed(&name, "Builder"),
        module: reserved_module(module),
        docs: Docs::of(shape.and_then(|shape| shape.docs.as_deref()))
            .or(|| format!("The structure `{name}`.")),
        deprecated: shape.and_then(|shape| deprecated(shape.deprecated.as_ref())),
        fields,
        exception: None,
        name,
    })
}

/// The plan of an error structure, which always has a message.
pub(super) fn exception(cx: &Context<'_>, shape: &Shape) -> Result<Struct, Failure> {
    let name = cx.names.type_name(&shape.at, &shape.name)?;
    let mut lowered = lower(cx, Some(shape), name, Role::Exception)?;
    let ShapeKind::Structure(Structure {
        error: Some(error), ..
    }) = &shape.kind
    else {
        return Ok(lowered);
    };
    match lowered.fields.iter().find(|field| field.name == "message") {
        None => lowered.fields.push(message()),
        Some(field) if field.ty == Type::String => {}
        Some(field) => {
            return Err(
                Diagnostic::new(&shape.at, "the message of an error must be a string")
                    .note("member", &field.wire)
                    .into(),
            );
        }
    }
    lowered.exception = Some(Exception {
        code: error
            .query_code
            .clone()
            .unwrap_or_else(|| shape.name.clone()),
        retryable: error.retryable,
    });
    Ok(lowered)
}

/// Modules that a shape's module must not take the name of.
fn reserved_module(module: Ident) -> Ident {
    if module == "error" || module == "builders" {
        suffixed(&module, "_")
    } else {
        module
    }
}

pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> Option<Option<String>> {
    deprecated.map(|deprecated| deprecated.message.clone())
}

fn message() -> Field {
    Field {
        name: names::known("message"),
        set: names::known("set_message"),
        get: names::known("get_message"),
        wire: "message".to_owned(),
        ty: Type::String,
        codec: Codec::Plain,
        presence: Presence::Optional,
        required: false,
        sensitive: false,
        docs: Docs::ours("The message that came with the error."),
        deprecated: None,
    }
}

fn field(cx: &Context<'_>, shape: &str, member: &Member, role: Role) -> Result<Field, Failure> {
    let mut name = cx.names.field(&member.at, shape, &member.name)?;
    if role == Role::Exception && (name == "meta" || name == "set_meta") {
        // The builder of every exception has these methods.
        name = suffixed(&name, "_value");
    }
    let (mut ty, codec) = type_of(cx, member)?;
    if cx.recursion.boxed(shape, &member.target.shape) {
        ty = Type::Box(Box::new(ty));
    }
    let target = cx.service.shape(&member.target);
    Ok(Field {
        set: prefixed("set_", &name),
        get: prefixed("get_", &name),
        wire: wire_name(member),
        presence: presence(cx, member, role),
        required: member.required,
        sensitive: member.sensitive || target.is_some_and(|target| target.sensitive),
        docs: member_docs(cx, member),
        deprecated: deprecated(member.deprecated.as_ref()),
        name,
        ty,
        codec,
    })
}

/// The key in awsJson, which does not know `@jsonName`.
pub(super) fn wire_name(member: &Member) -> String {
    member.name.clone()
}

/// The documentation of a member, or of its type if it has none of its own.
pub(super) fn member_docs(cx: &Context<'_>, member: &Member) -> Docs {
    let inherited = || {
        let of_type = cx
            .service
            .shape(&member.target)
            .map(|shape| Docs::of(shape.docs.as_deref()));
        let summary = of_type.map(|docs| docs.summary()).unwrap_or_default();
        if summary.is_empty() {
            format!("The member `{}`.", member.name.replace('`', "'"))
        } else {
            summary
        }
    };
    Docs::of(member.docs.as_deref()).or(inherited)
}

fn one_field_a_member(fields: &[Field], structure: &Structure, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<&Ident, &Field> = BTreeMap::new();
    for (field, member) in fields.iter().zip(&structure.members) {
        if let Some(other) = seen.insert(&field.name, field) {
            problems.push(
                Diagnostic::new(&member.at, "two members become one field")
                    .note("members", format!("`{}` and `{}`", other.wire, field.wire))
                    .note("field", names::unraw(&field.name))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
    for (field, member) in fields.iter().zip(&structure.members) {
        let other = fields
            .iter()
            .find(|other| field.name == other.set || field.name == other.get);
        if let Some(other) = other {
            problems.push(
                Diagnostic::new(&member.at, "two members get the same method")
                    .note("members", format!("`{}` and `{}`", other.wire, field.wire))
                    .note("method", names::unraw(&field.name))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
}

/// The Rust type and the codec of what a member targets.
pub(super) fn type_of(cx: &Context<'_>, member: &Member) -> Result<(Type, Codec), Failure> {
    let wrong = |message: &str| {
        let problem = Diagnostic::new(&member.target.at, message);
        Failure::from(problem.note("shape", &member.target.shape))
    };
    let missing = || wrong("member targets a shape that is not in the model");
    let target = cx.service.shape(&member.target).ok_or_else(missing)?;
    let plain = |ty| Ok((ty, Codec::Plain));
    let integer = |ty| Ok((ty, Codec::Integer));
    match &target.kind {
        ShapeKind::String => plain(Type::String),
        ShapeKind::Boolean => plain(Type::Bool),
        ShapeKind::Byte => integer(Type::I8),
        ShapeKind::Short => integer(Type::I16),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => integer(Type::I32),
        ShapeKind::Long => integer(Type::I64),
        ShapeKind::Float => Ok((Type::F32, Codec::Float)),
        ShapeKind::Double => Ok((Type::F64, Codec::Float)),
        ShapeKind::Blob => Ok((Type::Blob, Codec::Base64)),
        ShapeKind::Document => Ok((Type::Document, Codec::Doc)),
        ShapeKind::Timestamp(of_shape) => Ok((
            Type::DateTime,
            timestamp(member.timestamp_format.or(*of_shape)),
        )),
        ShapeKind::Structure(Structure { error: Some(_), .. }) => plain(Type::Exception(
            cx.names.type_name(&target.at, &target.name)?,
        )),
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => {
            plain(Type::Shape(cx.names.type_name(&target.at, &target.name)?))
        }
        ShapeKind::List { member, sparse } => {
            let (ty, codec) = type_of(cx, member)?;
            Ok(match sparse {
                false => (Type::Vec(Box::new(ty)), Codec::List(Box::new(codec))),
                true => (Type::Vec(optional(ty)), Codec::SparseList(Box::new(codec))),
            })
        }
        ShapeKind::Map { key, value, sparse } => {
            let (key, _) = type_of(cx, key)?;
            let (ty, codec) = type_of(cx, value)?;
            Ok(match sparse {
                false => (
                    Type::Map(Box::new(key), Box::new(ty)),
                    Codec::Map(Box::new(codec)),
                ),
                true => (
                    Type::Map(Box::new(key), optional(ty)),
                    Codec::SparseMap(Box::new(codec)),
                ),
            })
        }
        ShapeKind::BigInteger => Ok((Type::BigInteger, Codec::BigInt)),
        ShapeKind::BigDecimal => Ok((Type::BigDecimal, Codec::BigDec)),
        ShapeKind::Unit => Err(wrong("only a member of a union can be without a value")),
    }
}

fn optional(ty: Type) -> Box<Type> {
    Box::new(Type::Option(Box::new(ty)))
}

fn timestamp(format: Option<TimestampFormat>) -> Codec {
    match format {
        None | Some(TimestampFormat::EpochSeconds) => Codec::EpochSeconds,
        Some(TimestampFormat::DateTime) => Codec::DateTimeOffset,
        Some(TimestampFormat::HttpDate) => Codec::HttpDate,
    }
}

/// Smithy's nullability for a careful client: members of inputs, and structures and unions anywhere,
/// are optional; others are not if they are required or have a default.
pub(super) fn presence(cx: &Context<'_>, member: &Member, role: Role) -> Presence {
    let target = cx.service.shape(&member.target).map(|shape| &shape.kind);
    let always = matches!(
        target,
        Some(ShapeKind::Structure(_) | ShapeKind::Union(_)) | None
    );
    if role == Role::Input || member.client_optional || always {
        return Presence::Optional;
    }
    match (&member.default, target) {
        (Some(default), Some(kind)) => {
            default_value(default, kind).map_or(Presence::Optional, Presence::Default)
        }
        (None, Some(kind)) if member.required => Presence::Required(zero(kind)),
        _ => Presence::Optional,
    }
}

/// The value that the official crates put in place of a missing required member of a response.
fn zero(kind: &ShapeKind) -> Zero {
    match kind {
        ShapeKind::Timestamp(_) => Zero::Epoch,
        ShapeKind::Enum(_) => Zero::Parsed("no value was set".to_owned()),
        _ => Zero::Default,
    }
}

fn default_value(default: &Literal, kind: &ShapeKind) -> Option<Zero> {
    Some(match (default, kind) {
        (Literal::Boolean(false), ShapeKind::Boolean)
        | (Literal::EmptyList, ShapeKind::List { .. })
        | (Literal::EmptyMap, ShapeKind::Map { .. } | ShapeKind::Document) => Zero::Default,
        (Literal::Boolean(value), ShapeKind::Boolean) => Zero::Boolean(*value),
        (Literal::Number(number), ShapeKind::Timestamp(_)) if number == "0" => Zero::Epoch,
        (Literal::Number(number), kind) if is_number(kind) => match number.as_str() {
            "0" | "0.0" => Zero::Default,
            _ => Zero::Number(number.clone()),
        },
        (Literal::String(value), ShapeKind::Enum(_)) => Zero::Parsed(value.clone()),
        (Literal::String(value), ShapeKind::String) if value.is_empty() => Zero::Default,
        (Literal::String(value), ShapeKind::String) => Zero::String(value.clone()),
        (Literal::String(value), ShapeKind::Blob) if value.is_empty() => Zero::Default,
        _ => return None,
    })
}

fn is_number(kind: &ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::IntEnum(_)
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
    )
}
