//! The schema of shapes: what a structure, a union or a value is to every format.
//!
//! A shape lists its members, a row each, and hands them to the reader or the writer of a format. A format
//! knows how members, lists and maps look, and leaves scalars to serde. So neither shapes nor codecs know
//! which formats there are.

use serde_core::de::IgnoredAny;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::collections::HashMap;
use std::hash::Hash;

/// A row of a shape: one member, and where it goes.
#[derive(Debug)]
pub struct Member {
    /// The name in the model, or its `jsonName`: the key in serde's formats.
    pub name: &'static str,
    /// The part of the message that the member is in.
    pub at: At,
    /// The name there.
    pub wire: &'static str,
    /// The name of the field, as errors tell it, if the member is elsewhere than in the body.
    pub field: &'static str,
    /// The names inside the value where a format has such: of an item, or of a key and a value.
    pub parts: &'static [&'static str],
}

/// A part of a request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// An object or element of the body.
    Body,
    /// An attribute of the element that the structure is.
    Attribute,
    /// A label of the path.
    Path,
    /// A parameter of the query.
    Query,
    /// A parameter of the query without which the request is not sent.
    RequiredQuery,
    /// All other parameters of the query.
    QueryMap,
    /// A header.
    Header,
    /// All headers that begin with the name.
    PrefixHeaders,
    /// The status of the response.
    Status,
    /// The whole body, in the format of the protocol.
    Payload,
    /// The same where there is always a body.
    Root,
    /// The whole body, bytes or text as they are. The name is their media type.
    Content,
    /// The whole body, as a stream. The name is its media type.
    Stream,
}

impl Member {
    /// A member that is in the body under its own name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            at: At::Body,
            wire: name,
            field: "",
            parts: &[],
        }
    }

    /// The member, elsewhere. There errors call it by its field.
    pub const fn at(self, at: At, field: &'static str) -> Self {
        Self { at, field, ..self }
    }

    /// The member under another name on the wire.
    pub const fn called(self, wire: &'static str) -> Self {
        Self { wire, ..self }
    }

    /// The member with names inside its value.
    pub const fn with_parts(self, parts: &'static [&'static str]) -> Self {
        Self { parts, ..self }
    }
}

/// Whether any row is not a member of the body. Asked of constants, so that what a shape does not need is
/// not compiled for it.
pub const fn any_elsewhere(rows: &[Member]) -> bool {
    let mut i = 0;
    while i < rows.len() {
        if rows[i].at.is_elsewhere() {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether any row is at this place, asked of constants, too.
pub const fn any_at(rows: &[Member], at: At) -> bool {
    let mut i = 0;
    while i < rows.len() {
        if rows[i].at as u8 == at as u8 {
            return true;
        }
        i += 1;
    }
    false
}

impl At {
    /// Whether a protocol that knows HTTP has it outside the body, or as the whole body.
    pub const fn is_elsewhere(self) -> bool {
        !matches!(self, Self::Body | Self::Attribute)
    }
}

/// A shape with named members.
pub trait Structure: Sized {
    /// Where members are collected.
    type Builder: Default;

    /// The name of the shape, for messages.
    const NAME: &'static str;

    /// The rows, in the order of the model.
    const MEMBERS: &'static [Member];

    /// Reads the member whose row has that name; ignores it if no row has.
    fn read<R: MemberReader>(
        builder: &mut Self::Builder,
        name: &str,
        member: R,
    ) -> Result<(), R::Error>;

    /// The structure from its builder. What its type wants and the builder lacks is neutral.
    fn build(builder: Self::Builder) -> Self;

    /// Puts something neutral in place of each required member that was not read.
    fn fill(_: &mut Self::Builder) {}

    /// The structure from what was read. Services leave out what their models require.
    fn finish(mut builder: Self::Builder) -> Self {
        Self::fill(&mut builder);
        Self::build(builder)
    }

    /// Writes the members that are set, in the order of the model.
    fn write<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;
}

/// What is read if a response lacks a required structure.
pub fn empty<T: Structure>() -> T {
    T::finish(T::Builder::default())
}

/// A shape that is one of several.
pub trait Union: Sized {
    /// The name of the shape, for messages.
    const NAME: &'static str;

    /// The rows, in the order of the model.
    const MEMBERS: &'static [Member];

    /// Reads the variant whose row has that name, or the unknown one if no row has; `None` if its value is
    /// null.
    fn read<R: MemberReader>(name: &str, member: R) -> Result<Option<Self>, R::Error>;

    /// Writes the variant; nothing if it is the unknown one, which a format must refuse.
    fn write<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;
}

/// The value of one member, not yet read.
pub trait MemberReader {
    type Error;

    /// Reads the value into its place, with [`Codec::read_member`].
    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// Skips the value.
    fn ignore(self) -> Result<(), Self::Error>;
}

/// Where members go.
pub trait MemberWriter {
    type Error;

    /// Writes a member.
    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Self::Error>;

    /// Writes a member if it is set.
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) -> Result<(), Self::Error> {
        match value {
            Some(value) => self.write::<C, T>(member, value),
            None => Ok(()),
        }
    }
}

/// Writes and reads a `T` in one particular form.
pub trait Codec<T> {
    /// Whether the value must not be shown.
    const SENSITIVE: bool = false;

    /// Whether there is a comma in each text, which does not end an item of a list.
    const HAS_COMMA: bool = false;

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error>;

    /// Reads the value of a member. A null leaves the member as it is.
    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<T>,
    ) -> Result<(), R::Error>
    where
        Self: Sized,
    {
        reader.nullable::<Self, T>(slot)
    }

    /// Whether a member that is always there is not written with this value.
    fn is_left_out(_: &T) -> bool {
        false
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error>;
}

/// A value of some format, not yet read.
pub trait ValueReader<'de>: Sized {
    type Error: de::Error;
    type Scalar: Deserializer<'de, Error = Self::Error>;

    /// The value as one that has no parts.
    fn scalar(self) -> Result<Self::Scalar, Self::Error>;

    /// Skips the value, whatever it is.
    fn ignore(self) -> Result<(), Self::Error> {
        IgnoredAny::deserialize(self.scalar()?).map(drop)
    }

    fn structure<T: Structure>(self) -> Result<T, Self::Error>;

    fn union<T: Union>(self) -> Result<T, Self::Error>;

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Self::Error>;

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Self::Error>;

    /// Reads the value into its place. A null leaves the place as it is.
    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// One more item of a list whose items are members; the whole list where the format has no such.
    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), Self::Error>;

    /// One more entry of a map whose entries are members; the whole map where the format has no such.
    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), Self::Error>;
}

/// Where one value goes.
pub trait ValueWriter: Sized {
    type Ok;
    type Error: ser::Error;
    type Scalar: Serializer<Ok = Self::Ok, Error = Self::Error>;

    /// The place of a value that has no parts.
    fn scalar(self) -> Self::Scalar;

    fn structure<T: Structure>(self, value: &T) -> Result<Self::Ok, Self::Error>;

    fn union<T: Union>(self, value: &T) -> Result<Self::Ok, Self::Error>;

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<Self::Ok, Self::Error>;

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Self::Ok, Self::Error>;

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<Self::Ok, Self::Error>;

    /// A list whose items are members, where the format has such.
    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<Self::Ok, Self::Error>;

    /// A map whose entries are members, where the format has such.
    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        entries: &HashMap<K, T>,
    ) -> Result<Self::Ok, Self::Error>;
}

/// The key of a map entry: a string, or a string enum.
pub trait Key: AsRef<str> + for<'a> From<&'a str> + Eq + Hash {}

impl<K: AsRef<str> + for<'a> From<&'a str> + Eq + Hash> Key for K {}

/// A type that has only one form: strings, booleans, enums, structures and unions.
pub trait Shape: Sized {
    fn read_from<'de, R: ValueReader<'de>>(reader: R) -> Result<Self, R::Error>;

    fn write_to<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error>;
}

impl Shape for String {
    fn read_from<'de, R: ValueReader<'de>>(reader: R) -> Result<Self, R::Error> {
        Self::deserialize(reader.scalar()?)
    }

    fn write_to<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        self.serialize(writer.scalar())
    }
}

impl Shape for bool {
    fn read_from<'de, R: ValueReader<'de>>(reader: R) -> Result<Self, R::Error> {
        Self::deserialize(reader.scalar()?)
    }

    fn write_to<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        self.serialize(writer.scalar())
    }
}

impl<T: Shape> Shape for Box<T> {
    fn read_from<'de, R: ValueReader<'de>>(reader: R) -> Result<Self, R::Error> {
        T::read_from(reader).map(Self::new)
    }

    fn write_to<W: ValueWriter>(&self, writer: W) -> Result<W::Ok, W::Error> {
        T::write_to(self, writer)
    }
}
