//! The algorithms, by their names in headers.

use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_types::base64;
use crc_fast::{CrcAlgorithm, Digest as Crc};
use sha1::{Digest, Sha1};
use sha2::Sha256;
use std::fmt;

/// An algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Crc64Nvme,
    Crc32c,
    Crc32,
    Sha1,
    Sha256,
}

/// The algorithms with their names, the fastest first.
pub(super) const ALL: [(Algorithm, &str); 5] = [
    (Algorithm::Crc64Nvme, "crc64nvme"),
    (Algorithm::Crc32c, "crc32c"),
    (Algorithm::Crc32, "crc32"),
    (Algorithm::Sha1, "sha1"),
    (Algorithm::Sha256, "sha256"),
];

/// No algorithm has this name.
#[derive(Debug)]
pub(super) struct UnknownAlgorithm(String);

impl fmt::Display for UnknownAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ALL.map(|(_, name)| name).join(", ");
        write!(
            f,
            "unknown checksum algorithm \"{}\"; known are {names}",
            self.0
        )
    }
}

impl std::error::Error for UnknownAlgorithm {}

impl Algorithm {
    /// The algorithm of a name in any case. MD5 is none any more, and official clients take CRC32 for it.
    pub(super) fn parse(name: &str) -> Result<Self, UnknownAlgorithm> {
        if name.eq_ignore_ascii_case("md5") {
            return Ok(Self::Crc32);
        }
        let mut all = ALL.into_iter();
        let found = all.find(|(_, known)| known.eq_ignore_ascii_case(name));
        let unknown = || UnknownAlgorithm(name.to_owned());
        found.map(|(algorithm, _)| algorithm).ok_or_else(unknown)
    }

    /// The header that has the checksum.
    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        }
    }

    /// How many bytes `name:value` has where the header is a trailer.
    pub(super) fn trailer_length(self) -> u64 {
        let checksum = match self {
            Self::Crc32c | Self::Crc32 => 4,
            Self::Crc64Nvme => 8,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        };
        (self.header().len() + 1 + base64::encoded_length(checksum)) as u64
    }

    /// What the user agent says of it.
    pub(super) fn feature(self) -> SmithySdkFeature {
        match self {
            Self::Crc64Nvme => SmithySdkFeature::FlexibleChecksumsReqCrc64,
            Self::Crc32c => SmithySdkFeature::FlexibleChecksumsReqCrc32c,
            Self::Crc32 => SmithySdkFeature::FlexibleChecksumsReqCrc32,
            Self::Sha1 => SmithySdkFeature::FlexibleChecksumsReqSha1,
            Self::Sha256 => SmithySdkFeature::FlexibleChecksumsReqSha256,
        }
    }

    pub(super) fn start(self) -> Sum {
        let crc = |algorithm| Box::new(Crc::new(algorithm));
        match self {
            Self::Crc64Nvme => Sum::Crc64(crc(CrcAlgorithm::Crc64Nvme)),
            Self::Crc32c => Sum::Crc32(crc(CrcAlgorithm::Crc32Iscsi)),
            Self::Crc32 => Sum::Crc32(crc(CrcAlgorithm::Crc32IsoHdlc)),
            Self::Sha1 => Sum::Sha1(Sha1::new()),
            Self::Sha256 => Sum::Sha256(Sha256::new()),
        }
    }
}

/// A checksum in the making.
pub(super) enum Sum {
    Crc32(Box<Crc>),
    Crc64(Box<Crc>),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Sum {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Crc32(crc) | Self::Crc64(crc) => crc.update(bytes),
            Self::Sha1(sha) => sha.update(bytes),
            Self::Sha256(sha) => sha.update(bytes),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        match self {
            // All 32 bits that there are.
            Self::Crc32(crc) => (crc.finalize() as u32).to_be_bytes().to_vec(),
            Self::Crc64(crc) => crc.finalize().to_be_bytes().to_vec(),
            Self::Sha1(sha) => sha.finalize().to_vec(),
            Self::Sha256(sha) => sha.finalize().to_vec(),
        }
    }
}
