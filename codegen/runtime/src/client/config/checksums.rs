//! The settings of checksums.

use super::settings::HasSetting;
use super::{Builder, Config, Parts};
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_types::sdk_config::SdkConfig;

/// The settings of a service with an operation that has checksums.
pub enum Settings {}

impl<S: HasSetting<Settings>> Builder<S> {
    /// Sets which requests bear a checksum.
    pub fn request_checksum_calculation(mut self, when: RequestChecksumCalculation) -> Self {
        self.set_request_checksum_calculation(Some(when));
        self
    }

    /// Sets or unsets which requests bear a checksum.
    pub fn set_request_checksum_calculation(
        &mut self,
        when: Option<RequestChecksumCalculation>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(when);
        self
    }

    /// Sets which responses are compared with their checksums.
    pub fn response_checksum_validation(mut self, when: ResponseChecksumValidation) -> Self {
        self.set_response_checksum_validation(Some(when));
        self
    }

    /// Sets or unsets which responses are compared with their checksums.
    pub fn set_response_checksum_validation(
        &mut self,
        when: Option<ResponseChecksumValidation>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(when);
        self
    }
}

impl<S: HasSetting<Settings>> Config<S> {
    /// Which requests bear a checksum, if that was set.
    pub fn request_checksum_calculation(&self) -> Option<&RequestChecksumCalculation> {
        self.layer.load::<RequestChecksumCalculation>()
    }

    /// Which responses are compared with their checksums, if that was set.
    pub fn response_checksum_validation(&self) -> Option<&ResponseChecksumValidation> {
        self.layer.load::<ResponseChecksumValidation>()
    }
}

/// How large chunks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkSize {
    /// This many bytes.
    Bytes(usize),
    /// All in one.
    Whole,
}

impl Storable for ChunkSize {
    type Storer = StoreReplace<Self>;
}

impl<S: HasSetting<ChunkSize>> Builder<S> {
    /// Sets how large the chunks are that bodies which stream are sent in; 64 KiB is the default, 8 KiB the
    /// least. With `None` all is one chunk.
    pub fn aws_chunked_encoding_chunk_size(mut self, bytes: Option<usize>) -> Self {
        self.set_aws_chunked_encoding_chunk_size(Some(bytes));
        self
    }

    /// Sets how large chunks are. `None` changes nothing.
    pub fn set_aws_chunked_encoding_chunk_size(
        &mut self,
        bytes: Option<Option<usize>>,
    ) -> &mut Self {
        if let Some(bytes) = bytes {
            let size = bytes.map_or(ChunkSize::Whole, ChunkSize::Bytes);
            self.parts.layer.store_put(size);
        }
        self
    }
}

/// Takes over what all clients of a program have in common.
pub(super) fn take_over(shared: &SdkConfig, parts: &mut Parts) {
    parts
        .layer
        .store_or_unset(shared.request_checksum_calculation());
    parts
        .layer
        .store_or_unset(shared.response_checksum_validation());
}
