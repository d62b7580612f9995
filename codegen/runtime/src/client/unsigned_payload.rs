//! Calls whose signature does not cover the body.

use super::operation_plugin::OperationPlugin;
use aws_runtime::auth::PayloadSigningOverride;

/// Leaves the body out of the signature, which a header then tells.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.signing_options.content_sha256_header = true;
    let unsigned = PayloadSigningOverride::unsigned_payload();
    plugin.layer.store_put(unsigned);
}
