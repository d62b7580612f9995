//! Reading from serde: members go straight into the builder, items straight onto the list.

use super::rows::Rows;
use crate::codec::{List, Map};
use crate::schema::{
    Codec, Key, Member, MemberReader, Shape, Structure, Union, ValueReader, any_elsewhere,
};
use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

/// A claimed length is believed up to here.
const TRUSTED_LENGTH: usize = 4096;

/// What services put beside the members to name the shape.
const TYPE: &str = "__type";

/// Reads a value of the one form that its type has.
pub fn read<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read_from(Reader(deserializer))
}

/// Reads the members into a builder. It is large, and stays where it is.
pub fn read_structure<'de, T: Structure, D: Deserializer<'de>>(
    builder: &mut T::Builder,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Members::<T>(builder, Rows::All))
}

/// Reads those members that are in the body.
pub fn read_body<'de, T: Structure, D: Deserializer<'de>>(
    builder: &mut T::Builder,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Members::<T>(builder, Rows::Body))
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
        let mut builder = T::Builder::default();
        read_structure::<T, D>(&mut builder, self.0)?;
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

struct Members<'a, T: Structure>(&'a mut T::Builder, Rows);

impl<T: Structure> Members<'_, T> {
    /// Whether the structure has members elsewhere.
    const HAS_OTHERS: bool = any_elsewhere(T::MEMBERS);

    /// Whether a member of this name is elsewhere, and what is here has only its name.
    fn is_elsewhere(&self, name: &str) -> bool {
        let mut rows = T::MEMBERS.iter();
        Self::HAS_OTHERS && rows.any(|row| row.name == name && !self.1.have(row))
    }
}

impl<'de, T: Structure> Visitor<'de> for Members<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the members of ")?;
        f.write_str(T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(MemberName(T::MEMBERS))? {
            let member = MemberValue(&mut map, PhantomData);
            match name {
                Some(name) if !self.is_elsewhere(name) => T::read(self.0, name, member)?,
                _ => member.ignore()?,
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
        while let Some(name) = map.next_key_seed(MemberName(T::MEMBERS))? {
            let member = MemberValue(&mut map, PhantomData);
            if name == Some(TYPE) {
                member.ignore()?;
                continue;
            }
            // No variant has the empty name, so it leads to the unknown one.
            let variant = T::read(name.unwrap_or_default(), member)?;
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

/// Reads a key without keeping a copy: it is part of the input, or equal to one of these names,
/// or `None` because no member has it.
struct MemberName(&'static [Member]);

impl MemberName {
    fn known<'de>(&self, name: &[u8]) -> Option<&'de str> {
        let mut names = self.0.iter().map(|member| member.name).chain([TYPE]);
        names.find(|known| known.as_bytes() == name)
    }
}

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<&'de str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for MemberName {
    type Value = Option<&'de str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Some(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.known(name.as_bytes()))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<Self::Value, E> {
        Ok(self.known(name))
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
