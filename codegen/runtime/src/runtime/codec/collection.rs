//! Lists and maps. In the sparse ones a value can be null, in the others that is an error.

use super::{Codec, Encoded, Wanted};
use serde_core::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserializer, Serializer};
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

/// A `Vec` of values.
pub(crate) struct List<C>(PhantomData<C>);

/// A `Vec` of values some of which may be missing.
pub(crate) struct SparseList<C>(PhantomData<C>);

/// A `HashMap` of values; the keys are strings or string enums.
pub(crate) struct Map<C>(PhantomData<C>);

/// A `HashMap` of values some of which may be missing.
pub(crate) struct SparseMap<C>(PhantomData<C>);

/// A value that may be null.
struct Nullable<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<Option<T>> for Nullable<C> {
    fn serialize<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&Encoded::<C, T>::new(value)),
            None => serializer.serialize_none(),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let mut value = None;
        C::deserialize_member(&mut value, deserializer)?;
        Ok(value)
    }
}

impl<C: Codec<T>, T> Codec<Vec<T>> for List<C> {
    fn serialize<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Encoded::<C, T>::new))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(Elements::<C, T>(PhantomData))
    }
}

impl<C: Codec<T>, T> Codec<Vec<Option<T>>> for SparseList<C> {
    fn serialize<S: Serializer>(value: &Vec<Option<T>>, serializer: S) -> Result<S::Ok, S::Error> {
        List::<Nullable<C>>::serialize(value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Option<T>>, D::Error> {
        List::<Nullable<C>>::deserialize(deserializer)
    }
}

impl<C, K, T> Codec<HashMap<K, T>> for Map<C>
where
    C: Codec<T>,
    K: AsRef<str> + for<'a> From<&'a str> + Eq + Hash,
{
    fn serialize<S: Serializer>(value: &HashMap<K, T>, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = value.iter();
        serializer
            .collect_map(entries.map(|(key, value)| (key.as_ref(), Encoded::<C, T>::new(value))))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<K, T>, D::Error> {
        deserializer.deserialize_map(Entries::<C, K, T>(PhantomData))
    }
}

impl<C, K, T> Codec<HashMap<K, Option<T>>> for SparseMap<C>
where
    C: Codec<T>,
    K: AsRef<str> + for<'a> From<&'a str> + Eq + Hash,
{
    fn serialize<S: Serializer>(
        value: &HashMap<K, Option<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Map::<Nullable<C>>::serialize(value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<HashMap<K, Option<T>>, D::Error> {
        Map::<Nullable<C>>::deserialize(deserializer)
    }
}

/// A claimed length is believed up to here.
const TRUSTED_LENGTH: usize = 4096;

struct Elements<C, T>(PhantomData<(C, T)>);

impl<'de, C: Codec<T>, T> Visitor<'de> for Elements<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let length = elements.size_hint().unwrap_or(0).min(TRUSTED_LENGTH);
        let mut list = Vec::with_capacity(length);
        while elements
            .next_element_seed(Next::<C, T>(&mut list, PhantomData))?
            .is_some()
        {}
        Ok(list)
    }
}

/// The next element goes straight onto the list: elements can be large.
struct Next<'a, C, T>(&'a mut Vec<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for Next<'_, C, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.push(C::deserialize(deserializer)?);
        Ok(())
    }
}

struct Entries<C, K, T>(PhantomData<(C, K, T)>);

impl<'de, C, K, T> Visitor<'de> for Entries<C, K, T>
where
    C: Codec<T>,
    K: for<'a> From<&'a str> + Eq + Hash,
{
    type Value = HashMap<K, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<HashMap<K, T>, A::Error> {
        let length = entries.size_hint().unwrap_or(0).min(TRUSTED_LENGTH);
        let mut map = HashMap::with_capacity(length);
        while let Some(key) = entries.next_key_seed(Key::<K>(PhantomData))? {
            map.insert(key, entries.next_value_seed(Wanted::<C, T>::NEW)?);
        }
        Ok(map)
    }
}

struct Key<K>(PhantomData<K>);

impl<'de, K: for<'a> From<&'a str>> DeserializeSeed<'de> for Key<K> {
    type Value = K;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<K: for<'a> From<&'a str>> Visitor<'_> for Key<K> {
    type Value = K;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key of a map entry")
    }

    fn visit_str<E>(self, key: &str) -> Result<K, E> {
        Ok(K::from(key))
    }
}
