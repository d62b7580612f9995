//! What the runtime must know of the service, as the host writes it down in `crate::meta`.

/// The facts of a service that its requests and its configuration need.
#[derive(Debug)]
pub(crate) struct Service {
    /// The `sdkId`: name in traces, in operation metadata and in the key of the service's own
    /// settings in profile and environment.
    pub(crate) id: &'static str,
    /// The short name: `api/…` in the user agent, prefix of the retry partition.
    pub(crate) user_agent_id: &'static str,
    /// The service in the credential scope of a signature.
    pub(crate) signing_name: &'static str,
    /// What stands before the operation's name in `x-amz-target`.
    pub(crate) target_prefix: &'static str,
    /// The version of awsJson.
    pub(crate) json_version: JsonVersion,
    /// Whether the service answers with codes of the awsQuery protocol it once had.
    pub(crate) query_compatible: bool,
}

/// The two versions of awsJson differ in their content type only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonVersion {
    /// `application/x-amz-json-1.0`
    V1_0,
    /// `application/x-amz-json-1.1`
    V1_1,
}

impl JsonVersion {
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::V1_0 => "application/x-amz-json-1.0",
            Self::V1_1 => "application/x-amz-json-1.1",
        }
    }
}

/// A way to authenticate a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthScheme {
    /// AWS Signature Version 4.
    SigV4,
    /// No authentication.
    NoAuth,
}
