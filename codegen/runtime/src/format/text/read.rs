//! Reading a scalar from text.

use serde_core::de::{self, Visitor};
use serde_core::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// A text that serde reads as a scalar. `E` is the error of the format that the text is in.
pub struct Deserializer<'de, E> {
    input: Input<'de>,
    error: PhantomData<E>,
}

/// What is read.
enum Input<'de> {
    /// Bytes, which nobody has looked at.
    Bytes(&'de [u8]),
    Text(Cow<'de, str>),
}

impl<'de, E> Deserializer<'de, E> {
    /// What these bytes say. They need not be text, as long as nobody reads text from them.
    pub fn new(bytes: &'de [u8]) -> Self {
        Self {
            input: Input::Bytes(bytes),
            error: PhantomData,
        }
    }

    /// What a text says, which need not be in the input as such.
    pub fn of_text(text: Cow<'de, str>) -> Self {
        Self {
            input: Input::Text(text),
            error: PhantomData,
        }
    }
}

impl<'de, E: de::Error> Deserializer<'de, E> {
    fn text(self) -> Result<Cow<'de, str>, E> {
        match self.input {
            Input::Text(text) => Ok(text),
            Input::Bytes(bytes) => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| E::custom("what should be text is not UTF-8")),
        }
    }

    fn parse<T: FromStr>(self, what: &dyn de::Expected) -> Result<T, E> {
        let text = self.text()?;
        let wrong = |_| E::invalid_value(de::Unexpected::Str(&text), what);
        text.parse().map_err(wrong)
    }
}

impl<'de, E: de::Error> de::Deserializer<'de> for Deserializer<'de, E> {
    type Error = E;

    /// Text is not what people read: what cannot be in it as such is encoded.
    fn is_human_readable(&self) -> bool {
        false
    }

    /// A number if it is one, else text. Numbers that are not finite are text, as in JSON.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let text = self.text()?;
        if let Ok(number) = text.parse::<u64>() {
            return visitor.visit_u64(number);
        }
        if let Ok(number) = text.parse::<i64>() {
            return visitor.visit_i64(number);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => visitor.visit_f64(number),
            _ => visit_text(text, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let value = self.parse(&Expected(&visitor))?;
        visitor.visit_bool(value)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let value = self.parse(&Expected(&visitor))?;
        visitor.visit_i64(value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visit_text(self.text()?, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.input {
            Input::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Input::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Input::Text(Cow::Owned(text)) => visitor.visit_byte_buf(text.into_bytes()),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char unit unit_struct seq tuple tuple_struct map
        struct enum identifier ignored_any
    }
}

fn visit_text<'de, V: Visitor<'de>, E: de::Error>(
    text: Cow<'de, str>,
    visitor: V,
) -> Result<V::Value, E> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

/// What a visitor expects.
struct Expected<'a, V>(&'a V);

impl<'de, V: Visitor<'de>> de::Expected for Expected<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }
}
