//! Calls with event streams.

use super::operation_plugin::OperationPlugin;
use aws_runtime::auth::PayloadSigningOverride;

/// SHA-256 of nothing.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Lets events take their time: between two of them any time may pass.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.without_stalled_stream_protection();
}

/// Has a request signed without its events, which are signed one by one.
pub fn sent(plugin: &mut OperationPlugin) {
    let nothing = PayloadSigningOverride::Precomputed(NOTHING.to_owned());
    plugin.layer.store_put(nothing);
}
