//! Values without parts, as serde writes them.

use super::bits::{Major, Simple, Tag};
use super::error::Error;
use crate::codec::TAGGED_SECONDS;
use serde_core::ser::{Error as _, Impossible, Serialize, Serializer};

/// What has been written.
pub(super) struct Encoder(pub(super) Vec<u8>);

impl Encoder {
    /// The shortest head that has the number.
    #[inline]
    pub(super) fn head(&mut self, major: u8, number: u64) {
        let major = major << 5;
        match number {
            0..=23 => self.0.push(major | number as u8),
            24..=0xff => self.0.extend([major | 24, number as u8]),
            0x100..=0xffff => self.long_head(major | 25, &(number as u16).to_be_bytes()),
            0x1_0000..=0xffff_ffff => self.long_head(major | 26, &(number as u32).to_be_bytes()),
            _ => self.long_head(major | 27, &number.to_be_bytes()),
        }
    }

    fn long_head(&mut self, first: u8, number: &[u8]) {
        self.0.push(first);
        self.0.extend_from_slice(number);
    }

    fn simple(&mut self, what: u8) {
        self.0.push(Major::SIMPLE << 5 | what);
    }

    pub(super) fn null(&mut self) {
        self.simple(Simple::NULL);
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        self.head(Major::TEXT, text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// An integer that 64 bits hold, beside its sign, stands for itself; a larger one is bytes with a tag.
    fn wide(&mut self, number: i128) {
        let (major, tag, size) = match number < 0 {
            true => (Major::NEGATIVE, Tag::NEGATIVE, -1 - number),
            false => (Major::UNSIGNED, Tag::POSITIVE, number),
        };
        if let Ok(size) = u64::try_from(size) {
            return self.head(major, size);
        }
        self.head(Major::TAG, tag);
        let bytes = size.to_be_bytes();
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        self.head(Major::BYTES, (bytes.len() - zeros) as u64);
        self.0.extend_from_slice(&bytes[zeros..]);
    }
}

/// What has parts is written by the codecs, member by member.
fn has_parts() -> Error {
    Error::custom("a value with parts stands where one without is expected")
}

impl Serializer for &mut Encoder {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.simple(if value { Simple::TRUE } else { Simple::FALSE });
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.wide(value.into());
        Ok(())
    }

    fn serialize_i128(self, value: i128) -> Result<(), Error> {
        self.wide(value);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.head(Major::UNSIGNED, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.long_head(Major::SIMPLE << 5 | Simple::SINGLE, &value.to_be_bytes());
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.long_head(Major::SIMPLE << 5 | Simple::DOUBLE, &value.to_be_bytes());
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.head(Major::BYTES, value.len() as u64);
        self.0.extend_from_slice(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.null();
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.null();
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if name == TAGGED_SECONDS {
            self.head(Major::TAG, Tag::EPOCH_SECONDS);
        }
        value.serialize(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(has_parts())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        Err(has_parts())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(has_parts())
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        Err(has_parts())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(has_parts())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(has_parts())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Err(has_parts())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(has_parts())
    }
}
