//! Binary data, which JSON carries as base64.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::{Blob, base64};
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// A `Blob` as base64 text.
pub struct Base64;

impl Codec<Blob> for Base64 {
    fn write<W: ValueWriter>(value: &Blob, writer: W) -> Result<W::Ok, W::Error> {
        Self::serialize(value, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Blob, R::Error> {
        Self::deserialize(reader.scalar()?)
    }
}

impl Base64 {
    pub(super) fn serialize<S: Serializer>(value: &Blob, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base64::encode(value))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Blob, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Blob, E> {
        base64::decode(text).map(Blob::new).map_err(E::custom)
    }
}
