//! Checksums of bodies: in a header of the request, or after a body that streams; and of a response, when
//! its body has been read.

mod algorithm;
mod body;
mod chunked;
mod request;
mod response;

use super::operation_plugin::OperationPlugin;

pub use super::config::checksums::{ChunkSize, Settings};
pub use aws_smithy_types::checksum_config::{
    RequestChecksumCalculation, ResponseChecksumValidation,
};

/// Has requests of an operation bear a checksum, even if the configuration wants only those that must be.
pub fn required(plugin: &mut OperationPlugin) {
    plugin.intercept(request::Checksum(request::Need::Required));
}

/// Has requests of an operation bear a checksum, unless the configuration wants only those that must be.
pub fn supported(plugin: &mut OperationPlugin) {
    plugin.intercept(request::Checksum(request::Need::Supported));
}

/// Has bodies that stream sent in chunks, with the checksum behind them.
pub fn chunked(plugin: &mut OperationPlugin) {
    plugin.intercept(chunked::Chunked);
}

/// Has the bodies of responses compared with their checksums.
pub fn validated(plugin: &mut OperationPlugin) {
    plugin.intercept(response::Validation);
}
