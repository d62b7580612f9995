//! Strings and booleans, which look the same everywhere.

use crate::schema::{Codec, ValueReader, ValueWriter};

/// A `String` or a `bool` as itself.
pub struct Plain;

impl Codec<String> for Plain {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<String, R::Error> {
        reader.string()
    }

    fn write<W: ValueWriter>(value: &String, writer: W) -> Result<W::Ok, W::Error> {
        writer.text(value)
    }
}

impl Codec<bool> for Plain {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<bool, R::Error> {
        reader.boolean()
    }

    fn write<W: ValueWriter>(value: &bool, writer: W) -> Result<W::Ok, W::Error> {
        writer.boolean(*value)
    }
}
