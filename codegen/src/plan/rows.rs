//! Rows: where a member is on the wire, under which name, in which form. A protocol resolves them.

use syn::Ident;

use super::names;
use super::types::Type;

/// A row: what the codec of a structure or union has for a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The name in the model, or its `jsonName`: the key in serde's formats. One that a member of the body has,
    /// too, has its place behind it.
    pub(crate) member: String,
    pub(crate) at: At,
    /// The name at that place.
    pub(crate) name: String,
    /// The names inside the value, if it has such: of an item, or of a key and a value.
    pub(crate) parts: Vec<String>,
    pub(crate) codec: Codec,
}

impl Row {
    /// The row of a member of this type, which may be a box.
    pub(crate) fn of_type(self, ty: &Type) -> Self {
        match ty {
            Type::Box(_) => Self {
                codec: Codec::Boxed(Box::new(self.codec)),
                ..self
            },
            _ => self,
        }
    }

    /// Whether the member is not in the body under its own name.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.at != At::Body || self.name != self.member
    }
}

/// The place of a member in a request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// A member of the body.
    Body,
    /// An attribute of the element that the structure is.
    Attribute,
    /// A label of the path.
    Path,
    /// A name of the query.
    Query,
    /// A name of the query that must have a value.
    RequiredQuery,
    /// A map whose keys are names of the query.
    QueryMap,
    Header,
    /// A map whose keys, after this prefix, are headers.
    PrefixHeaders,
    /// The status of a response.
    Status,
    /// The body itself, in the format of the protocol.
    Payload,
    /// The same where there is always a body.
    Root,
    /// The body itself, bytes or text as they are. The name is their media type.
    Content,
    /// The body itself, as a stream. The name is its media type.
    Stream,
}

impl At {
    /// What the runtime calls it.
    pub(crate) fn ident(self) -> Ident {
        names::known(match self {
            Self::Body => "Body",
            Self::Attribute => "Attribute",
            Self::Path => "Path",
            Self::Query => "Query",
            Self::RequiredQuery => "RequiredQuery",
            Self::QueryMap => "QueryMap",
            Self::Header => "Header",
            Self::PrefixHeaders => "PrefixHeaders",
            Self::Status => "Status",
            Self::Payload => "Payload",
            Self::Root => "Root",
            Self::Content => "Content",
            Self::Stream => "Stream",
        })
    }
}

/// How a Rust type is written at its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Codec {
    /// That of strings and booleans.
    Plain,
    Structure,
    Union,
    Enum,
    Integer,
    Float,
    EpochSeconds,
    DateTimeOffset,
    HttpDate,
    /// No value where it is another text.
    HttpDateOrText,
    Base64,
    MediaText,
    /// Binary data, floats and times as binary formats have them.
    NativeBytes,
    NativeFloat,
    TaggedSeconds,
    Doc,
    BigInt,
    BigDec,
    /// That of a stream, which no format has.
    Stream,
    List(Box<Codec>),
    FlatList(Box<Codec>),
    Map(Box<Codec>),
    FlatMap(Box<Codec>),
    /// An element of a sparse list or map.
    Nullable(Box<Codec>),
    Boxed(Box<Codec>),
    /// Zero and false are not sent.
    SkipZero(Box<Codec>),
    /// A null is refused.
    NotNull(Box<Codec>),
}

impl Codec {
    /// What the runtime calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Plain => "Plain",
            Self::Structure => "Structure",
            Self::Union => "Union",
            Self::Enum => "Enum",
            Self::Integer => "Integer",
            Self::Float => "Float",
            Self::EpochSeconds => "EpochSeconds",
            Self::DateTimeOffset => "DateTimeOffset",
            Self::HttpDate => "HttpDate",
            Self::HttpDateOrText => "HttpDateOrText",
            Self::Base64 => "Base64",
            Self::NativeBytes => "NativeBytes",
            Self::MediaText => "MediaText",
            Self::NativeFloat => "NativeFloat",
            Self::TaggedSeconds => "TaggedSeconds",
            Self::Doc => "Doc",
            Self::BigInt => "BigInt",
            Self::BigDec => "BigDec",
            Self::Stream => "Stream",
            Self::List(_) => "List",
            Self::FlatList(_) => "FlatList",
            Self::Map(_) => "Map",
            Self::FlatMap(_) => "FlatMap",
            Self::Nullable(_) => "Nullable",
            Self::Boxed(_) => "Boxed",
            Self::SkipZero(_) => "SkipZero",
            Self::NotNull(_) => "NotNull",
        }
    }

    /// The codec of what is inside.
    pub(crate) fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner)
            | Self::FlatList(inner)
            | Self::Map(inner)
            | Self::FlatMap(inner)
            | Self::Nullable(inner)
            | Self::Boxed(inner)
            | Self::SkipZero(inner)
            | Self::NotNull(inner) => Some(inner),
            _ => None,
        }
    }
}
