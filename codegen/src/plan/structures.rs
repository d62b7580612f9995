//! Structures: their fields, and the methods of these.

use std::collections::BTreeMap;

use syn::Ident;

use super::context::Context;
use super::docs::Docs;
use super::names::{self, prefixed, suffixed};
use super::protocol;
use super::rows::{At, Codec, Row};
use super::streams::{self, Held};
use super::types::{
    Deprecated, Presence, Role, Type, Zero, deprecated, field_type, filled, presence,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{Member, Shape, ShapeKind, Structure};

/// A structure with its builder and codec.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) kind: StructKind,
    pub(crate) name: Ident,
    pub(crate) builder: Ident,
    pub(crate) building: Building,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) fields: Vec<Field>,
}

/// What a structure is for, and what it has for that.
#[derive(Debug)]
pub(crate) enum StructKind {
    Input,
    Output(Ids),
    Shape,
    Exception(Exception),
}

/// What the builder of a structure holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Building {
    /// The structure itself: whatever a builder may lack, it may lack, too.
    Inside,
    /// Fields of its own.
    Apart,
}

/// The ids that the outputs of a service have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ids {
    /// That of the request.
    Request,
    /// Another one beside it.
    Extended,
}

/// What an exception is besides a structure.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The code on the wire.
    pub(crate) code: String,
    pub(crate) retry: Option<Retry>,
    /// How it is printed, if not by its Rust name alone.
    pub(crate) shown: Option<String>,
}

/// Why a call that ended with an exception may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    Client,
    Server,
    Throttling,
}

/// A member of a structure.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) set: Ident,
    pub(crate) get: Ident,
    pub(crate) row: Row,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// What is read where a response lacks it, if that is not what a builder has for it.
    pub(crate) filled: Option<Zero>,
    /// Whether the model requires it, whatever the Rust type says.
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) docs: Docs,
    /// What its setters say of it: those of a call, where people look.
    pub(crate) sentence: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
}

impl Struct {
    /// Whether a value of this structure shows secrets when printed.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.fields.iter().any(|field| field.sensitive)
    }

    /// The field that holds a stream.
    pub(crate) fn stream(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.row.at == At::Stream)
    }

    /// The fields without which `build` fails.
    pub(crate) fn required(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter();
        fields.filter(|field| matches!(field.presence, Presence::Required(_)))
    }
}

impl Building {
    fn of(kind: &StructKind, fields: &[Field]) -> Self {
        let mut fields = fields.iter();
        let may_lack_all = fields.all(|field| matches!(field.presence, Presence::Optional));
        match kind {
            // Always has metadata.
            StructKind::Exception(_) => Self::Apart,
            _ if may_lack_all => Self::Inside,
            _ => Self::Apart,
        }
    }
}

impl StructKind {
    fn role(&self) -> Role {
        match self {
            Self::Input => Role::Input,
            Self::Output(_) => Role::Output,
            Self::Shape => Role::Shape,
            Self::Exception(_) => Role::Exception,
        }
    }
}

/// The plan of a structure; `None` is the unit type.
pub(super) fn lower(
    cx: &Context<'_>,
    shape: Option<&Shape>,
    name: Ident,
    kind: StructKind,
) -> Result<Struct, Failure> {
    let members = shape.map_or(&[][..], members);
    let mut problems = Diagnostics::default();
    let mut fields = Vec::new();
    for member in members {
        let shape = shape.map_or("", |shape| &shape.name);
        fields.extend(problems.ok(field(cx, shape, member, kind.role())));
    }
    if shape.is_some_and(|shape| shape.sensitive) {
        fields.iter_mut().for_each(|field| field.sensitive = true);
    }
    one_field_a_member(&fields, members, &mut problems);
    one_key_a_member(&mut fields);
    if matches!(kind, StructKind::Exception(_))
        && fields.iter().all(|field| field.name != "message")
    {
        fields.push(message());
    }
    let module = match shape {
        Some(shape) => cx.shape_module(shape)?,
        None => cx.names.module(&cx.service.at, &name.to_string())?,
    };
    problems.finish(Struct {
        building: Building::of(&kind, &fields),
        kind,
        builder: suffixed(&name, "Builder"),
        module,
        docs: Docs::of(shape.and_then(|shape| shape.docs.as_deref()))
            .or(|| format!("The structure `{name}`.")),
        deprecated: shape.and_then(|shape| deprecated(shape.deprecated.as_ref())),
        fields,
        name,
    })
}

/// The members of a structure.
pub(super) fn members(shape: &Shape) -> &[Member] {
    match &shape.kind {
        ShapeKind::Structure(Structure { members, .. }) => members,
        _ => &[],
    }
}

/// The message that every exception has.
fn message() -> Field {
    Field {
        name: names::known("message"),
        set: names::known("set_message"),
        get: names::known("get_message"),
        row: Row {
            member: "message".to_owned(),
            at: At::Body,
            name: "message".to_owned(),
            parts: Vec::new(),
            codec: Codec::Plain,
        },
        ty: Type::String,
        presence: Presence::Optional,
        filled: None,
        required: false,
        sensitive: false,
        docs: Docs::ours("The message that came with the error."),
        sentence: None,
        deprecated: None,
    }
}

fn field(cx: &Context<'_>, shape: &str, member: &Member, role: Role) -> Result<Field, Failure> {
    let mut name = cx.names.field(&member.at, shape, &member.name)?;
    let Held {
        mut row,
        ty,
        presence,
    } = match streams::held(cx, member, role)? {
        Some(held) => held,
        None => {
            let ty = field_type(cx, shape, member)?;
            Held {
                row: protocol::row(cx, member, role).of_type(&ty),
                ty,
                presence: presence(cx, member, role),
            }
        }
    };
    // The builder of every exception has these methods, and every exception a message, which is a text.
    let is_taken = name == "meta" || name == "set_meta" || name == "message" && ty != Type::String;
    if role == Role::Exception && is_taken {
        name = suffixed(&name, "_value");
    }
    // Official clients do not send numbers and flags that are there only because of their default.
    let is_default = !member.required && matches!(presence, Presence::Default(Zero::Default));
    if role == Role::Shape && ty.is_copy() && is_default {
        row.codec = Codec::SkipZero(Box::new(row.codec));
    }
    let told = Docs::of(member.docs.as_deref()).first_sentence();
    Ok(Field {
        set: prefixed("set_", &name),
        get: prefixed("get_", &name),
        row,
        filled: filled(cx, member, role, (&ty, &presence)),
        ty,
        presence,
        required: member.required,
        sensitive: cx.is_sensitive(member),
        docs: cx.member_docs(member),
        sentence: told.filter(|_| role == Role::Input),
        deprecated: deprecated(member.deprecated.as_ref()),
        name,
    })
}

/// A member that is not in the body may be called as one that is: PutIntegration of API Gateway has
/// `httpMethod` in its path and, under that name, `integrationHttpMethod` in its body. The body keeps the key.
fn one_key_a_member(fields: &mut [Field]) {
    let is_taken = |field: &Field| {
        let mut others = fields.iter().filter(|other| other.row.at == At::Body);
        field.row.at != At::Body && others.any(|other| other.row.member == field.row.member)
    };
    let taken: Vec<bool> = fields.iter().map(is_taken).collect();
    for (field, taken) in fields.iter_mut().zip(taken) {
        if taken {
            field.row.member = format!("{}@{}", field.row.member, field.row.at.ident());
        }
    }
}

fn one_field_a_member(fields: &[Field], members: &[Member], problems: &mut Diagnostics) {
    let mut seen: BTreeMap<&Ident, &Member> = BTreeMap::new();
    for (field, member) in fields.iter().zip(members) {
        if let Some(other) = seen.insert(&field.name, member) {
            problems.push(
                Diagnostic::new(&member.at, "two members become one field")
                    .note("members", format!("`{}` and `{}`", other.name, member.name))
                    .note("field", names::unraw(&field.name))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
    for (field, member) in fields.iter().zip(members) {
        let other = fields
            .iter()
            .zip(members)
            .find(|(other, _)| field.name == other.set || field.name == other.get);
        if let Some((_, other)) = other {
            problems.push(
                Diagnostic::new(&member.at, "two members get the same method")
                    .note("members", format!("`{}` and `{}`", other.name, member.name))
                    .note("method", names::unraw(&field.name))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
}
