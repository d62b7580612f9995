//! What an API *is*, in the words of Smithy 2.0. Nothing here knows JSON or Rust.
//!
//! Readers produce a [`Service`]; everything later consumes it. Order that users can see (members,
//! errors) is kept in `Vec`s; what is a set by name is a `BTreeMap`.

mod behaviour;
mod endpoints;
mod jmespath;
mod protocol;
mod shapes;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Location, Warning};
pub use behaviour::*;
pub use endpoints::*;
pub use jmespath::*;
pub use protocol::*;
pub use shapes::*;
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
    /// Whether outputs have the names that their elements have in restXml, as `smithy.api#xmlName` or by
    /// themselves. Models of botocore do not say these.
    pub names_roots: bool,
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
