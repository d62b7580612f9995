//! What an API *is*, in the words of Smithy 2.0. Nothing here knows JSON or Rust.
//!
//! Readers produce a [`Service`]; everything later consumes it. Order that users can see (members,
//! errors) is kept in `Vec`s; what is a set by name is a `BTreeMap`.

mod behaviour;
mod endpoints;
mod jmespath;
mod protocol;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Location, Warning};
pub use behaviour::*;
pub use endpoints::*;
pub use jmespath::*;
pub use protocol::*;
pub use wire::*;

/// The shape `smithy.api#Unit`: no input or output; in a union, a member without a value.
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// A service with its operations and every shape they can reach.
#[derive(Clone, Debug)]
pub struct Service {
    /// Where the service is defined.
    pub at: Location,
    /// The name of the service shape, which is also the prefix of `x-amz-target`.
    pub name: String,
    /// `aws.api#service sdkId`, such as `Lightsail`.
    pub sdk_id: String,
    /// `smithy.api#title`, such as `Amazon Lightsail`.
    pub title: String,
    /// The API version, such as `2016-11-28`.
    pub version: String,
    /// `aws.api#service endpointPrefix`.
    pub endpoint_prefix: String,
    /// `aws.api#service arnNamespace`; readers default it to the endpoint prefix.
    pub arn_namespace: String,
    /// `aws.auth#sigv4 name`; readers default it to the endpoint prefix.
    pub signing_name: String,
    /// The protocols that the service speaks, best first.
    pub protocols: Vec<Protocol>,
    /// `aws.protocols#awsQueryCompatible`.
    pub query_compatible: bool,
    /// `aws.protocols#restXml noErrorWrapping`.
    pub no_error_wrapping: bool,
    /// `smithy.api#xmlNamespace`.
    pub xml_namespace: Option<XmlNamespace>,
    /// `aws.api#clientEndpointDiscovery operation`: the operation that tells endpoints.
    pub endpoint_discovery: Option<String>,
    /// The auth schemes of the service, best first.
    pub auth: Vec<AuthScheme>,
    /// Documentation as the model has it (HTML or CommonMark).
    pub docs: Option<String>,
    /// The operations by name.
    pub operations: BTreeMap<String, Operation>,
    /// The shapes by name.
    pub shapes: BTreeMap<String, Shape>,
    /// The shapes that a slice keeps though none of its operations may need them.
    pub types: BTreeSet<String>,
    /// Waiters by name.
    pub waiters: BTreeMap<String, Waiter>,
    /// `smithy.rules#endpointRuleSet`.
    pub endpoint_rules: Option<RuleSet>,
    /// `smithy.rules#endpointTests`.
    pub endpoint_tests: Vec<EndpointTest>,
    /// `smithy.rules#clientContextParams` by name.
    pub client_context_params: BTreeMap<String, ClientContextParam>,
    /// Traits of the service that change the wire and that nothing here understands.
    pub unsupported: Vec<Unsupported>,
    /// What the readers left out, since nothing that a client does depends on it.
    pub warnings: Vec<Warning>,
}

/// A trait, shape or key that is understood to change the wire and is not implemented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// Where it stands.
    pub at: Location,
    /// What it is, such as ``trait `smithy.api#streaming` ``.
    pub what: String,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it is defined.
    pub at: Location,
    /// Its name, such as `GetDiskSnapshots`.
    pub name: String,
    /// The input structure, `None` for the unit type.
    pub input: Option<ShapeRef>,
    /// The output structure, `None` for the unit type.
    pub output: Option<ShapeRef>,
    /// The error structures, in model order.
    pub errors: Vec<ShapeRef>,
    /// Documentation.
    pub docs: Option<String>,
    /// `smithy.api#deprecated`.
    pub deprecated: Option<Deprecated>,
    /// `smithy.api#paginated`, already merged with the service's.
    pub pagination: Option<Pagination>,
    /// `smithy.api#http`; protocols that have one route for all operations have none.
    pub http: Option<Http>,
    /// `smithy.api#endpoint hostPrefix`, such as `sync-` or `{Bucket}.`.
    pub host_prefix: Option<HostPrefix>,
    /// The auth schemes of this operation if they differ from the service's; empty means none.
    pub auth: Option<Vec<AuthScheme>>,
    /// `aws.auth#unsignedPayload`.
    pub unsigned_payload: bool,
    /// `aws.api#clientDiscoveredEndpoint`.
    pub discovered_endpoint: Option<DiscoveredEndpoint>,
    /// `smithy.rules#staticContextParams` by name.
    pub static_context_params: BTreeMap<String, ParamValue>,
    /// `smithy.rules#operationContextParams`: a path into the input by name.
    pub operation_context_params: BTreeMap<String, JmesPath>,
    /// `smithy.api#requestCompression` encodings; empty if absent.
    pub request_compression: Vec<String>,
    /// `smithy.api#httpChecksumRequired`.
    pub checksum_required: bool,
    /// `aws.protocols#httpChecksum`.
    pub checksum: Option<HttpChecksum>,
    /// `aws.customizations#s3UnwrappedXmlOutput`.
    pub unwrapped_xml_output: bool,
    /// Unsupported traits.
    pub unsupported: Vec<Unsupported>,
}

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

impl Service {
    /// The shape that a reference names.
    pub fn shape(&self, reference: &ShapeRef) -> Option<&Shape> {
        self.shapes.get(&reference.shape)
    }

    /// The code of an exception. That of the query protocol counts only where the service speaks it, or once
    /// did and says so.
    pub fn error_code<'a>(&self, name: &'a str, error: &'a ErrorTraits) -> &'a str {
        let is_query = |it: &Protocol| matches!(it, Protocol::AwsQuery | Protocol::Ec2Query);
        let heeded = self.query_compatible || self.protocols.iter().any(is_query);
        let code = error.query_code.as_deref().filter(|_| heeded);
        code.unwrap_or(name)
    }

    /// What the shape of this name is.
    pub(crate) fn kind(&self, name: &str) -> Option<&ShapeKind> {
        self.shapes.get(name).map(|shape| &shape.kind)
    }

    /// The shape that a member streams. The payload of an event does not, even if other members of its shape do.
    pub(crate) fn stream(&self, member: &Member) -> Option<&Shape> {
        let target = self.shape(&member.target)?;
        let is_event = member.event.is_some();
        (target.streaming.is_some() && !is_event).then_some(target)
    }

    /// The shapes that `shape` refers to directly.
    pub fn targets(shape: &Shape) -> impl Iterator<Item = &ShapeRef> {
        shape.members().map(|member| &member.target)
    }

    /// The names of the shapes that operations have and that are not their own: what inputs and
    /// outputs refer to, and the errors.
    pub fn types_of_operations(&self) -> impl Iterator<Item = &str> {
        let mut roots = Vec::new();
        for operation in self.operations.values() {
            roots.extend(operation.errors.iter().map(|error| error.shape.as_str()));
            for io in operation.input.iter().chain(&operation.output) {
                let targets = self.shape(io).into_iter().flat_map(Self::targets);
                roots.extend(targets.map(|target| target.shape.as_str()));
            }
        }
        roots.extend(self.types.iter().map(String::as_str));
        self.closure(roots).into_iter()
    }

    /// The names of all shapes reachable from `roots`, the roots included.
    pub fn closure<'a>(&'a self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut todo: Vec<&str> = roots.into_iter().collect();
        while let Some(name) = todo.pop() {
            if seen.insert(name) {
                todo.extend(
                    self.shapes
                        .get(name)
                        .into_iter()
                        .flat_map(Self::targets)
                        .map(|t| t.shape.as_str()),
                );
            }
        }
        seen
    }
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
