//! Forms of values that a binary format has itself: floats that are not finite, times with a tag. In formats
//! that people read they look as those of JSON do.

use super::time;
use crate::schema::{Codec, ValueReader, ValueWriter, scalar};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

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
            true => scalar::write_float(*value, serializer),
            false => serializer.serialize_f64(*value),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f64, R::Error> {
        let deserializer = reader.scalar()?;
        match deserializer.is_human_readable() {
            true => scalar::float(deserializer),
            false => deserializer.deserialize_f64(Native),
        }
    }
}

impl Codec<f32> for NativeFloat {
    fn write<W: ValueWriter>(value: &f32, writer: W) -> Result<W::Ok, W::Error> {
        let serializer = writer.scalar();
        match serializer.is_human_readable() {
            true => scalar::write_single(*value, serializer),
            false => serializer.serialize_f32(*value),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f32, R::Error> {
        <Self as Codec<f64>>::read(reader).map(|value| value as f32)
    }
}

/// A float. The official reader takes no integer for one.
struct Native;

impl Visitor<'_> for Native {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a float")
    }

    fn visit_f64<E>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
}

/// The form of `C` in a member that cannot be null: official readers of CBOR refuse it where the model wants
/// a value.
pub struct NotNull<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<T> for NotNull<C> {
    const SENSITIVE: bool = C::SENSITIVE;

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        C::read(reader)
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<T>,
    ) -> Result<(), R::Error> {
        *slot = Some(C::read(reader)?);
        Ok(())
    }

    fn is_left_out(value: &T) -> bool {
        C::is_left_out(value)
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        C::write(value, writer)
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
            true => scalar::timestamp(Format::EpochSeconds, deserializer),
            false => deserializer.deserialize_newtype_struct(TAGGED_SECONDS, Tagged),
        }
    }
}

/// A number of either kind, as a float: so official clients count.
struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of seconds")
    }

    fn visit_f64<E>(self, seconds: f64) -> Result<f64, E> {
        Ok(seconds)
    }

    fn visit_i64<E>(self, seconds: i64) -> Result<f64, E> {
        Ok(seconds as f64)
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<f64, E> {
        let seconds = i64::try_from(seconds).map_err(E::custom)?;
        Ok(seconds as f64)
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
        let mut time = DateTime::from_secs_f64(inner.deserialize_any(Seconds)?);
        time.set_subsec_nanos(time.subsec_nanos() / MILLISECOND * MILLISECOND);
        Ok(time)
    }
}
