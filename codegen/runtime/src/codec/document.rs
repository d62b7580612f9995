//! Documents: JSON values without a schema.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::Document;

/// A `Document` as the value that it is.
pub struct Doc;

impl Codec<Document> for Doc {
    fn write<W: ValueWriter>(value: &Document, writer: W) -> Result<W::Ok, W::Error> {
        writer.document(value)
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Document, R::Error> {
        reader.document()
    }

    /// Here null is a value.
    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<Document>,
    ) -> Result<(), R::Error> {
        *slot = Some(Self::read(reader)?);
        Ok(())
    }
}
