//! The schema of shapes: what a structure, a union or a value is to every format.
//!
//! A shape lists its members, a row each, and hands them to the reader or the writer of a format. A format
//! knows how members, lists and maps look, and leaves scalars to serde unless it knows them better. So neither
//! shapes nor codecs know which formats there are.

mod document;
mod member;
pub mod scalar;

pub use member::{At, Member, any_at, any_elsewhere};

/// What `?` does, with less to compile: it stands in what is compiled for each shape.
macro_rules! tri {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return Err(error),
        }
    };
}
pub(crate) use tri;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document};
use serde_core::de::IgnoredAny;
use serde_core::{Deserialize, Deserializer, Serializer, de, ser};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

/// A shape with named members.
pub trait Structure: Sized {
    /// Where members are collected.
    type Builder: Default;

    /// The name of the shape, for messages.
    const NAME: &'static str;

    /// The rows, in the order of the model.
    const MEMBERS: &'static [Member];

    /// Reads the member of the row of that number; ignores it if there is none.
    fn read<R: MemberReader>(
        builder: &mut Self::Builder,
        row: usize,
        member: R,
    ) -> Result<(), R::Error>;

    /// The structure from its builder. What its type wants and the builder lacks is neutral.
    fn build(builder: Self::Builder) -> Self;

    /// Puts something neutral in place of each required member that was not read.
    fn fill(_: &mut Self::Builder) {}

    /// The structure from what was read. Services leave out what their models require: where that is to be
    /// filled, this does it.
    fn finish(builder: Self::Builder) -> Self {
        Self::build(builder)
    }

    /// Writes the members that are set, in the order of the model.
    fn write<W: MemberWriter>(&self, writer: &mut W);
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

    /// Reads the variant of the row of that number, or the unknown one; `None` if its value is null.
    fn read<R: MemberReader>(row: Option<usize>, member: R) -> Result<Option<Self>, R::Error>;

    /// Writes the variant; nothing if it is the unknown one, which a format must refuse.
    fn write<W: MemberWriter>(&self, writer: &mut W);
}

/// The value of one member, not yet read.
pub trait MemberReader {
    type Error;

    /// Reads the value into its place, with [`Codec::read_member`].
    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Self::Error>;

    /// Skips the value.
    fn ignore(self) -> Result<(), Self::Error>;
}

/// Where members go. What goes wrong it keeps, and then writes nothing more: a shape that had to look after
/// each member would be twice as much to compile.
pub trait MemberWriter {
    /// Writes a member.
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T);

    /// Writes a member if it is set.
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.write::<C, T>(member, value);
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

/// A value of some format, not yet read. What has no parts serde reads, unless the format has functions of its
/// own: those are compiled with it, once, and not in each crate that reads.
pub trait ValueReader<'de>: Sized {
    type Error: de::Error;
    type Scalar: Deserializer<'de, Error = Self::Error>;

    /// The value as one that has no parts.
    fn scalar(self) -> Result<Self::Scalar, Self::Error>;

    fn text(self) -> Result<Cow<'de, str>, Self::Error> {
        scalar::text(self.scalar()?)
    }

    fn string(self) -> Result<String, Self::Error> {
        scalar::string(self.scalar()?)
    }

    fn boolean(self) -> Result<bool, Self::Error> {
        scalar::boolean(self.scalar()?)
    }

    fn integer(self) -> Result<i64, Self::Error> {
        scalar::integer(self.scalar()?)
    }

    fn float(self) -> Result<f64, Self::Error> {
        scalar::float(self.scalar()?)
    }

    fn timestamp(self, format: Format) -> Result<DateTime, Self::Error> {
        scalar::timestamp(format, self.scalar()?)
    }

    fn blob(self) -> Result<Blob, Self::Error> {
        scalar::blob(self.scalar()?)
    }

    fn document(self) -> Result<Document, Self::Error> {
        document::document(self.scalar()?)
    }

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

    fn text(self, value: &str) -> Result<Self::Ok, Self::Error> {
        self.scalar().serialize_str(value)
    }

    fn boolean(self, value: bool) -> Result<Self::Ok, Self::Error> {
        self.scalar().serialize_bool(value)
    }

    fn integer(self, value: i64) -> Result<Self::Ok, Self::Error> {
        self.scalar().serialize_i64(value)
    }

    fn document(self, value: &Document) -> Result<Self::Ok, Self::Error> {
        document::write_document(value, self.scalar())
    }

    fn structure<T: Structure>(self, value: &T) -> Result<Self::Ok, Self::Error>;

    fn union<T: Union>(self, value: &T) -> Result<Self::Ok, Self::Error>;

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<Self::Ok, Self::Error>;

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Self::Ok, Self::Error>;

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<Self::Ok, Self::Error>;

    /// A list whose items are members, where the format has such.
    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<Self::Ok, Self::Error> {
        self.list::<C, T>(items)
    }

    /// A map whose entries are members, where the format has such.
    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        entries: &HashMap<K, T>,
    ) -> Result<Self::Ok, Self::Error> {
        self.map::<C, K, T>(entries)
    }
}

/// The key of a map entry: a string, or a string enum.
pub trait Key: AsRef<str> + for<'a> From<&'a str> + Eq + Hash {}

impl<K: AsRef<str> + for<'a> From<&'a str> + Eq + Hash> Key for K {}
