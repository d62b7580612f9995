//! Forms: `Filter.1.Name=…`, a key and a value for each scalar.
//!
//! awsQuery and EC2 differ in how they call members and count items.

use super::text::{Serializer, Sink};
use crate::error::{BuildError, Unwritten as Error};
use crate::schema::{At, Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::SerializationError;
use std::collections::HashMap;
use std::fmt::Write;
use std::marker::PhantomData;

/// How a protocol builds keys.
pub trait Keys: 'static {
    /// Appends a member of this name.
    fn member(key: &mut String, wire: &'static str);

    /// What stands between the key of a list and the number of an item; `None` if nothing does.
    fn item(name: &'static str) -> Option<&'static str>;

    /// How a list without items is written.
    const EMPTY_LIST: EmptyList;
}

/// How a list without items is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyList {
    /// As its key, without a value.
    Key,
    /// Not at all.
    Nothing,
}

/// Writes the members of a structure behind what the form has already.
pub fn write<K: Keys, T: Structure>(form: String, input: &T) -> Result<String, BuildError> {
    let mut form = Form {
        out: form,
        key: String::new(),
        has_member: false,
        problem: None,
        keys: PhantomData::<K>,
    };
    input.write(&mut form);
    match form.take_problem() {
        Ok(()) => Ok(form.out),
        Err(error) => Err(error.into()),
    }
}

/// A form, and the key of the value that is next.
struct Form<K> {
    out: String,
    key: String,
    /// Whether a member was written since somebody said that none was.
    has_member: bool,
    /// The first problem of a member.
    problem: Option<Error>,
    keys: PhantomData<K>,
}

impl<K> Form<K> {
    /// Writes something under a longer key.
    fn under<T>(
        &mut self,
        lengthen: impl FnOnce(&mut String),
        write: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let length = self.key.len();
        lengthen(&mut self.key);
        let written = write(self);
        self.key.truncate(length);
        written
    }

    fn put(&mut self, value: &str) {
        self.out.push('&');
        self.out.push_str(&self.key);
        self.out.push('=');
        escape(value, &mut self.out);
    }

    /// Lengthens the key by the name of a member, if that is to be written, and says how long the key was.
    fn begin(&mut self, member: &'static Member) -> Option<usize>
    where
        K: Keys,
    {
        if member.at != At::Body || self.problem.is_some() {
            return None;
        }
        self.has_member = true;
        let length = self.key.len();
        K::member(&mut self.key, member.wire);
        Some(length)
    }

    fn end(&mut self, length: usize, written: Result<(), Error>) {
        self.key.truncate(length);
        if let Err(problem) = written {
            self.problem = Some(problem);
        }
    }

    /// What went wrong with the members of a shape, which whoever writes the shape is told.
    fn take_problem(&mut self) -> Result<(), Error> {
        self.problem.take().map_or(Ok(()), Err)
    }

    fn numbered(key: &mut String, part: Option<&str>, number: usize) {
        if let Some(part) = part {
            dot(key);
            key.push_str(part);
        }
        // Writing to a string cannot fail.
        let _ = write!(key, ".{number}");
    }

    /// Writes the entries of a map, counted behind this part of the key.
    fn entries<C: Codec<T>, N: Key, T>(
        &mut self,
        part: Option<&str>,
        parts: &'static [&'static str],
        entries: &HashMap<N, T>,
    ) -> Result<(), Error>
    where
        K: Keys,
    {
        let (key_name, parts) = next_part(parts, "key");
        let (value_name, parts) = next_part(parts, "value");
        for (number, (key, value)) in (1..).zip(entries) {
            self.under(
                |it| Self::numbered(it, part, number),
                |form| {
                    form.under(|it| named(it, key_name), |form| form.put(key.as_ref()));
                    form.under(
                        |it| named(it, value_name),
                        |form| C::write(value, Place { form, parts }),
                    )
                },
            )?;
        }
        Ok(())
    }
}

/// Appends a name to a key.
pub fn named(key: &mut String, name: &str) {
    dot(key);
    key.push_str(name);
}

fn dot(key: &mut String) {
    if !key.is_empty() {
        key.push('.');
    }
}

/// Writes a text, with all but letters, digits and `-_.~` as percent signs and hexadecimal digits.
pub fn escape(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte.into());
        } else {
            let digit = |half: u8| DIGITS[usize::from(half)].into();
            out.extend(['%', digit(byte >> 4), digit(byte & 0xf)]);
        }
    }
}

fn next_part(
    parts: &'static [&'static str],
    default: &'static str,
) -> (&'static str, &'static [&'static str]) {
    match parts {
        [] => (default, parts),
        [first, rest @ ..] => (first, rest),
    }
}

impl<K: Keys> MemberWriter for Form<K> {
    /// Once for each type, not once for each member that has it.
    #[inline(never)]
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if let Some(length) = self.begin(member) {
            let (form, parts) = (&mut *self, member.parts);
            let written = C::write(value, Place { form, parts });
            self.end(length, written);
        }
    }

    /// The same once more, and not through it: nearly all members are options, and need this one alone.
    #[inline(never)]
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        if let Some(value) = value
            && let Some(length) = self.begin(member)
        {
            let (form, parts) = (&mut *self, member.parts);
            let written = C::write(value, Place { form, parts });
            self.end(length, written);
        }
    }
}

/// The place of a value: the key that the form has.
struct Place<'a, K> {
    form: &'a mut Form<K>,
    parts: &'static [&'static str],
}

impl<K: Keys> Place<'_, K> {
    /// Writes the items of a list, counted behind this part of the key.
    fn items<C: Codec<T>, T>(
        self,
        part: Option<&str>,
        parts: &'static [&'static str],
        items: &[T],
    ) -> Result<(), Error> {
        if items.is_empty() && K::EMPTY_LIST == EmptyList::Key {
            self.form.put("");
        }
        for (number, item) in (1..).zip(items) {
            self.form.under(
                |key| Form::<K>::numbered(key, part, number),
                |form| C::write(item, Place { form, parts }),
            )?;
        }
        Ok(())
    }
}

impl<K> Sink for Place<'_, K> {
    type Ok = ();
    type Error = Error;

    fn put(self, text: &str) -> Result<(), Error> {
        self.form.put(text);
        Ok(())
    }
}

impl<K: Keys> ValueWriter for Place<'_, K> {
    type Ok = ();
    type Error = Error;
    type Scalar = Serializer<Self>;

    fn scalar(self) -> Serializer<Self> {
        Serializer(self)
    }

    fn structure<T: Structure>(self, value: &T) -> Result<(), Error> {
        value.write(self.form);
        self.form.take_problem()
    }

    fn union<T: Union>(self, value: &T) -> Result<(), Error> {
        self.form.has_member = false;
        value.write(self.form);
        self.form.take_problem()?;
        match self.form.has_member {
            true => Ok(()),
            false => {
                let unknown = SerializationError::unknown_variant(T::NAME);
                Err(BuildError::other(unknown).into())
            }
        }
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Error> {
        let (name, parts) = next_part(self.parts, "member");
        self.items::<C, T>(K::item(name), parts, items)
    }

    fn map<C: Codec<T>, N: Key, T>(self, entries: &HashMap<N, T>) -> Result<(), Error> {
        self.form
            .entries::<C, N, T>(Some("entry"), self.parts, entries)
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Error> {
        match value {
            Some(value) => C::write(value, self),
            // Its number is left out.
            None => Ok(()),
        }
    }

    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Error> {
        let parts = self.parts;
        self.items::<C, T>(None, parts, items)
    }

    fn flat_map<C: Codec<T>, N: Key, T>(self, entries: &HashMap<N, T>) -> Result<(), Error> {
        self.form.entries::<C, N, T>(None, self.parts, entries)
    }
}
