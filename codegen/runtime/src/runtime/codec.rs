//! How values look on the wire.
//!
//! A codec is a marker type: `EpochSeconds` says how a `DateTime` is written and read, `List<C>`
//! how a `Vec` of what `C` knows is. [`Structure`] and [`Union`] put members together.

mod blob;
mod collection;
mod document;
mod number;
mod structure;
mod time;
mod union;

pub(crate) use blob::Base64;
pub(crate) use collection::{List, Map, SparseList, SparseMap};
pub(crate) use document::Doc;
pub(crate) use number::{BigDec, BigInt, Float, Integer};
pub(crate) use structure::{
    MemberReader, MemberWriter, Structure, read_structure, structure, write_structure,
};
pub(crate) use time::{DateTimeOffset, EpochSeconds, HttpDate};
pub(crate) use union::{Union, VariantReader, VariantWriter, read_union, union, write_union};

pub(crate) use serde_core::de::MapAccess;
pub(crate) use serde_core::{Deserializer, Serializer};

use serde_core::de::{DeserializeSeed, Error, Visitor};
use serde_core::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// Writes and reads a `T` in one particular form.
pub trait Codec<T> {
    /// Whether the value must not be shown.
    const SENSITIVE: bool = false;

    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;

    /// Reads the value of a member. A null leaves the member as it is.
    fn deserialize_member<'de, D: Deserializer<'de>>(
        slot: &mut Option<T>,
        deserializer: D,
    ) -> Result<(), D::Error>
    where
        Self: Sized,
    {
        deserializer.deserialize_option(Slot::<Self, T>(slot, PhantomData))
    }
}

/// The form that the type itself has: strings, booleans, integers, enums, structures and unions.
pub(crate) struct Plain;

impl<T> Codec<T> for Plain
where
    T: Serialize + for<'de> Deserialize<'de>,
{
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// The form of `C`, of a value that must not be shown.
pub(crate) struct Secret<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<T> for Secret<C> {
    const SENSITIVE: bool = true;

    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        C::serialize(value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        C::deserialize(deserializer).map_err(unquoted)
    }

    fn deserialize_member<'de, D: Deserializer<'de>>(
        slot: &mut Option<T>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        C::deserialize_member(slot, deserializer).map_err(unquoted)
    }
}

/// In the place of an error that may quote a value.
fn unquoted<E: Error>(_: E) -> E {
    E::custom("a sensitive value is not as expected")
}

/// A value together with its form, for serde's side of writing.
struct Encoded<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> Encoded<'a, C, T> {
    fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Codec<T>, T> Serialize for Encoded<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::serialize(self.0, serializer)
    }
}

/// The wish for a `T` in the form of `C`, for serde's side of reading.
struct Wanted<C, T>(PhantomData<(C, T)>);

impl<C, T> Wanted<C, T> {
    const NEW: Self = Self(PhantomData);
}

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for Wanted<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        C::deserialize(deserializer)
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
        *self.0 = Some(C::deserialize(deserializer)?);
        Ok(())
    }
}
