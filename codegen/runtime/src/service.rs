//! What the runtime must know of a service.

/// The facts of a service that its requests and its configuration need. A generated crate writes them
/// down once.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The `sdkId`: name in traces, in operation metadata and in the key of the service's own
    /// settings in profile and environment.
    pub id: &'static str,
    /// The short name: `api/…` in the user agent, prefix of the retry partition.
    pub user_agent_id: &'static str,
    /// The version of the generated crate, in the user agent.
    pub version: &'static str,
    /// The generated crate, as the layers of its configuration are named.
    pub library: &'static str,
    /// The service in the credential scope of a signature.
    pub signing_name: &'static str,
    /// The name of the official crate, the scope of metrics.
    pub metrics_scope: &'static str,
    /// The version of the API, which awsQuery and EC2 send.
    pub api_version: &'static str,
    /// What stands before the operation's name in `x-amz-target`.
    pub target_prefix: &'static str,
    /// Whether the service answers with codes of the awsQuery protocol it once had.
    pub query_compatible: bool,
    /// Whether its official client reads and writes by schemas. Then headers have another order, what nobody
    /// reads may be no text, and what cannot be read is no answer of the service. To other clients that is
    /// an error of the operation.
    pub schema_driven: bool,
}

/// The facts of an operation that its requests need.
#[derive(Clone, Copy, Debug)]
pub struct OperationFacts {
    /// Its name in the API.
    pub name: &'static str,
    /// Whether the model gives it an input, be it one without members.
    pub has_input: bool,
    /// Where its requests go.
    pub route: Route,
    /// What the start tag of its input says, where that is XML.
    pub element: &'static str,
}

/// Where the requests of an operation go, behind the endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path and the constant part of the query. `{Name}` and `{Name+}` stand for the member that is
    /// in the path under this name; in the latter slashes stay.
    pub uri: &'static str,
}

impl Route {
    /// That of protocols which have one for all operations.
    pub const ROOT: Self = Self {
        method: "POST",
        uri: "/",
    };
}

/// A way to authenticate a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// AWS Signature Version 4.
    SigV4,
    /// The same for several regions.
    #[cfg(feature = "sigv4a")]
    SigV4a,
    /// A token in the header `authorization`.
    #[cfg(feature = "bearer-auth")]
    HttpBearer,
    /// No authentication.
    NoAuth,
}
