//! What the generated crate shows for the things of a model, as text, for those who compare models.

use super::context::Context;
use super::names;
use super::protocol;
use super::rows::Codec;
use super::types::{Presence, Role, Type, field_type, presence};
use crate::check::Spoken;
use crate::diagnostic::Failure;
use crate::model::{EnumValue, Member, Service, Shape};
use crate::slice::Rename;
use syn::Ident;

/// A service as it looks in Rust: the names and types of its generated crate.
///
/// It answers for every service, also for one that cannot be generated: what has no name in Rust
/// keeps that of the model.
#[derive(Debug)]
pub struct InRust<'a>(Context<'a>);

/// A member as it looks in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberInRust {
    /// The name of the field and its accessor, or of the variant.
    pub name: String,
    /// The type of the field, such as `Option<Vec<Tag>>`; types of the crate have no path.
    pub ty: String,
    /// Whether `build` fails without it.
    pub needed: bool,
    /// How the value is written on the wire.
    pub codec: String,
}

impl<'a> InRust<'a> {
    /// `service` with the renames of a slice. If none of its protocols can be spoken, codecs are those
    /// of awsJson.
    pub fn new(service: &'a Service, renames: &'a [Rename]) -> Self {
        let spoken = Spoken::best_of(service).unwrap_or(Spoken::AwsJson1_1);
        Self(Context::new(service, spoken, renames))
    }

    /// The shapes that have a type of their own if they are structures, unions or enums: inputs and
    /// outputs only if something else refers to them too.
    pub fn shapes(&self) -> impl Iterator<Item = &'a Shape> {
        self.0.own_shapes()
    }

    /// The type of a shape: `DBInstance` is `DbInstance`.
    pub fn type_name(&self, name: &str) -> String {
        or_name(self.0.names.type_name(&self.0.service.at, name), name)
    }

    /// The marker of an operation: `StartGUISession`.
    pub fn marker(&self, name: &str) -> String {
        or_name(self.0.names.marker(&self.0.service.at, name), name)
    }

    /// The module or method of an operation or error: `GetDisk` is `get_disk`.
    pub fn module(&self, name: &str) -> String {
        or_name(self.0.names.module(&self.0.service.at, name), name)
    }

    /// The variant of an enum's value.
    pub fn variant(&self, shape: &str, value: &EnumValue) -> String {
        let name = value.name.as_deref();
        let variant = self.0.names.variant(&value.at, shape, &value.value, name);
        or_name(variant, &value.value)
    }

    /// A member of a structure.
    pub fn field(&self, shape: &str, member: &Member, role: Role) -> MemberInRust {
        let presence = presence(&self.0, member, role);
        let (ty, codec) = self.type_of(shape, member, role);
        MemberInRust {
            name: or_name(
                self.0.names.field(&member.at, shape, &member.name),
                &member.name,
            ),
            ty: match presence {
                Presence::Optional => format!("Option<{ty}>"),
                Presence::Required(_) | Presence::Default(_) => ty,
            },
            needed: matches!(presence, Presence::Required(_)),
            codec,
        }
    }

    /// A member of a union.
    pub fn union_variant(&self, shape: &str, member: &Member) -> MemberInRust {
        let names = &self.0.names;
        let (ty, codec) = self.type_of(shape, member, Role::Shape);
        MemberInRust {
            name: or_name(
                names.variant(&member.at, shape, &member.name, None),
                &member.name,
            ),
            ty,
            needed: false,
            codec,
        }
    }

    fn type_of(&self, shape: &str, member: &Member, role: Role) -> (String, String) {
        let is_there = self.0.service.shape(&member.target).is_some();
        match field_type(&self.0, shape, member) {
            Ok(ty) if is_there => {
                let row = protocol::row(&self.0, member, role);
                (text(&ty), form(&row.codec))
            }
            _ => (member.target.shape.clone(), String::new()),
        }
    }
}

fn or_name(ident: Result<Ident, Failure>, name: &str) -> String {
    ident.map_or_else(|_| name.to_owned(), |ident| names::unraw(&ident))
}

/// A codec without what is no matter of the wire: the kind of a shape, and what must not be null.
fn form(codec: &Codec) -> String {
    match (codec, codec.inner()) {
        (Codec::Structure | Codec::Union | Codec::Enum, _) => form(&Codec::Plain),
        (Codec::NotNull(inner), _) => form(inner),
        (codec, Some(inner)) => format!("{}({})", codec.name(), form(inner)),
        (codec, None) => codec.name().to_owned(),
    }
}

fn text(ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Blob => "Blob".to_owned(),
        Type::Document => "Document".to_owned(),
        Type::BigInteger => "BigInteger".to_owned(),
        Type::BigDecimal => "BigDecimal".to_owned(),
        Type::Unit => "()".to_owned(),
        Type::Vec(item) => format!("Vec<{}>", text(item)),
        Type::Map(key, value) => format!("HashMap<{}, {}>", text(key), text(value)),
        Type::Option(inner) => format!("Option<{}>", text(inner)),
        Type::Box(inner) => format!("Box<{}>", text(inner)),
        Type::ByteStream => "ByteStream".to_owned(),
        Type::SentEvents(of, error) => {
            let (of, error) = (names::unraw(of), names::unraw(error));
            format!("EventStreamSender<{of}, {error}>")
        }
        Type::ReceivedEvents(of, error) => {
            let (of, error) = (names::unraw(of), names::unraw(error));
            format!("EventReceiver<{of}, {error}>")
        }
        Type::Shape(name) | Type::Exception(name) => names::unraw(name),
    }
}
