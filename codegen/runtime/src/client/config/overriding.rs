//! Settings for a single call, on top of those of its client.

use super::parts::{Base, Own, Parts};
use super::public::{IdentityCache, Layer, SharedRuntimePlugin};
use aws_smithy_runtime::client::config_override::Resolver;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;

/// The plugin that lays the override over the configuration of the client.
pub(crate) fn override_plugin(overriding: Own, base: Base<'_>) -> SharedRuntimePlugin {
    let mut overriding = overriding.into_parts();
    // Completes what belongs together when only a part of it is overridden.
    let _ = Resolver::overrid(
        base.layer.clone(),
        &base.parts.components,
        &mut overriding.layer,
        &mut overriding.components,
    );
    overriding.sign_for_region();
    let Parts {
        layer,
        mut components,
        ..
    } = overriding;
    // Credentials of one call must not stay in the cache of the client; yet retries of the call
    // should not ask for them again.
    if components.has_identity_resolvers() && components.identity_cache().is_none() {
        components.set_identity_cache(Some(IdentityCache::lazy().max_partitions(1).build()));
    }
    let layer = Layer::from(layer)
        .with_name(format!("{}::config::Override", base.service.library))
        .freeze();
    SharedRuntimePlugin::new(
        StaticRuntimePlugin::new()
            .with_config(layer)
            .with_runtime_components(components),
    )
}
