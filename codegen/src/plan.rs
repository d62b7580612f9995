//! The Rust-shaped plan: everything that [`emit`](crate::emit) prints, with every decision taken.
//!
//! A plan has identifiers, types, codecs and Markdown lines; it has no tokens and no file contents.

mod docs;
mod endpoint;
mod enums;
mod example;
mod lower;
pub(crate) mod names;
mod operations;
mod paginators;
mod recursion;
mod structs;
mod view;
mod waiters;

use syn::Ident;

use crate::model::Protocol;
pub(crate) use docs::Docs;
pub(crate) use endpoint::{
    Block, BuiltIn, Case, Condition, Endpoint, Expected, Param, Property, Rule, Then, Value,
};
pub(crate) use lower::plan;
pub use view::{InRust, MemberInRust};
pub(crate) use waiters::{Acceptor, Matcher, Pages, Subject, Text, Waiter, WaiterKind};

/// A generated crate.
#[derive(Debug)]
pub(crate) struct Crate {
    pub(crate) package: Package,
    pub(crate) service: Service,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structs: Vec<Struct>,
    pub(crate) exceptions: Vec<Struct>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) unions: Vec<Union>,
    /// The variants of `crate::Error`.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) endpoint: Endpoint,
    pub(crate) waiters: Vec<Waiter>,
    /// The modules of the runtime that nothing in this crate needs.
    pub(crate) unused_runtime: Vec<&'static str>,
}

/// The manifest's facts.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The name of the library target.
    pub(crate) library: String,
    pub(crate) keyword: String,
}

/// What the runtime must know of the service.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) title: String,
    /// The title and the API version as Markdown.
    pub(crate) shown_title: String,
    pub(crate) shown_version: String,
    pub(crate) sdk_id: String,
    pub(crate) user_agent_id: String,
    pub(crate) signing_name: String,
    pub(crate) target_prefix: String,
    pub(crate) protocol: Protocol,
    pub(crate) query_compatible: bool,
    pub(crate) docs: Docs,
    /// The auth schemes of the service, then those of operations that differ.
    pub(crate) auth: Vec<Auth>,
    pub(crate) auth_of: Vec<(String, Vec<Auth>)>,
}

/// An auth scheme that the runtime has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    SigV4,
    NoAuth,
}

/// An operation and the shapes that are its own.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name on the wire.
    pub(crate) name: String,
    pub(crate) marker: Ident,
    pub(crate) module: Ident,
    /// The client's method.
    pub(crate) method: Ident,
    pub(crate) fluent: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
    pub(crate) input: Struct,
    pub(crate) output: Struct,
    pub(crate) error: Ident,
    pub(crate) errors: Vec<ErrorVariant>,
    /// `{service}.{operation}`, the name of its tracing span.
    pub(crate) span: String,
    /// The input field that takes an idempotency token.
    pub(crate) idempotency_token: Option<Ident>,
    pub(crate) host_prefix: Option<HostPrefix>,
    /// Endpoint parameters that the operation fills.
    pub(crate) endpoint_params: Vec<EndpointParam>,
    pub(crate) paginator: Option<Paginator>,
    /// The fields that the model requires, each with a literal for an example if there is one.
    pub(crate) example: Vec<(Ident, Option<&'static str>)>,
}

/// How an operation's pages follow each other.
#[derive(Debug)]
pub(crate) struct Paginator {
    pub(crate) name: Ident,
    pub(crate) items_name: Ident,
    pub(crate) token: Ident,
    pub(crate) token_type: Type,
    pub(crate) next: Vec<Step>,
    /// Where the output says whether there is more, if it does.
    pub(crate) more: Option<Vec<Step>>,
    /// The input field with the size of a page.
    pub(crate) page_size: Option<(Ident, Type)>,
    pub(crate) items: Option<Items>,
}

/// The items of a page.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) path: Vec<Step>,
    /// The type of an item; two for the entries of a map.
    pub(crate) item: Vec<Type>,
}

/// A step on a path through structures.
#[derive(Debug)]
pub(crate) enum Step {
    Field {
        name: Ident,
        optional: bool,
    },
    /// The last element of a list.
    Last,
}

/// `@endpoint hostPrefix` as a format string and the input fields that fill it.
#[derive(Debug)]
pub(crate) struct HostPrefix {
    pub(crate) parts: Vec<HostPart>,
}

/// A part of a host prefix: text, or an input field.
#[derive(Debug)]
pub(crate) enum HostPart {
    Text(String),
    Label(Ident),
    EnumLabel(Ident),
}

/// An endpoint parameter that an operation fills.
#[derive(Debug)]
pub(crate) struct EndpointParam {
    pub(crate) setter: Ident,
    pub(crate) value: ParamSource,
}

/// Where an operation's endpoint parameter comes from.
#[derive(Debug)]
pub(crate) enum ParamSource {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
    /// An input field.
    Field {
        name: Ident,
        is_copy: bool,
    },
}

/// A variant of an operation's error, or of `crate::Error`.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    /// The name of the variant and of the exception it holds.
    pub(crate) name: Ident,
    /// `is_…`.
    pub(crate) is: Ident,
}

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

/// A structure with its builder and codec.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) role: Role,
    pub(crate) name: Ident,
    pub(crate) builder: Ident,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
    pub(crate) fields: Vec<Field>,
    /// For exceptions: the code on the wire, and how it may be retried.
    pub(crate) exception: Option<Exception>,
}

/// What an exception is besides a structure.
#[derive(Debug)]
pub(crate) struct Exception {
    pub(crate) code: String,
    pub(crate) retryable: Option<crate::model::Retryable>,
}

/// A member of a structure.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) set: Ident,
    pub(crate) get: Ident,
    pub(crate) wire: String,
    pub(crate) ty: Type,
    pub(crate) codec: Codec,
    pub(crate) presence: Presence,
    /// Whether the model requires it, whatever the Rust type says.
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
}

/// Whether a field is an `Option`, and what stands in for a missing value if it is not.
#[derive(Clone, Debug)]
pub(crate) enum Presence {
    Optional,
    /// `build` fails without it; on the wire the zero value stands in.
    Required(Zero),
    /// The model's default.
    Default(Zero),
}

/// A value that stands in for a missing one.
#[derive(Clone, Debug)]
pub(crate) enum Zero {
    /// `Default::default()`.
    Default,
    /// The epoch.
    Epoch,
    /// A string enum of this wire value.
    Parsed(String),
    Boolean(bool),
    /// A number, as written in the model.
    Number(String),
    String(String),
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
    Vec(Box<Type>),
    Map(Box<Type>, Box<Type>),
    /// An element of a sparse list or map.
    Option(Box<Type>),
    /// Breaks a recursion.
    Box(Box<Type>),
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
}

/// How a Rust type is written on the wire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Codec {
    Plain,
    Integer,
    Float,
    EpochSeconds,
    DateTimeOffset,
    HttpDate,
    Base64,
    Doc,
    BigInt,
    BigDec,
    List(Box<Codec>),
    SparseList(Box<Codec>),
    Map(Box<Codec>),
    SparseMap(Box<Codec>),
}

/// A string enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: Ident,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
    /// In the byte order of the wire values.
    pub(crate) variants: Vec<Variant>,
}

/// A variant of a string enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
}

/// A union.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) name: Ident,
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<Option<String>>,
    pub(crate) sensitive: bool,
    pub(crate) variants: Vec<UnionVariant>,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) name: Ident,
    pub(crate) wire: String,
    /// `None` if the member is the unit type.
    pub(crate) value: Option<(Type, Codec)>,
    pub(crate) sensitive: bool,
    pub(crate) docs: Docs,
    /// `as_…` and `is_…`.
    pub(crate) as_: Ident,
    pub(crate) is: Ident,
}
