//! Writing shapes.

use super::bits::{BREAK, INDEFINITE, Major};
use super::error::Error;
use super::scalar_write::Encoder;
use crate::schema::{Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::SerializationError;
use serde_core::ser::Error as _;
use std::collections::HashMap;

/// Writes the members of a structure.
pub fn write_structure<T: Structure>(value: &T) -> Result<Vec<u8>, Error> {
    // Most inputs fit, and a larger start costs nothing.
    let mut encoder = Encoder(Vec::with_capacity(1024));
    encoder.structure(value)?;
    Ok(encoder.0)
}

/// The members of a map.
struct Members<'a> {
    encoder: &'a mut Encoder,
    written: Result<(), Error>,
}

impl<'a> Members<'a> {
    fn new(encoder: &'a mut Encoder) -> Self {
        let written = Ok(());
        Self { encoder, written }
    }
}

impl MemberWriter for Members<'_> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if self.written.is_ok() {
            self.encoder.text(member.name);
            self.written = C::write(value, &mut *self.encoder);
        }
    }
}

impl ValueWriter for &mut Encoder {
    type Ok = ();
    type Error = Error;
    type Scalar = Self;

    fn scalar(self) -> Self {
        self
    }

    /// Of indefinite length: what is set is known only when it is written.
    fn structure<T: Structure>(self, value: &T) -> Result<(), Error> {
        self.0.push(Major::MAP << 5 | INDEFINITE);
        let mut members = Members::new(self);
        value.write(&mut members);
        members.encoder.0.push(BREAK);
        members.written
    }

    fn union<T: Union>(self, value: &T) -> Result<(), Error> {
        self.head(Major::MAP, 1);
        let before = self.0.len();
        let mut members = Members::new(self);
        value.write(&mut members);
        match members.encoder.0.len() == before {
            true => Err(Error::custom(SerializationError::unknown_variant(T::NAME))),
            false => members.written,
        }
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Error> {
        self.head(Major::LIST, items.len() as u64);
        items.iter().try_for_each(|item| C::write(item, &mut *self))
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<(), Error> {
        self.head(Major::MAP, entries.len() as u64);
        for (key, value) in entries {
            self.text(key.as_ref());
            C::write(value, &mut *self)?;
        }
        Ok(())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Error> {
        match value {
            Some(value) => C::write(value, self),
            None => {
                self.null();
                Ok(())
            }
        }
    }
}
