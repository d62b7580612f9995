//! Values without parts in serde's formats. Reading is lenient where official clients are.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, base64};
use serde_core::de::{Error, Unexpected, Visitor};
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A text, without a copy if it is as such in the input.
pub fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Cow<'de, str>, D::Error> {
    value.deserialize_str(Text)
}

/// A text of one's own.
pub fn string<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    String::deserialize(value)
}

/// A boolean.
pub fn boolean<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    bool::deserialize(value)
}

/// An integer.
pub fn integer<'de, D: Deserializer<'de>>(value: D) -> Result<i64, D::Error> {
    value.deserialize_i64(Integer)
}

/// A number, or one of the texts `NaN`, `Infinity`, `-Infinity`.
pub fn float<'de, D: Deserializer<'de>>(value: D) -> Result<f64, D::Error> {
    value.deserialize_any(Float)
}

/// A timestamp. Each format also takes a number of seconds, and the one that is a number RFC 3339.
pub fn timestamp<'de, D: Deserializer<'de>>(
    format: Format,
    value: D,
) -> Result<DateTime, D::Error> {
    match format {
        Format::EpochSeconds => value.deserialize_any(Timestamp(Format::DateTimeWithOffset)),
        _ if value.is_human_readable() => value.deserialize_any(Timestamp(format)),
        // Where all is text, a number is a text of another format.
        _ => value.deserialize_str(Timestamp(format)),
    }
}

/// Binary data as base64.
pub fn blob<'de, D: Deserializer<'de>>(value: D) -> Result<Blob, D::Error> {
    value.deserialize_str(Base64)
}

/// Writes a number, or the text of one that is not finite.
pub fn write_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    match not_finite(value) {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_f64(value),
    }
}

/// As [`write_float`].
pub fn write_single<S: Serializer>(value: f32, serializer: S) -> Result<S::Ok, S::Error> {
    match not_finite(value.into()) {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_f32(value),
    }
}

fn not_finite(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value == f64::INFINITY {
        Some("Infinity")
    } else if value == f64::NEG_INFINITY {
        Some("-Infinity")
    } else {
        None
    }
}

/// The readers above as methods of a reader that is no generic type: so they are compiled with it. Without a
/// lifetime those of texts are left out.
macro_rules! compiled_here {
    ($de:lifetime) => {
        fn text(self) -> Result<::std::borrow::Cow<$de, str>, Self::Error> {
            $crate::schema::scalar::text(self.scalar()?)
        }

        fn string(self) -> Result<String, Self::Error> {
            $crate::schema::scalar::string(self.scalar()?)
        }

        $crate::schema::scalar::compiled_here!();
    };
    () => {
        fn boolean(self) -> Result<bool, Self::Error> {
            $crate::schema::scalar::boolean(self.scalar()?)
        }

        fn integer(self) -> Result<i64, Self::Error> {
            $crate::schema::scalar::integer(self.scalar()?)
        }

        fn float(self) -> Result<f64, Self::Error> {
            $crate::schema::scalar::float(self.scalar()?)
        }

        fn timestamp(
            self,
            format: ::aws_smithy_types::date_time::Format,
        ) -> Result<::aws_smithy_types::DateTime, Self::Error> {
            $crate::schema::scalar::timestamp(format, self.scalar()?)
        }

        fn blob(self) -> Result<::aws_smithy_types::Blob, Self::Error> {
            $crate::schema::scalar::blob(self.scalar()?)
        }
    };
}

pub(crate) use compiled_here;

struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}

struct Integer;

impl Visitor<'_> for Integer {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value).map_err(|_| E::custom(format_args!("{value} is out of range")))
    }

    /// `-0` is the one integer that readers of JSON give as a float.
    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        if value == 0.0 && value.is_sign_negative() {
            return Ok(0);
        }
        Err(E::invalid_type(Unexpected::Float(value), &self))
    }
}

struct Float;

impl Visitor<'_> for Float {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or one of the texts NaN, Infinity, -Infinity")
    }

    fn visit_i64<E>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_f64<E>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        match text.parse::<f64>() {
            Ok(value) if !value.is_finite() => Ok(value),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
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

struct Base64;

impl Visitor<'_> for Base64 {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Blob, E> {
        base64::decode(text).map(Blob::new).map_err(E::custom)
    }
}
