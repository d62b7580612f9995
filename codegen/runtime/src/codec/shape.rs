//! Shapes inside shapes. The codec says which kind of shape a type is, so that no type has to.

use crate::schema::{self, Codec, ValueReader, ValueWriter, tri};
use std::marker::PhantomData;

/// A structure.
pub struct Structure;

/// A union.
pub struct Union;

/// An enum of strings, as its text.
pub struct Enum;

/// What `C` knows, in a `Box`.
pub struct Boxed<C>(PhantomData<C>);

impl<T: schema::Structure> Codec<T> for Structure {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        reader.structure()
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        writer.structure(value)
    }
}

impl<T: schema::Union> Codec<T> for Union {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        reader.union()
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        writer.union(value)
    }
}

impl<T: AsRef<str> + for<'a> From<&'a str>> Codec<T> for Enum {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        Ok(T::from(&tri!(reader.text())))
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        writer.text(value.as_ref())
    }
}

impl<C: Codec<T>, T> Codec<Box<T>> for Boxed<C> {
    const SENSITIVE: bool = C::SENSITIVE;

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Box<T>, R::Error> {
        Ok(Box::new(tri!(C::read(reader))))
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<Box<T>>,
    ) -> Result<(), R::Error> {
        let mut value = None;
        tri!(C::read_member(reader, &mut value));
        if let Some(value) = value {
            *slot = Some(Box::new(value));
        }
        Ok(())
    }

    fn write<W: ValueWriter>(value: &Box<T>, writer: W) -> Result<W::Ok, W::Error> {
        C::write(value, writer)
    }
}
