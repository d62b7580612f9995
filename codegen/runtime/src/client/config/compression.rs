//! The settings of request compression.

use super::settings::HasSetting;
use super::{Builder, Config, Parts};
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_types::sdk_config::SdkConfig;

/// The settings of a service with an operation that compresses its requests.
pub enum Settings {}

/// Whether requests are sent as they are.
#[derive(Clone, Copy, Debug)]
pub(in crate::client) struct Disabled(pub(in crate::client) bool);

impl Storable for Disabled {
    type Storer = StoreReplace<Self>;
}

/// Below how many bytes a body is not compressed.
#[derive(Clone, Copy, Debug)]
pub(in crate::client) struct Least(pub(in crate::client) u32);

impl Storable for Least {
    type Storer = StoreReplace<Self>;
}

impl<S: HasSetting<Settings>> Builder<S> {
    /// Sets whether to send requests uncompressed.
    pub fn disable_request_compression(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_request_compression(disable.into());
        self
    }

    /// Sets or unsets whether to send requests uncompressed.
    pub fn set_disable_request_compression(&mut self, disable: Option<bool>) -> &mut Self {
        self.parts.layer.store_or_unset(disable.map(Disabled));
        self
    }

    /// Sets from how many bytes on a request is compressed. The default is 10,240.
    pub fn request_min_compression_size_bytes(mut self, least: impl Into<Option<u32>>) -> Self {
        self.set_request_min_compression_size_bytes(least.into());
        self
    }

    /// Sets or unsets from how many bytes on a request is compressed.
    pub fn set_request_min_compression_size_bytes(&mut self, least: Option<u32>) -> &mut Self {
        self.parts.layer.store_or_unset(least.map(Least));
        self
    }
}

impl<S: HasSetting<Settings>> Config<S> {
    /// Whether requests are sent uncompressed, if that was set.
    pub fn disable_request_compression(&self) -> Option<bool> {
        self.layer.load::<Disabled>().map(|it| it.0)
    }

    /// From how many bytes on a request is compressed, if that was set.
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        self.layer.load::<Least>().map(|it| it.0)
    }
}

/// Takes over what all clients of a program have in common.
pub(super) fn take_over(shared: &SdkConfig, parts: &mut Parts) {
    let disable = shared.disable_request_compression();
    parts.layer.store_or_unset(disable.map(Disabled));
    let least = shared.request_min_compression_size_bytes();
    parts.layer.store_or_unset(least.map(Least));
}
