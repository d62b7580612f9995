//! Protocols: how the input of an operation becomes a request, and how responses are read.
//!
//! They do no I/O. The client uses them as anybody can.

#[cfg(feature = "aws-json")]
mod aws_json;
#[cfg(feature = "aws-query")]
mod aws_query;
#[cfg(feature = "ec2-query")]
mod ec2_query;
#[cfg(feature = "form")]
mod form_post;
mod interface;
#[cfg(any(feature = "aws-json", feature = "rest-json"))]
mod json;
#[cfg(any(
    feature = "aws-json",
    feature = "rest-json",
    feature = "rpc-v2-cbor",
    feature = "xml"
))]
mod metadata;
#[cfg(any(feature = "aws-json", feature = "rpc-v2-cbor"))]
mod query_compatible;
#[cfg(feature = "rest-json")]
mod rest_json;
#[cfg(feature = "rest-xml")]
mod rest_xml;
#[cfg(feature = "rpc-v2-cbor")]
mod rpc_v2_cbor;
#[cfg(feature = "s3")]
pub(crate) mod s3;
#[cfg(feature = "s3-express")]
pub(crate) mod session;
#[cfg(feature = "xml")]
mod xml_body;

#[cfg(feature = "aws-json")]
pub use aws_json::{AwsJson1_0, AwsJson1_1};
#[cfg(feature = "aws-query")]
pub use aws_query::AwsQuery;
#[cfg(feature = "ec2-query")]
pub use ec2_query::Ec2Query;
#[cfg(feature = "client")]
pub use interface::SdkFeature;
pub use interface::{ErrorBody, Protocol};
#[cfg(feature = "rest-json")]
pub use rest_json::RestJson1;
#[cfg(feature = "rest-xml")]
pub use rest_xml::{RestXml, RestXmlNoErrorWrapping};
#[cfg(feature = "rpc-v2-cbor")]
pub use rpc_v2_cbor::RpcV2Cbor;
#[cfg(feature = "s3")]
pub use s3::S3RestXml;
