//! Binary data as itself, where the format is not one that people read; there it is base64 text.

use super::blob::Base64;
use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::Blob;
use serde_core::de::Visitor;
use serde_core::{Deserializer, Serializer, de};
use std::fmt;

/// A `Blob` as bytes.
pub struct NativeBytes;

impl Codec<Blob> for NativeBytes {
    fn write<W: ValueWriter>(value: &Blob, writer: W) -> Result<W::Ok, W::Error> {
        let scalar = writer.scalar();
        match scalar.is_human_readable() {
            true => Base64::serialize(value, scalar),
            false => scalar.serialize_bytes(value.as_ref()),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Blob, R::Error> {
        let scalar = reader.scalar()?;
        match scalar.is_human_readable() {
            true => Base64::deserialize(scalar),
            false => scalar.deserialize_byte_buf(Bytes),
        }
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }
}
