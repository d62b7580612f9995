//! Structures: objects whose members have names, read straight into the builder.

use super::{Codec, Encoded};
use serde_core::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::SerializeMap;
use serde_core::{Deserializer, Serializer};
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

/// A shape with named members.
///
/// The host lists the members, once for reading and once for writing; the macro `structure!`
/// makes serde's traits of it.
pub trait Structure: Sized {
    /// Where members are collected.
    type Builder: Default;

    /// The name of the shape, for messages.
    const NAME: &'static str;

    /// The wire names of all members.
    const MEMBERS: &'static [&'static str];

    /// Reads the member of that wire name, or ignores it.
    fn read<'de, A: MapAccess<'de>>(
        builder: &mut Self::Builder,
        name: &str,
        member: MemberReader<'_, A>,
    ) -> Result<(), A::Error>;

    /// The structure from its builder, with a neutral value for each required member that the
    /// service left out.
    fn finish(builder: Self::Builder) -> Self;

    /// Writes the members that are set, in the order of the model.
    fn write<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;
}

/// The value of one member, not yet read.
pub struct MemberReader<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> MemberReader<'_, A> {
    /// Reads the value into its place. A null leaves the place as it is.
    pub(crate) fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.0
            .next_value_seed(MemberSlot::<C, T>(slot, PhantomData))
    }

    /// Skips a value that nobody knows.
    pub(crate) fn ignore(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

struct MemberSlot<'a, C, T>(&'a mut Option<T>, PhantomData<C>);

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for MemberSlot<'_, C, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        C::deserialize_member(self.0, deserializer)
    }
}

/// Where the members of a structure go.
pub trait MemberWriter {
    type Error;

    /// Writes a member that is always there.
    fn write_required<C: Codec<T>, T: 'static>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Self::Error>;

    /// Writes a member if it is set.
    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), Self::Error> {
        match value {
            Some(value) => self.write_required::<C, T>(name, value),
            None => Ok(()),
        }
    }
}

/// How many members are set: binary formats say it before the first of them.
struct Count(usize);

impl MemberWriter for Count {
    type Error = Infallible;

    fn write_required<C: Codec<T>, T: 'static>(
        &mut self,
        _: &'static str,
        _: &T,
    ) -> Result<(), Infallible> {
        self.0 += 1;
        Ok(())
    }
}

struct Entries<M>(M);

impl<M: SerializeMap> MemberWriter for Entries<M> {
    type Error = M::Error;

    fn write_required<C: Codec<T>, T: 'static>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        // As an option, because that is how it is read: some formats put a tag there.
        self.0
            .serialize_entry(name, &Some(Encoded::<C, T>::new(value)))
    }
}

pub(crate) fn write_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    let Ok(()) = value.write(&mut count);
    let mut entries = Entries(serializer.serialize_map(Some(count.0))?);
    value.write(&mut entries)?;
    entries.0.end()
}

/// Reads the members into a builder. It is large, and stays where it is.
pub(crate) fn read_structure<'de, T: Structure, D: Deserializer<'de>>(
    builder: &mut T::Builder,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Members::<T>(builder))
}

struct Members<'a, T: Structure>(&'a mut T::Builder);

impl<'de, T: Structure> Visitor<'de> for Members<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the members of ")?;
        f.write_str(T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(MemberName(T::MEMBERS))? {
            let member = MemberReader(&mut map);
            match name {
                Some(name) => T::read(self.0, name, member)?,
                None => member.ignore()?,
            }
        }
        Ok(())
    }
}

/// Reads a key without keeping a copy: it is part of the input, or equal to one of these names,
/// or `None` because no member has it.
pub(super) struct MemberName(pub(super) &'static [&'static str]);

/// What services put beside the members to name the shape.
pub(super) const TYPE: &str = "__type";

impl MemberName {
    fn known<'de>(&self, name: &[u8]) -> Option<&'de str> {
        let mut names = self.0.iter().copied().chain([TYPE]);
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

/// Implements `Serialize` and `Deserialize` through [`Structure`].
macro_rules! structure {
    ($name:ident) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::codec::write_structure(self, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let mut builder = ::std::default::Default::default();
                $crate::runtime::codec::read_structure::<Self, D>(&mut builder, deserializer)?;
                Ok(<Self as $crate::runtime::codec::Structure>::finish(builder))
            }
        }
    };
}
pub(crate) use structure;
