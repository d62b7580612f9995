//! Binary data, which JSON carries as base64.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::{Blob, base64};

/// A `Blob` as base64 text.
pub struct Base64;

impl Codec<Blob> for Base64 {
    fn write<W: ValueWriter>(value: &Blob, writer: W) -> Result<W::Ok, W::Error> {
        writer.text(&base64::encode(value))
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Blob, R::Error> {
        reader.blob()
    }
}
