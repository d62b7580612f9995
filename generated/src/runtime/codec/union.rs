//! Unions: objects with exactly one member.

use super::structure::{MemberName, TYPE};
use super::{Codec, Encoded};
use aws_smithy_types::error::operation::SerializationError;
use serde_core::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{Error as _, SerializeMap};
use serde_core::{Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A shape that is one of several.
///
/// The host lists the variants; the macro `union!` makes serde's traits of it.
pub trait Union: Sized {
    /// The name of the shape, for messages.
    const NAME: &'static str;

    /// The wire names of all variants.
    const MEMBERS: &'static [&'static str];

    /// Reads the variant of that wire name; `None` if its value is null.
    fn read<'de, A: MapAccess<'de>>(
        name: &str,
        member: VariantReader<'_, A>,
    ) -> Result<Option<Self>, A::Error>;

    /// Writes the variant.
    fn write<S: Serializer>(&self, writer: VariantWriter<S>) -> Result<S::Ok, S::Error>;
}

/// The value of a variant, not yet read.
pub(crate) struct VariantReader<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> VariantReader<'_, A> {
    /// Reads the value and makes the variant of it.
    pub(crate) fn read<C: Codec<T>, T, U>(
        self,
        variant: impl FnOnce(T) -> U,
    ) -> Result<Option<U>, A::Error> {
        let mut value = None;
        self.0
            .next_value_seed(VariantSlot::<C, T>(&mut value, PhantomData))?;
        Ok(value.map(variant))
    }

    /// Reads a variant that holds nothing; on the wire it is an empty object.
    pub(crate) fn read_unit<U>(self, variant: U) -> Result<Option<U>, A::Error> {
        self.unknown(variant)
    }

    /// Skips the value of a variant that nobody knows.
    pub(crate) fn unknown<U>(self, variant: U) -> Result<Option<U>, A::Error> {
        let value = self.0.next_value::<Option<IgnoredAny>>()?;
        Ok(value.map(|_| variant))
    }
}

struct VariantSlot<'a, C, T>(&'a mut Option<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for VariantSlot<'_, C, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        C::deserialize_member(self.0, deserializer)
    }
}

/// Where the one variant of a union goes.
pub(crate) struct VariantWriter<S> {
    serializer: S,
    union: &'static str,
}

impl<S: Serializer> VariantWriter<S> {
    /// Writes a variant with its value.
    pub(crate) fn write<C: Codec<T>, T>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let mut map = self.serializer.serialize_map(Some(1))?;
        map.serialize_entry(name, &Some(Encoded::<C, T>::new(value)))?;
        map.end()
    }

    /// Writes a variant that holds nothing.
    pub(crate) fn write_unit(self, name: &'static str) -> Result<S::Ok, S::Error> {
        let mut map = self.serializer.serialize_map(Some(1))?;
        map.serialize_entry(name, &Some(EmptyObject))?;
        map.end()
    }

    /// Refuses a variant that was not understood when it was read.
    pub(crate) fn unknown(self) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(SerializationError::unknown_variant(
            self.union,
        )))
    }
}

struct EmptyObject;

impl Serialize for EmptyObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

pub(crate) fn write_union<T: Union, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.write(VariantWriter {
        serializer,
        union: T::NAME,
    })
}

pub(crate) fn read_union<'de, T: Union, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(OneMember::<T>(PhantomData))
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
            if name == Some(TYPE) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            // No variant has the empty name, so it leads to the unknown one.
            let variant = T::read(name.unwrap_or_default(), VariantReader(&mut map))?;
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

/// Implements `Serialize` and `Deserialize` through [`Union`].
macro_rules! union {
    ($name:ident) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::codec::write_union(self, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::codec::read_union(deserializer)
            }
        }
    };
}
pub(crate) use union;
