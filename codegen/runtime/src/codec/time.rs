//! Timestamps in the three forms of the wire.
//!
//! Reading JSON is lenient as the official client is: each form also takes a number of seconds, and
//! the one whose form is a number also takes RFC 3339.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer, ser};
use std::fmt;

/// Seconds since 1970 as a number, with a fraction where there is one.
pub struct EpochSeconds;

/// RFC 3339, as in `2024-02-29T12:00:00Z`; read with any offset.
pub struct DateTimeOffset;

/// The date of HTTP headers, as in `Thu, 29 Feb 2024 12:00:00 GMT`.
pub struct HttpDate;

/// The same in a member that has no value if the text is no date.
pub struct HttpDateOrText;

impl Codec<DateTime> for EpochSeconds {
    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        write_seconds(value, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        read_seconds(reader.scalar()?)
    }
}

pub(super) fn write_seconds<S: Serializer>(
    value: &DateTime,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.has_subsec_nanos() {
        true => serializer.serialize_f64(value.as_secs_f64()),
        false => serializer.serialize_i64(value.secs()),
    }
}

pub(super) fn read_seconds<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<DateTime, D::Error> {
    deserializer.deserialize_any(Timestamp(Format::DateTimeWithOffset))
}

impl Codec<DateTime> for DateTimeOffset {
    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        write_text(value, Format::DateTime, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        read_text(Format::DateTimeWithOffset, reader.scalar()?)
    }
}

impl Codec<DateTime> for HttpDate {
    const HAS_COMMA: bool = true;

    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        write_text(value, Format::HttpDate, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        read_text(Format::HttpDate, reader.scalar()?)
    }
}

impl Codec<DateTime> for HttpDateOrText {
    const HAS_COMMA: bool = true;

    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        HttpDate::write(value, writer)
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        HttpDate::read(reader)
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<DateTime>,
    ) -> Result<(), R::Error> {
        let mut found = None;
        reader.nullable::<Self, Option<DateTime>>(&mut found)?;
        *slot = found.flatten();
        Ok(())
    }
}

impl Codec<Option<DateTime>> for HttpDateOrText {
    fn write<W: ValueWriter>(value: &Option<DateTime>, writer: W) -> Result<W::Ok, W::Error> {
        writer.nullable::<HttpDate, _>(value.as_ref())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Option<DateTime>, R::Error> {
        reader.scalar()?.deserialize_str(DateOrText)
    }
}

fn write_text<S: Serializer>(
    value: &DateTime,
    format: Format,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = value.fmt(format).map_err(ser::Error::custom)?;
    serializer.serialize_str(&text)
}

/// Reads any text.
struct DateOrText;

impl Visitor<'_> for DateOrText {
    type Value = Option<DateTime>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(DateTime::from_str(text, Format::HttpDate).ok())
    }
}

fn read_text<'de, D: Deserializer<'de>>(format: Format, value: D) -> Result<DateTime, D::Error> {
    // Where all is text, a number is a text of another format.
    match value.is_human_readable() {
        true => value.deserialize_any(Timestamp(format)),
        false => value.deserialize_str(Timestamp(format)),
    }
}

/// Reads a number of seconds, or a text of this format.
struct Timestamp(Format);

impl Visitor<'_> for Timestamp {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp")
    }

    fn visit_i64<E>(self, seconds: i64) -> Result<DateTime, E> {
        Ok(DateTime::from_secs(seconds))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<DateTime, E> {
        i64::try_from(seconds)
            .map(DateTime::from_secs)
            .map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<DateTime, E> {
        // Both bounds are exact: -2^63 and 2^63.
        const SECONDS: std::ops::Range<f64> = i64::MIN as f64..-(i64::MIN as f64);
        if SECONDS.contains(&seconds) {
            Ok(DateTime::from_secs_f64(seconds))
        } else {
            Err(E::custom(format_args!(
                "no timestamp is {seconds} seconds after 1970"
            )))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
        DateTime::from_str(text, self.0).map_err(E::custom)
    }
}
