//! Sessions: requests that are signed with credentials which the service gives for a bucket and a few minutes.

mod cache;
mod environment;
mod provider;
mod scheme;
mod session;

use super::operation_plugin::OperationPlugin;
use aws_runtime::auth::SigV4SessionTokenNameOverride;
use aws_sigv4::http_request::SignatureLocation;
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;

use super::config::express::SCHEME_ID;
pub use super::config::express::Settings;
pub use environment::express_environment;
pub use scheme::express;

/// Has the token of a session where the service looks for it.
pub fn extend(plugin: &mut OperationPlugin) {
    let name = SigV4SessionTokenNameOverride::new(|settings, cfg| {
        Ok(match settings.signature_location {
            _ if !has_session(cfg) => settings.session_token_name_override,
            SignatureLocation::QueryParams => Some("X-Amz-S3session-Token"),
            _ => Some("x-amz-s3session-token"),
        })
    });
    plugin.layer.store_put(name);
}

/// Whether the endpoint of a request wants it signed for a session.
fn has_session(cfg: &ConfigBag) -> bool {
    let Some(endpoint) = cfg.load::<Endpoint>() else {
        return false;
    };
    let scheme = SCHEME_ID;
    let id = scheme.inner();
    let mut typed = endpoint.auth_schemes().iter();
    if typed.any(|scheme| scheme.name() == id) {
        return true;
    }
    let Some(Document::Array(schemes)) = endpoint.properties().get("authSchemes") else {
        return false;
    };
    let name = |scheme: &Document| {
        scheme
            .as_object()?
            .get("name")?
            .as_string()
            .map(str::to_owned)
    };
    schemes
        .iter()
        .any(|scheme| name(scheme).as_deref() == Some(id))
}
