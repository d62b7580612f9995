//! Numbers: integers, floats that need not be finite, and arbitrary precision.

use crate::schema::scalar::{write_float, write_single};
use crate::schema::{Codec, ValueReader, ValueWriter};
use aws_smithy_types::{BigDecimal, BigInteger};
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer, ser};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// An `i8`, `i16`, `i32` or `i64`.
pub struct Integer;

impl<T: Copy + Into<i64> + TryFrom<i64>> Codec<T> for Integer {
    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        writer.integer((*value).into())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        let value = reader.integer()?;
        T::try_from(value).map_err(|_| R::Error::custom(format_args!("{value} is out of range")))
    }
}

/// An `f32` or `f64`: a number, or one of the texts `NaN`, `Infinity`, `-Infinity`.
pub struct Float;

impl Codec<f64> for Float {
    fn write<W: ValueWriter>(value: &f64, writer: W) -> Result<W::Ok, W::Error> {
        write_float(*value, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f64, R::Error> {
        reader.float()
    }
}

impl Codec<f32> for Float {
    fn write<W: ValueWriter>(value: &f32, writer: W) -> Result<W::Ok, W::Error> {
        write_single(*value, writer.scalar())
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<f32, R::Error> {
        // The official client reads a double first, too.
        <Self as Codec<f64>>::read(reader).map(|value| value as f32)
    }
}

/// A `BigInteger` as a number of up to 128 bits; reading also takes text.
pub struct BigInt;

impl Codec<BigInteger> for BigInt {
    fn write<W: ValueWriter>(value: &BigInteger, writer: W) -> Result<W::Ok, W::Error> {
        let digits = value.as_ref();
        if let Ok(number) = digits.parse::<i64>() {
            writer.integer(number)
        } else if let Ok(number) = digits.parse::<i128>() {
            writer.scalar().serialize_i128(number)
        } else {
            Err(ser::Error::custom("an integer has more than 128 bits"))
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<BigInteger, R::Error> {
        reader.scalar()?.deserialize_any(Digits(PhantomData))
    }
}

/// A `BigDecimal` as a number, if a double can hold it; reading also takes text.
pub struct BigDec;

impl Codec<BigDecimal> for BigDec {
    fn write<W: ValueWriter>(value: &BigDecimal, writer: W) -> Result<W::Ok, W::Error> {
        let digits = value.as_ref();
        if let Ok(number) = digits.parse::<i64>() {
            return writer.integer(number);
        }
        match digits.parse::<f64>() {
            Ok(number) if number.to_string() == digits => writer.scalar().serialize_f64(number),
            _ => Err(ser::Error::custom("a number does not fit into a double")),
        }
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<BigDecimal, R::Error> {
        reader.scalar()?.deserialize_any(Digits(PhantomData))
    }
}

struct Digits<T>(PhantomData<T>);

impl<T> Digits<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn parse<E: Error>(digits: &str) -> Result<T, E> {
        digits.parse().map_err(E::custom)
    }
}

impl<T> Visitor<'_> for Digits<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or its digits as text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Self::parse(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Self::parse(&number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<T, E> {
        Self::parse(&number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<T, E> {
        Self::parse(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        Self::parse(&number.to_string())
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<T, E> {
        Self::parse(digits)
    }
}
