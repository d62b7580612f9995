//! The Rust type of a member, and what stands in for its value where that is missing.

use syn::Ident;

use super::context::Context;
use crate::diagnostic::Failure;
use crate::model::{self, Literal, Member, ShapeKind, Structure};

/// What a structure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation.
    Input,
    /// The output of an operation.
    Output,
    /// Any other.
    Shape,
    /// An error.
    Exception,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    String,
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    DateTime,
    Blob,
    Document,
    BigInteger,
    BigDecimal,
    /// The value of what has none.
    Unit,
    Vec(Box<Type>),
    Map(Box<Type>, Box<Type>),
    /// An element of a sparse list or map.
    Option(Box<Type>),
    /// Breaks a recursion.
    Box(Box<Type>),
    /// Bytes of any length.
    ByteStream,
    /// Events of this union that are sent, with the type of the errors among them.
    SentEvents(Ident, Ident),
    /// The same, received.
    ReceivedEvents(Ident, Ident),
    /// A type of `crate::types`.
    Shape(Ident),
    /// A type of `crate::types::error`.
    Exception(Ident),
}

impl Type {
    /// Whether the type is `Copy`.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(
            self,
            Self::Bool | Self::I8 | Self::I16 | Self::I32 | Self::I64 | Self::F32 | Self::F64
        )
    }

    /// How a member of this type is got and set.
    pub(crate) fn access(&self) -> Access<'_> {
        match self {
            Self::String => Access::Text,
            Self::Vec(item) => Access::List(item),
            Self::Map(key, value) => Access::Map(key, value),
            Self::Box(inner) => Access::Boxed(inner),
            ty if ty.is_copy() => Access::Copy(ty),
            ty => Access::Value(ty),
        }
    }
}

/// How a member is got and set, by its type.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Access<'a> {
    Text,
    Copy(&'a Type),
    Value(&'a Type),
    Boxed(&'a Type),
    /// A list of these items.
    List(&'a Type),
    /// A map of these keys and values.
    Map(&'a Type, &'a Type),
}

/// Whether a field is an `Option`, and what stands in for a missing value if it is not.
#[derive(Clone, Debug)]
pub(crate) enum Presence {
    Optional,
    /// `build` fails without it; where a response lacks it, the zero value stands in.
    Required(Zero),
    /// The model's default.
    Default(Zero),
}

/// A value that stands in for a missing one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Zero {
    /// `Default::default()`.
    Default,
    /// A structure, itself with what stands in for its members.
    Structure,
    /// The variant of a union that is not known.
    Unknown(Ident),
    Boxed(Box<Zero>),
    /// The epoch.
    Epoch,
    /// A string enum of this wire value.
    Parsed(String),
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(String),
}

/// `#[deprecated]`, with the model's words if it has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deprecated {
    pub(crate) note: Option<String>,
}

/// The attribute for what the model says.
pub(super) fn deprecated(of: Option<&model::Deprecated>) -> Option<Deprecated> {
    of.map(|of| Deprecated {
        note: of.message.clone(),
    })
}

/// The Rust type of what a member of `shape` targets, in a box if it would contain itself.
pub(super) fn field_type(cx: &Context<'_>, shape: &str, member: &Member) -> Result<Type, Failure> {
    let ty = type_of(cx, member)?;
    Ok(match cx.recursion.boxed(shape, &member.target.shape) {
        true => Type::Box(Box::new(ty)),
        false => ty,
    })
}

/// The Rust type of what a member targets.
pub(super) fn type_of(cx: &Context<'_>, member: &Member) -> Result<Type, Failure> {
    // Every target is there when the operations of a slice are chosen.
    let Some(target) = cx.service.shape(&member.target) else {
        return Ok(Type::Unit);
    };
    let name = || cx.names.type_name(&target.at, &target.name);
    Ok(match &target.kind {
        ShapeKind::String => Type::String,
        ShapeKind::Boolean => Type::Bool,
        ShapeKind::Byte => Type::I8,
        ShapeKind::Short => Type::I16,
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Type::I32,
        ShapeKind::Long => Type::I64,
        ShapeKind::Float => Type::F32,
        ShapeKind::Double => Type::F64,
        ShapeKind::Blob => Type::Blob,
        ShapeKind::Document => Type::Document,
        ShapeKind::Timestamp(_) => Type::DateTime,
        ShapeKind::BigInteger => Type::BigInteger,
        ShapeKind::BigDecimal => Type::BigDecimal,
        ShapeKind::Structure(Structure { error: Some(_), .. }) => Type::Exception(name()?),
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => Type::Shape(name()?),
        ShapeKind::List { member, sparse } => {
            Type::Vec(Box::new(element(type_of(cx, member)?, *sparse)))
        }
        ShapeKind::Map { key, value, sparse } => Type::Map(
            Box::new(type_of(cx, key)?),
            Box::new(element(type_of(cx, value)?, *sparse)),
        ),
        ShapeKind::Unit => Type::Unit,
    })
}

/// An element of a list or map, which may be missing if that is sparse.
fn element(ty: Type, sparse: bool) -> Type {
    match sparse {
        true => Type::Option(Box::new(ty)),
        false => ty,
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

/// What is read where a response lacks a member, if that is not what a builder has for it.
pub(super) fn filled(
    cx: &Context<'_>,
    member: &Member,
    role: Role,
    (ty, presence): (&Type, &Presence),
) -> Option<Zero> {
    let target = cx.service.shape(&member.target)?;
    if role == Role::Input || !member.required || target.streaming.is_some() {
        return None;
    }
    let zero = match (&target.kind, ty) {
        (ShapeKind::Structure(_), Type::Box(_)) => Zero::Boxed(Box::new(Zero::Structure)),
        (ShapeKind::Structure(_), _) => Zero::Structure,
        (ShapeKind::Union(_), Type::Box(inner)) => Zero::Boxed(Box::new(unknown(inner)?)),
        (ShapeKind::Union(_), ty) => unknown(ty)?,
        (kind, _) => zero(kind),
    };
    match presence {
        Presence::Required(_) => None,
        Presence::Default(default) if *default == zero => None,
        Presence::Default(_) | Presence::Optional => Some(zero),
    }
}

fn unknown(union: &Type) -> Option<Zero> {
    match union {
        Type::Shape(name) => Some(Zero::Unknown(name.clone())),
        _ => None,
    }
}

/// The value that the official crates put in place of a missing required member of a response, be its
/// default another one.
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
            _ if is_float(kind) => Zero::Float(number.parse().ok()?),
            _ => Zero::Integer(number.parse().ok()?),
        },
        (Literal::String(value), ShapeKind::Enum(_)) => Zero::Parsed(value.clone()),
        (Literal::String(value), ShapeKind::String) if value.is_empty() => Zero::Default,
        (Literal::String(value), ShapeKind::String) => Zero::String(value.clone()),
        (Literal::String(value), ShapeKind::Blob) if value.is_empty() => Zero::Default,
        _ => return None,
    })
}

fn is_number(kind: &ShapeKind) -> bool {
    let integer = matches!(
        kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::IntEnum(_)
            | ShapeKind::Long
    );
    integer || is_float(kind)
}

fn is_float(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Float | ShapeKind::Double)
}
