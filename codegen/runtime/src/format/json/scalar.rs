//! Values without parts, as serde reads them: what no reader of JSON has a function for.

use super::error::Error;
use super::scan::Scanner;
use aws_smithy_types::Number;
use serde_core::de::{Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;
use std::borrow::Cow;

/// A value without parts.
pub enum Scalar<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
}

impl<'a> Scanner<'a> {
    /// Reads a value without parts.
    pub(super) fn take_scalar(&mut self) -> Result<Scalar<'a>, Error> {
        match self.peek() {
            Some(b'"') => self.take_text().map(Scalar::Text),
            Some(b'-' | b'0'..=b'9') => self.take_number().map(Scalar::Number),
            Some(b't') => self.word("true").map(|()| Scalar::Bool(true)),
            Some(b'f') => self.word("false").map(|()| Scalar::Bool(false)),
            Some(b'{' | b'[') => Err(self.unexpected()),
            _ => self.word("null").map(|()| Scalar::Null),
        }
    }
}

impl<'de> Deserializer<'de> for Scalar<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Number(Number::PosInt(number)) => visitor.visit_u64(number),
            Self::Number(Number::NegInt(number)) => visitor.visit_i64(number),
            Self::Number(Number::Float(number)) => visitor.visit_f64(number),
            Self::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Self::Text(Cow::Owned(text)) => visitor.visit_string(text),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
