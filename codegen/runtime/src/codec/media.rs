//! Text of some media type, which headers carry as base64.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::base64;
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// A `String` as base64 of its text in headers; for people it is that text.
pub struct MediaText;

impl Codec<String> for MediaText {
    fn write<W: ValueWriter>(value: &String, writer: W) -> Result<W::Ok, W::Error> {
        let scalar = writer.scalar();
        match scalar.is_human_readable() {
            true => scalar.serialize_str(value),
            false => scalar.serialize_str(&base64::encode(value)),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<String, R::Error> {
        let scalar = reader.scalar()?;
        match scalar.is_human_readable() {
            true => scalar.deserialize_string(Text::Plain),
            false => scalar.deserialize_string(Text::Encoded),
        }
    }
}

/// Text as it is, or base64 of text.
enum Text {
    Plain,
    Encoded,
}

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "a string",
            Self::Encoded => "base64 of text",
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        match self {
            Self::Plain => Ok(text.to_owned()),
            Self::Encoded => {
                let bytes = base64::decode(text).map_err(E::custom)?;
                String::from_utf8(bytes).map_err(E::custom)
            }
        }
    }
}
