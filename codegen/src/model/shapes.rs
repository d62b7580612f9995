//! Shapes and their members, with the traits that belong to no protocol.

use super::wire::*;
use crate::diagnostic::Location;

/// The name of a shape, and where it is referred to.
#[derive(Clone, Debug)]
pub struct ShapeRef {
    /// Where the reference stands.
    pub at: Location,
    /// The name of the shape, without namespace.
    pub shape: String,
}

/// A shape with the traits that every type can have.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Where it is defined.
    pub at: Location,
    /// Its name, without namespace.
    pub name: String,
    /// What it is.
    pub kind: ShapeKind,
    /// Documentation.
    pub docs: Option<String>,
    /// `smithy.api#deprecated`.
    pub deprecated: Option<Deprecated>,
    /// `smithy.api#sensitive`.
    pub sensitive: bool,
    /// `smithy.api#streaming`, on a blob or on a union of events.
    pub streaming: Option<Streaming>,
    /// `smithy.api#mediaType`.
    pub media_type: Option<String>,
    /// What XML reads of the shape itself: the name and namespace of its element.
    pub xml: Xml,
    /// Unsupported traits.
    pub unsupported: Vec<Unsupported>,
}

/// The type of a shape.
#[derive(Clone, Debug)]
pub enum ShapeKind {
    /// `structure`.
    Structure(Structure),
    /// `union`: exactly one member is set.
    Union(Vec<Member>),
    /// `list` (and `set`).
    List {
        /// The elements.
        member: Box<Member>,
        /// `smithy.api#sparse`: elements may be null.
        sparse: bool,
    },
    /// `map`; keys are strings or enums.
    Map {
        /// The keys.
        key: Box<Member>,
        /// The values.
        value: Box<Member>,
        /// `smithy.api#sparse`: values may be null.
        sparse: bool,
    },
    /// `enum`: a string with known values, in model order.
    Enum(Vec<EnumValue>),
    /// `intEnum`: an integer with known values, in model order.
    IntEnum(Vec<IntEnumValue>),
    /// `string`.
    String,
    /// `blob`.
    Blob,
    /// `boolean`.
    Boolean,
    /// `byte`, 8 bits signed.
    Byte,
    /// `short`, 16 bits signed.
    Short,
    /// `integer`, 32 bits signed.
    Integer,
    /// `long`, 64 bits signed.
    Long,
    /// `float`, IEEE 754 binary32.
    Float,
    /// `double`, IEEE 754 binary64.
    Double,
    /// `bigInteger`.
    BigInteger,
    /// `bigDecimal`.
    BigDecimal,
    /// `timestamp`, with the `smithy.api#timestampFormat` of the shape.
    Timestamp(Option<TimestampFormat>),
    /// `document`.
    Document,
    /// `smithy.api#Unit`: a member of a union that has no value.
    Unit,
}

/// A structure.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The members, in model order.
    pub members: Vec<Member>,
    /// `smithy.api#error` and its companions, if the structure is an error.
    pub error: Option<ErrorTraits>,
}

/// A member of a structure, union, list or map.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where it is defined.
    pub at: Location,
    /// Its name in the model (`member`, `key`, `value` in lists and maps).
    pub name: String,
    /// The shape it targets.
    pub target: ShapeRef,
    /// Documentation on the member itself.
    pub docs: Option<String>,
    /// `smithy.api#required`.
    pub required: bool,
    /// `smithy.api#clientOptional`.
    pub client_optional: bool,
    /// `smithy.api#default` of the member (Smithy only), `None` if absent or null.
    pub default: Option<Literal>,
    /// `smithy.api#deprecated`.
    pub deprecated: Option<Deprecated>,
    /// `smithy.api#sensitive` on the member.
    pub sensitive: bool,
    /// Where it is in requests and responses of HTTP, if it is not a member of the body.
    pub http: Option<HttpBinding>,
    /// `smithy.api#jsonName`.
    pub json_name: Option<String>,
    /// A header with JSON in it: botocore's `jsonvalue`, `smithy.api#mediaType application/json`.
    pub json_value: bool,
    /// What XML reads.
    pub xml: Xml,
    /// Where it is in an event, if it is not a member of its body.
    pub event: Option<EventBinding>,
    /// `smithy.api#timestampFormat` on the member.
    pub timestamp_format: Option<TimestampFormat>,
    /// `smithy.api#idempotencyToken`.
    pub idempotency_token: bool,
    /// `smithy.api#hostLabel`.
    pub host_label: bool,
    /// `aws.api#clientEndpointDiscoveryId`.
    pub endpoint_discovery_id: bool,
    /// `smithy.rules#contextParam`: the endpoint parameter it fills.
    pub context_param: Option<String>,
    /// Unsupported traits.
    pub unsupported: Vec<Unsupported>,
}

/// What makes a structure an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorTraits {
    /// Whose fault it is.
    pub fault: Fault,
    /// `smithy.api#httpError`.
    pub status: Option<u16>,
    /// `smithy.api#retryable`.
    pub retryable: Option<Retryable>,
    /// The code on the wire if it differs from the shape's name (`aws.protocols#awsQueryError`).
    pub query_code: Option<String>,
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The caller's.
    Client,
    /// The service's.
    Server,
}

/// How an error may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// `retryable: {}`.
    Transient,
    /// `retryable: { throttling: true }`.
    Throttling,
}

/// `smithy.api#timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `epoch-seconds`, the default of awsJson.
    EpochSeconds,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `http-date` (RFC 9110).
    HttpDate,
}

/// `smithy.api#deprecated`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Why, or what to use instead.
    pub message: Option<String>,
    /// Since when.
    pub since: Option<String>,
}

/// One value of an `enum`.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Where it is defined.
    pub at: Location,
    /// The member name in a Smithy model; botocore has none.
    pub name: Option<String>,
    /// The string on the wire.
    pub value: String,
    /// Documentation.
    pub docs: Option<String>,
    /// `smithy.api#deprecated`.
    pub deprecated: Option<Deprecated>,
}

/// One value of an `intEnum`.
#[derive(Clone, Debug)]
pub struct IntEnumValue {
    /// Where it is defined.
    pub at: Location,
    /// The member name.
    pub name: String,
    /// The number on the wire.
    pub value: i32,
    /// Documentation.
    pub docs: Option<String>,
}

/// A JSON-like literal, as used by `default`, waiters and endpoint tests.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    String(String),
    /// `[]` (the only list default that Smithy allows).
    EmptyList,
    /// `{}` (the only map default that Smithy allows).
    EmptyMap,
}

impl Shape {
    /// The members of a structure or union, the elements of a list, the keys and values of a map.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (many, one, two): (&[Member], _, _) = match &self.kind {
            ShapeKind::Structure(structure) => (&structure.members, None, None),
            ShapeKind::Union(members) => (members, None, None),
            ShapeKind::List { member, .. } => (&[], Some(&**member), None),
            ShapeKind::Map { key, value, .. } => (&[], Some(&**key), Some(&**value)),
            _ => (&[], None, None),
        };
        many.iter().chain(one).chain(two)
    }
}

/// A trait, shape or key that is understood to change the wire and is not implemented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// Where it stands.
    pub at: Location,
    /// What it is, such as ``trait `smithy.api#streaming` ``.
    pub what: String,
}
