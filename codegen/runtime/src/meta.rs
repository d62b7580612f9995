//! Facts about this crate and its service.

pub(crate) use crate::runtime::aws_json as protocol;
#[cfg(feature = "client")]
use crate::runtime::service::AuthScheme;
use crate::runtime::service::{JsonVersion, Service};

/// The version of this crate.
pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) const SERVICE: Service = Service {
    id: "Lightsail",
    user_agent_id: "lightsail",
    signing_name: "lightsail",
    target_prefix: "Lightsail_20161128",
    json_version: JsonVersion::V1_1,
    query_compatible: false,
};

#[cfg(feature = "client")]
pub(crate) fn auth_schemes(_operation: &str) -> &'static [AuthScheme] {
    &[AuthScheme::SigV4]
}
