//! Writing to serde.

use super::rows::Rows;
use crate::schema::{Codec, Key, Member, MemberWriter, Shape, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::SerializationError;
use serde_core::ser::{Error as _, SerializeMap};
use serde_core::{Serialize, Serializer};
use std::collections::HashMap;
use std::convert::Infallible;
use std::marker::PhantomData;

/// Writes a value in the one form that its type has.
pub fn write<T: Shape, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write_to(Writer(serializer))
}

/// Writes the members of a structure.
pub fn write_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write_rows(value, Rows::All, serializer)
}

/// Writes those members that are in the body.
pub fn write_body<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write_rows(value, Rows::Body, serializer)
}

fn write_rows<T: Structure, S: Serializer>(
    value: &T,
    rows: Rows,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count(0, rows);
    let Ok(()) = value.write(&mut count);
    let mut members = Members(serializer.serialize_map(Some(count.0))?, rows);
    value.write(&mut members)?;
    members.0.end()
}

/// A value that serde writes.
pub struct Writer<S>(pub S);

impl<S: Serializer> ValueWriter for Writer<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type Scalar = S;

    fn scalar(self) -> S {
        self.0
    }

    fn structure<T: Structure>(self, value: &T) -> Result<S::Ok, S::Error> {
        write_structure(value, self.0)
    }

    fn union<T: Union>(self, value: &T) -> Result<S::Ok, S::Error> {
        let mut count = Count(0, Rows::All);
        let Ok(()) = value.write(&mut count);
        if count.0 == 0 {
            let unknown = SerializationError::unknown_variant(T::NAME);
            return Err(S::Error::custom(unknown));
        }
        let mut members = Members(self.0.serialize_map(Some(count.0))?, Rows::All);
        value.write(&mut members)?;
        members.0.end()
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<S::Ok, S::Error> {
        self.0.collect_seq(items.iter().map(Encoded::<C, T>::new))
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<S::Ok, S::Error> {
        let entries = entries.iter();
        self.0
            .collect_map(entries.map(|(key, value)| (key.as_ref(), Encoded::<C, T>::new(value))))
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => self.0.serialize_some(&Encoded::<C, T>::new(value)),
            None => self.0.serialize_none(),
        }
    }

    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<S::Ok, S::Error> {
        self.list::<C, T>(items)
    }

    fn flat_map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<S::Ok, S::Error> {
        self.map::<C, K, T>(entries)
    }
}

/// A value together with its form.
struct Encoded<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> Encoded<'a, C, T> {
    fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Codec<T>, T> Serialize for Encoded<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(self.0, Writer(serializer))
    }
}

/// How many members are set: binary formats say it before the first of them.
struct Count(usize, Rows);

impl MemberWriter for Count {
    type Error = Infallible;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        _: &T,
    ) -> Result<(), Infallible> {
        self.0 += usize::from(self.1.have(member));
        Ok(())
    }
}

struct Members<M>(M, Rows);

impl<M: SerializeMap> MemberWriter for Members<M> {
    type Error = M::Error;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), M::Error> {
        if !self.1.have(member) {
            return Ok(());
        }
        // As an option, because that is how it is read: some formats put a tag there.
        self.0
            .serialize_entry(member.name, &Some(Encoded::<C, T>::new(value)))
    }
}
