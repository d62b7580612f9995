//! Timestamps in the three forms of the wire.

use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_core::{Serializer, ser};

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
        reader.timestamp(Format::EpochSeconds)
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

impl Codec<DateTime> for DateTimeOffset {
    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        write_text(value, Format::DateTime, writer)
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        reader.timestamp(Format::DateTimeWithOffset)
    }
}

impl Codec<DateTime> for HttpDate {
    const HAS_COMMA: bool = true;

    fn write<W: ValueWriter>(value: &DateTime, writer: W) -> Result<W::Ok, W::Error> {
        write_text(value, Format::HttpDate, writer)
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<DateTime, R::Error> {
        reader.timestamp(Format::HttpDate)
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
        let text = reader.text()?;
        Ok(DateTime::from_str(&text, Format::HttpDate).ok())
    }
}

fn write_text<W: ValueWriter>(
    value: &DateTime,
    format: Format,
    writer: W,
) -> Result<W::Ok, W::Error> {
    let text = value.fmt(format).map_err(ser::Error::custom)?;
    writer.text(&text)
}
