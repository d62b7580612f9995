//! Forms of values that a binary format has itself: floats that are not finite, times with a tag. In formats
//! that people read they look as those of JSON do.

use super::number::Float;
use super::{number, time};
use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::DateTime;
use serde_core::de::Visitor;
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// An `f32` or `f64` as a number, even if it is not finite.
pub struct NativeFloat;

/// Seconds since 1970 as a float with a tag; read in milliseconds, as the official clients do.
pub struct TaggedSeconds;

/// The newtype struct around tagged seconds, by which a format knows them.
pub const TAGGED_SECONDS: &str = "TaggedSeconds";

impl Codec<f64> for NativeFloat {
    fn write<W: ValueWriter>(value: &f64, writer: W) -> Result<W::Ok, W::Error> {
        let serializer = writer.scalar();
        match serializer.is_human_readable() {
            true => number::write_float(*value, serializer),
            false => serializer.serialize_f64(*value),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f64, R::Error> {
        Float::read(reader)
    }
}

impl Codec<f32> for NativeFloat {
    fn write<W: ValueWriter>(value: &f32, writer: W) -> Result<W::Ok, W::Error> {
        let serializer = writer.scalar();
        match serializer.is_human_readable() {
            true => number::write_single(*value, serializer),
            false => serializer.serialize_f32(*value),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f32, R::Error> {
        Float::read(reader)
    }
}

impl Codec<DateTime> for TaggedSeconds {
    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        let serializer = writer.scalar();
        match serializer.is_human_readable() {
            true => time::write_seconds(value, serializer),
            false => serializer.serialize_newtype_struct(TAGGED_SECONDS, &value.as_secs_f64()),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        let deserializer = reader.scalar()?;
        match deserializer.is_human_readable() {
            true => time::read_seconds(deserializer),
            false => deserializer.deserialize_newtype_struct(TAGGED_SECONDS, Tagged),
        }
    }
}

struct Tagged;

impl<'de> Visitor<'de> for Tagged {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seconds with a tag")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<DateTime, D::Error> {
        const MILLISECOND: u32 = 1_000_000;
        let mut time = time::read_seconds(inner)?;
        time.set_subsec_nanos(time.subsec_nanos() / MILLISECOND * MILLISECOND);
        Ok(time)
    }
}
