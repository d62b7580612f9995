//! Calls with event streams.

use super::empty_payload::empty_payload;
use super::operation_plugin::OperationPlugin;

/// Lets events take their time: between two of them any time may pass.
pub fn extend(plugin: &mut OperationPlugin) {
    plugin.without_stalled_stream_protection();
}

/// Has a request signed without its events, which are signed one by one.
pub fn sent(plugin: &mut OperationPlugin) {
    plugin.layer.store_put(empty_payload());
}
