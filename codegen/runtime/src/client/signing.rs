//! How calls of a few services are signed, and how long their answers may take.

use super::customize::CustomizableOperation;
use super::operation_plugin::OperationPlugin;
use aws_runtime::auth::PayloadSigningOverride;
use aws_smithy_runtime_api::client::runtime_plugin::{SharedRuntimePlugin, StaticRuntimePlugin};
use aws_smithy_types::config_bag::Layer;

/// Signs paths as they are, neither encoded a second time nor made shorter.
pub fn uri_as_it_is(plugin: &mut OperationPlugin) {
    plugin.signing_options.double_uri_encode = false;
    plugin.signing_options.normalize_uri_path = false;
}

/// Says in a header what is signed of the body.
pub fn content_sha256(plugin: &mut OperationPlugin) {
    plugin.signing_options.content_sha256_header = true;
}

/// Lets the service work for as long as it wants before it answers.
pub fn slow(plugin: &mut OperationPlugin) {
    plugin.without_stalled_stream_protection();
}

/// The output of an operation whose body need not be signed.
pub trait MayBeUnsigned {}

impl<T: MayBeUnsigned, E, B, S> CustomizableOperation<T, E, B, S> {
    /// Leaves the body of the request out of its signature.
    pub fn disable_payload_signing(self) -> Self {
        let mut layer = Layer::new("UnsignedPayload");
        layer.store_put(PayloadSigningOverride::unsigned_payload());
        let plugin = StaticRuntimePlugin::new().with_config(layer.freeze());
        self.plugin(SharedRuntimePlugin::new(plugin))
    }
}
