//! Binary data as itself, where a format has such. In formats that people read it looks as that of JSON
//! does.

use crate::schema::{Codec, ValueReader, ValueWriter, scalar};
use aws_smithy_types::{Blob, base64};
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// A `Blob` as bytes.
pub struct NativeBytes;

impl Codec<Blob> for NativeBytes {
    fn write<W: ValueWriter>(value: &Blob, writer: W) -> Result<W::Ok, W::Error> {
        let serializer = writer.scalar();
        match serializer.is_human_readable() {
            true => serializer.serialize_str(&base64::encode(value)),
            false => serializer.serialize_bytes(value.as_ref()),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Blob, R::Error> {
        let deserializer = reader.scalar()?;
        match deserializer.is_human_readable() {
            true => scalar::blob(deserializer),
            false => deserializer.deserialize_byte_buf(Bytes),
        }
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("binary data")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
        Ok(Blob::new(bytes))
    }
}
