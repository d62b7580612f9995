//! Reading from serde: members go straight into the builder, items straight onto the list.

use crate::codec::{List, Map};
use crate::format::rows::{Named, Rows, Scope};
use crate::schema::{Codec, Key, MemberReader, Structure, Union, ValueReader};
use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

/// A claimed length is believed up to here.
const TRUSTED_LENGTH: usize = 4096;

/// Reads a shape.
pub fn read<'de, C: Codec<T>, T, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    C::read(Reader(deserializer))
}

/// A value that serde reads.
pub struct Reader<D>(pub D);

impl<'de, D: Deserializer<'de>> ValueReader<'de> for Reader<D> {
    type Error = D::Error;
    type Scalar = D;

    fn scalar(self) -> Result<D, D::Error> {
        Ok(self.0)
    }

    fn structure<T: Structure>(self) -> Result<T, D::Error> {
        // It is large, and stays where it is.
        let mut builder = T::Builder::default();
        self.0.deserialize_map(Members::<T>(&mut builder))?;
        Ok(T::finish(builder))
    }

    fn union<T: Union>(self) -> Result<T, D::Error> {
        self.0.deserialize_map(OneMember::<T>(PhantomData))
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, D::Error> {
        self.0.deserialize_seq(Items::<C, T>(PhantomData))
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, D::Error> {
        self.0.deserialize_map(Entries::<C, K, T>(PhantomData))
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), D::Error> {
        self.0.deserialize_option(Slot::<C, T>(slot, PhantomData))
    }

    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), D::Error> {
        self.nullable::<List<C>, _>(slot)
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), D::Error> {
        self.nullable::<Map<C>, _>(slot)
    }
}

/// A place for a value or nothing: null leaves it as it is.
struct Slot<'a, C, T>(&'a mut Option<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> Visitor<'de> for Slot<'_, C, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Some(C::read(Reader(deserializer))?);
        Ok(())
    }
}

/// The value of a map's entry that is a member.
struct MemberValue<'a, 'de, A>(&'a mut A, PhantomData<&'de ()>);

impl<'de, A: MapAccess<'de>> MemberReader for MemberValue<'_, 'de, A> {
    type Error = A::Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.0
            .next_value_seed(MemberSlot::<C, T>(slot, PhantomData))
    }

    fn ignore(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

struct MemberSlot<'a, C, T>(&'a mut Option<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for MemberSlot<'_, C, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        C::read_member(Reader(deserializer), self.0)
    }
}

struct Members<'a, T: Structure>(&'a mut T::Builder);

impl<'de, T: Structure> Visitor<'de> for Members<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the members of ")?;
        f.write_str(T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut rows = Rows::new(T::MEMBERS, Scope::All);
        while let Some(named) = map.next_key_seed(MemberName(&mut rows))? {
            let member = MemberValue(&mut map, PhantomData);
            match named {
                Named::Row(row) => T::read(self.0, row, member)?,
                Named::Type | Named::Nothing => member.ignore()?,
            }
        }
        Ok(())
    }
}

struct OneMember<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for OneMember<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with one member of {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut found = None;
        let mut rows = Rows::new(T::MEMBERS, Scope::All);
        while let Some(named) = map.next_key_seed(MemberName(&mut rows))? {
            let member = MemberValue(&mut map, PhantomData);
            let variant = match named {
                Named::Row(row) => T::read(Some(row), member)?,
                Named::Nothing => T::read(None, member)?,
                Named::Type => {
                    member.ignore()?;
                    continue;
                }
            };
            if variant.is_some() && found.is_some() {
                return Err(A::Error::custom(format_args!(
                    "more than one member of the union {} is set",
                    T::NAME
                )));
            }
            found = variant.or(found);
        }
        found.ok_or_else(|| {
            A::Error::custom(format_args!("no member of the union {} is set", T::NAME))
        })
    }
}

/// Reads a key, of which nobody keeps a copy.
struct MemberName<'a>(&'a mut Rows);

impl<'de> DeserializeSeed<'de> for MemberName<'_> {
    type Value = Named;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Named, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberName<'_> {
    type Value = Named;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Named, E> {
        Ok(self.0.find(name))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<Named, E> {
        Ok(std::str::from_utf8(name).map_or(Named::Nothing, |name| self.0.find(name)))
    }
}

struct Items<C, T>(PhantomData<(C, T)>);

impl<'de, C: Codec<T>, T> Visitor<'de> for Items<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let length = items.size_hint().unwrap_or(0).min(TRUSTED_LENGTH);
        let mut list = Vec::with_capacity(length);
        while items
            .next_element_seed(NextItem::<C, T>(&mut list, PhantomData))?
            .is_some()
        {}
        Ok(list)
    }
}

/// The next item goes straight onto the list: items can be large.
struct NextItem<'a, C, T>(&'a mut Vec<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for NextItem<'_, C, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.push(C::read(Reader(deserializer))?);
        Ok(())
    }
}

struct Entries<C, K, T>(PhantomData<(C, K, T)>);

impl<'de, C: Codec<T>, K: Key, T> Visitor<'de> for Entries<C, K, T> {
    type Value = HashMap<K, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<HashMap<K, T>, A::Error> {
        let length = entries.size_hint().unwrap_or(0).min(TRUSTED_LENGTH);
        let mut map = HashMap::with_capacity(length);
        while let Some(key) = entries.next_key_seed(EntryKey::<K>(PhantomData))? {
            let value = entries.next_value_seed(EntryValue::<C, T>(PhantomData))?;
            map.insert(key, value);
        }
        Ok(map)
    }
}

struct EntryKey<K>(PhantomData<K>);

impl<'de, K: Key> DeserializeSeed<'de> for EntryKey<K> {
    type Value = K;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<K: Key> Visitor<'_> for EntryKey<K> {
    type Value = K;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a map entry")
    }

    fn visit_str<E>(self, key: &str) -> Result<K, E> {
        Ok(K::from(key))
    }
}

struct EntryValue<C, T>(PhantomData<(C, T)>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for EntryValue<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        C::read(Reader(deserializer))
    }
}
