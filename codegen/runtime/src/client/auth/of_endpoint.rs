//! The auth schemes that the endpoint of a request asks for.

use crate::error::BoxError;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption};
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use std::borrow::Cow;

/// The schemes that the endpoint names, then those of the operation.
pub(super) async fn options(
    of_operation: Vec<AuthSchemeId>,
    cfg: &ConfigBag,
    components: &RuntimeComponents,
) -> Result<Vec<AuthSchemeOption>, BoxError> {
    let params = cfg.load::<EndpointResolverParams>();
    let params = params.ok_or("there are no parameters of the endpoint")?;
    let resolver = components.endpoint_resolver();
    let endpoint = resolver.resolve_endpoint(params).await?;
    let mut ids = named(&endpoint);
    for scheme in of_operation {
        if !ids.contains(&scheme) {
            ids.push(scheme);
        }
    }
    Ok(ids.into_iter().map(AuthSchemeOption::from).collect())
}

fn named(endpoint: &Endpoint) -> Vec<AuthSchemeId> {
    let id = |name: &str| AuthSchemeId::from(Cow::Owned(name.to_owned()));
    let typed = endpoint.auth_schemes();
    if !typed.is_empty() {
        return typed.iter().map(|scheme| id(scheme.name())).collect();
    }
    let Some(Document::Array(schemes)) = endpoint.properties().get("authSchemes") else {
        return Vec::new();
    };
    let name = |scheme: &Document| Some(id(scheme.as_object()?.get("name")?.as_string()?));
    schemes.iter().filter_map(name).collect()
}
