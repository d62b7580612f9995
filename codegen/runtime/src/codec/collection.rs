//! Lists and maps. In the flat ones each item or entry is a member of its own, where the format has such.
//! A null in them is an error, but in those whose values are `Nullable`.

use crate::schema::{Codec, Key, ValueReader, ValueWriter};
use std::collections::HashMap;
use std::marker::PhantomData;

/// A `Vec` of values.
pub struct List<C>(PhantomData<C>);

/// A `Vec` of values that are members one by one.
pub struct FlatList<C>(PhantomData<C>);

/// A `HashMap` of values; the keys are strings or string enums.
pub struct Map<C>(PhantomData<C>);

/// A `HashMap` of entries that are members one by one.
pub struct FlatMap<C>(PhantomData<C>);

/// A value that may be null, in a sparse list or map.
pub struct Nullable<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<Option<T>> for Nullable<C> {
    const SENSITIVE: bool = C::SENSITIVE;
    const HAS_COMMA: bool = C::HAS_COMMA;

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Option<T>, R::Error> {
        let mut value = None;
        C::read_member(reader, &mut value)?;
        Ok(value)
    }

    /// Here null is a value.
    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<Option<T>>,
    ) -> Result<(), R::Error> {
        *slot = Some(Self::read(reader)?);
        Ok(())
    }

    fn write<W: ValueWriter>(value: &Option<T>, writer: W) -> Result<W::Ok, W::Error> {
        writer.nullable::<C, T>(value.as_ref())
    }
}

impl<C: Codec<T>, T> Codec<Vec<T>> for List<C> {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Vec<T>, R::Error> {
        reader.list::<C, T>()
    }

    fn write<W: ValueWriter>(value: &Vec<T>, writer: W) -> Result<W::Ok, W::Error> {
        writer.list::<C, T>(value)
    }
}

impl<C: Codec<T>, T> Codec<Vec<T>> for FlatList<C> {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<Vec<T>, R::Error> {
        let mut list = None;
        reader.flat_list::<C, T>(&mut list)?;
        Ok(list.unwrap_or_default())
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<Vec<T>>,
    ) -> Result<(), R::Error> {
        reader.flat_list::<C, T>(slot)
    }

    fn write<W: ValueWriter>(value: &Vec<T>, writer: W) -> Result<W::Ok, W::Error> {
        writer.flat_list::<C, T>(value)
    }
}

impl<C: Codec<T>, K: Key, T> Codec<HashMap<K, T>> for Map<C> {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<HashMap<K, T>, R::Error> {
        reader.map::<C, K, T>()
    }

    fn write<W: ValueWriter>(value: &HashMap<K, T>, writer: W) -> Result<W::Ok, W::Error> {
        writer.map::<C, K, T>(value)
    }
}

impl<C: Codec<T>, K: Key, T> Codec<HashMap<K, T>> for FlatMap<C> {
    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<HashMap<K, T>, R::Error> {
        let mut map = None;
        reader.flat_map::<C, K, T>(&mut map)?;
        Ok(map.unwrap_or_default())
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), R::Error> {
        reader.flat_map::<C, K, T>(slot)
    }

    fn write<W: ValueWriter>(value: &HashMap<K, T>, writer: W) -> Result<W::Ok, W::Error> {
        writer.flat_map::<C, K, T>(value)
    }
}
