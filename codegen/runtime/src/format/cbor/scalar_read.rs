//! Values without parts, as serde reads them.

use super::bits::{Major, Simple, Tag};
use super::decoder::{Decoder, Head};
use super::error::{Error, Problem};
use crate::codec::TAGGED_SECONDS;
use serde_core::de::{Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;
use std::borrow::Cow;

/// The bytes of the largest number that has more than 64 bits.
const WIDE: usize = size_of::<u128>();

impl<'de> Deserializer<'de> for &mut Decoder<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let head = self.head()?;
        match head.major {
            Major::UNSIGNED => visitor.visit_u64(head.number),
            Major::NEGATIVE => match i64::try_from(head.number) {
                Ok(number) => visitor.visit_i64(-1 - number),
                Err(_) => visitor.visit_i128(-1 - i128::from(head.number)),
            },
            Major::BYTES => match self.string(head)? {
                Cow::Borrowed(bytes) => visitor.visit_borrowed_bytes(bytes),
                Cow::Owned(bytes) => visitor.visit_byte_buf(bytes),
            },
            Major::TEXT => match self.text_of(head)? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Major::TAG => visitor.visit_i128(self.wide(head.number)?),
            Major::SIMPLE => self.simple(head, visitor),
            _ => Err(self.error(Problem::Unexpected)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.null() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == TAGGED_SECONDS && self.head_of(Major::TAG)?.number != Tag::EPOCH_SECONDS {
            return Err(self.error(Problem::Unexpected));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.skip()?;
        visitor.visit_unit()
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de> Decoder<'de> {
    fn simple<V: Visitor<'de>>(&self, head: Head, visitor: V) -> Result<V::Value, Error> {
        match head.info {
            Simple::FALSE => visitor.visit_bool(false),
            Simple::TRUE => visitor.visit_bool(true),
            Simple::NULL | Simple::UNDEFINED => visitor.visit_unit(),
            Simple::HALF => visitor.visit_f64(half(head.number)),
            Simple::SINGLE => visitor.visit_f64(single(head.number)),
            Simple::DOUBLE => visitor.visit_f64(f64::from_bits(head.number)),
            _ => Err(self.error(Problem::Unexpected)),
        }
    }

    /// A number of this tag, which has more than 64 bits. One of more than 128 is refused.
    fn wide(&mut self, tag: u64) -> Result<i128, Error> {
        let head = self.head_of(Major::BYTES)?;
        let bytes = self.string(head)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let bytes = &bytes[zeros..];
        let mut wide = [0; WIDE];
        let place = WIDE.checked_sub(bytes.len());
        let place = place.ok_or_else(|| self.error(Problem::Unexpected))?;
        wide[place..].copy_from_slice(bytes);
        let number = i128::from_be_bytes(wide);
        match tag {
            _ if number < 0 => Err(self.error(Problem::Unexpected)),
            Tag::POSITIVE => Ok(number),
            Tag::NEGATIVE => Ok(-1 - number),
            _ => Err(self.error(Problem::Unexpected)),
        }
    }
}

fn single(bits: u64) -> f64 {
    // The number was read from four bytes.
    f32::from_bits(bits as u32).into()
}

/// A float of 16 bits, which Rust does not have.
fn half(bits: u64) -> f64 {
    const LEAST: f64 = 1.0 / 16_777_216.0;
    let (exponent, fraction) = ((bits >> 10) & 0x1f, (bits & 0x3ff) as f64);
    let size = match exponent {
        0 => fraction * LEAST,
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        // At most 2^15 times a number below two.
        exponent => (fraction + 1024.0) * LEAST * f64::from(1_u32 << (exponent - 1)),
    };
    match bits & 0x8000 {
        0 => size,
        _ => -size,
    }
}
