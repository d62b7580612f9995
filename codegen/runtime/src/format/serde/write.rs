//! Writing to serde.

use crate::schema::{Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::SerializationError;
use serde_core::ser::{Error as _, SerializeMap};
use serde_core::{Serialize, Serializer};
use std::collections::HashMap;
use std::marker::PhantomData;

/// Writes a shape.
pub fn write<C: Codec<T>, T, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    C::write(value, Writer(serializer))
}

/// Writes the members of a structure.
pub fn write_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut count = Count(0);
    value.write(&mut count);
    let mut members = Members::new(serializer, count)?;
    value.write(&mut members);
    members.end()
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
        let mut count = Count(0);
        value.write(&mut count);
        if count.0 == 0 {
            let unknown = SerializationError::unknown_variant(T::NAME);
            return Err(S::Error::custom(unknown));
        }
        let mut members = Members::new(self.0, count)?;
        value.write(&mut members);
        members.end()
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
struct Count(usize);

impl MemberWriter for Count {
    fn write<C: Codec<T>, T: 'static>(&mut self, _: &'static Member, _: &T) {
        self.0 += 1;
    }
}

struct Members<M: SerializeMap> {
    map: M,
    written: Result<(), M::Error>,
}

impl<M: SerializeMap> Members<M> {
    fn new<S>(serializer: S, count: Count) -> Result<Self, M::Error>
    where
        S: Serializer<SerializeMap = M, Error = M::Error>,
    {
        let map = serializer.serialize_map(Some(count.0))?;
        let written = Ok(());
        Ok(Self { map, written })
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.written?;
        self.map.end()
    }
}

impl<M: SerializeMap> MemberWriter for Members<M> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if self.written.is_ok() {
            // As an option, because that is how it is read: some formats put a tag there.
            let value = Some(Encoded::<C, T>::new(value));
            self.written = self.map.serialize_entry(member.name, &value);
        }
    }
}
