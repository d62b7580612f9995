//! Protocols and auth schemes, by the names that Smithy gives them.

use std::fmt;

/// A wire protocol. The order is that in which the official generator prefers them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// `smithy.protocols#rpcv2Cbor`.
    RpcV2Cbor,
    /// `aws.protocols#awsJson1_0`.
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`.
    AwsJson1_1,
    /// `aws.protocols#restJson1`.
    RestJson1,
    /// `aws.protocols#restXml`.
    RestXml,
    /// `aws.protocols#awsQuery`.
    AwsQuery,
    /// `aws.protocols#ec2Query`.
    Ec2Query,
    /// Any other, by its Smithy name.
    Other(String),
}

/// The protocols that have a name here.
const PROTOCOLS: [(&str, Protocol); 7] = [
    ("smithy.protocols#rpcv2Cbor", Protocol::RpcV2Cbor),
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("aws.protocols#restJson1", Protocol::RestJson1),
    ("aws.protocols#restXml", Protocol::RestXml),
    ("aws.protocols#awsQuery", Protocol::AwsQuery),
    ("aws.protocols#ec2Query", Protocol::Ec2Query),
];

impl Protocol {
    /// The protocol of this Smithy name.
    pub fn of_id(id: &str) -> Self {
        let known = PROTOCOLS.into_iter().find(|(known, _)| *known == id);
        known.map_or_else(|| Self::Other(id.to_owned()), |(_, protocol)| protocol)
    }

    /// Its Smithy name, such as `aws.protocols#restJson1`.
    pub fn id(&self) -> &str {
        let known = PROTOCOLS.iter().find(|(_, known)| known == self);
        match (self, known) {
            (Self::Other(id), _) => id,
            (_, Some((id, _))) => id,
            (_, None) => "",
        }
    }

    /// Its name without namespace, such as `restJson1`.
    pub fn name(&self) -> &str {
        self.id().rsplit('#').next().unwrap_or_default()
    }

    /// Whether it has one route for all operations, whatever `smithy.api#http` says.
    pub fn is_rpc(&self) -> bool {
        !matches!(self, Self::RestJson1 | Self::RestXml | Self::Other(_))
    }

    /// Whether it puts members into elements of XML, or into names like theirs.
    pub fn is_xml(&self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// An auth scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`.
    SigV4,
    /// `aws.auth#sigv4a`.
    SigV4a,
    /// `smithy.api#httpBearerAuth`.
    HttpBearer,
    /// `smithy.api#noAuth`.
    NoAuth,
    /// Any other, by its Smithy name.
    Other(String),
}

impl AuthScheme {
    /// The scheme of this Smithy name.
    pub fn of_id(id: &str) -> Self {
        match id {
            "aws.auth#sigv4" => Self::SigV4,
            "aws.auth#sigv4a" => Self::SigV4a,
            "smithy.api#httpBearerAuth" => Self::HttpBearer,
            "smithy.api#noAuth" => Self::NoAuth,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Its Smithy name.
    pub fn id(&self) -> &str {
        match self {
            Self::SigV4 => "aws.auth#sigv4",
            Self::SigV4a => "aws.auth#sigv4a",
            Self::HttpBearer => "smithy.api#httpBearerAuth",
            Self::NoAuth => "smithy.api#noAuth",
            Self::Other(id) => id,
        }
    }
}
