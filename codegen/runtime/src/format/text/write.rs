//! Writing a scalar as text.

use aws_smithy_types::primitive::Encoder;
use serde_core::Serialize;
use serde_core::ser::{self, Error as _, Impossible};

/// Where the text of a scalar goes.
pub trait Sink: Sized {
    type Ok;
    type Error: ser::Error;

    /// Whether what people read in a text is written so, and not encoded.
    const IS_FOR_PEOPLE: bool = false;

    fn put(self, text: &str) -> Result<Self::Ok, Self::Error>;

    /// Takes a number or a boolean, where those are not texts.
    fn put_plain(self, text: &str) -> Result<Self::Ok, Self::Error> {
        self.put(text)
    }

    /// Takes bytes, where those need not be text.
    fn put_bytes(self, _: &[u8]) -> Result<Self::Ok, Self::Error> {
        Err(Self::Error::custom("bytes are no text"))
    }
}

/// Writes scalars as text.
pub struct Serializer<S>(pub S);

impl<S: Sink> Serializer<S> {
    fn encode(self, value: impl Into<Encoder>) -> Result<S::Ok, S::Error> {
        self.0.put_plain(value.into().encode())
    }

    fn refuse<T>(self) -> Result<T, S::Error> {
        Err(S::Error::custom("a value that has parts is no text"))
    }
}

impl<S: Sink> serde_core::Serializer for Serializer<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = Impossible<S::Ok, S::Error>;
    type SerializeStruct = Impossible<S::Ok, S::Error>;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    /// What cannot be in a text as such is encoded.
    fn is_human_readable(&self) -> bool {
        S::IS_FOR_PEOPLE
    }

    fn serialize_bool(self, value: bool) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_i8(self, value: i8) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_i16(self, value: i16) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_i32(self, value: i32) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_i64(self, value: i64) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_i128(self, value: i128) -> Result<S::Ok, S::Error> {
        self.0.put_plain(&value.to_string())
    }

    fn serialize_u8(self, value: u8) -> Result<S::Ok, S::Error> {
        self.encode(u64::from(value))
    }

    fn serialize_u16(self, value: u16) -> Result<S::Ok, S::Error> {
        self.encode(u64::from(value))
    }

    fn serialize_u32(self, value: u32) -> Result<S::Ok, S::Error> {
        self.encode(u64::from(value))
    }

    fn serialize_u64(self, value: u64) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        self.encode(value)
    }

    fn serialize_char(self, value: char) -> Result<S::Ok, S::Error> {
        self.0.put(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<S::Ok, S::Error> {
        self.0.put(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        self.0.put_bytes(value)
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("null is no text"))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<S::Ok, S::Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.0.put(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        self.refuse()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.refuse()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.refuse()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.refuse()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.refuse()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.refuse()
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        self.refuse()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.refuse()
    }
}
