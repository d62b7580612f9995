//! Reading shapes: members go straight into the builder, items straight onto the list. What is generic here
//! is compiled for each shape, and so as little as can be.

use super::error::Error;
use super::scalar::Scalar;
use super::scan::Scanner;
use crate::codec::{List, Map};
use crate::format::rows::{Named, Rows, Scope};
use crate::schema::scalar::compiled_here;
use crate::schema::{Codec, Key, Member, MemberReader, Structure, Union, ValueReader, tri};
use aws_smithy_types::Document;
use std::borrow::Cow;
use std::collections::HashMap;

/// What reads the member of a row. A closure would be three functions for each structure.
pub trait ReadRow<'a> {
    fn read(&mut self, row: usize, value: &mut Scanner<'a>) -> Result<(), Error>;
}

/// Reads members into the builder of a structure.
pub struct Into<'b, T: Structure>(pub &'b mut T::Builder);

impl<'a, T: Structure> ReadRow<'a> for Into<'_, T> {
    fn read(&mut self, row: usize, value: &mut Scanner<'a>) -> Result<(), Error> {
        T::read(self.0, row, value)
    }
}

/// What reads the member of a row of a union, or one without a row, and says whether it is not null.
type ReadVariant<'r, 'a> = dyn FnMut(Option<usize>, &mut Scanner<'a>) -> Result<bool, Error> + 'r;

/// Reads a text that is one value.
pub fn whole<'a>(
    text: &'a str,
    read: &mut dyn FnMut(&mut Scanner<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut scanner = Scanner::new(text);
    // Whoever finds a value wrong has just read it.
    read(&mut scanner).map_err(|error| error.or_at(text, scanner.at))?;
    scanner.finish()
}

/// Reads those members that are in the body.
pub fn read_body<'a>(
    body: &'a str,
    rows: &'static [Member],
    read: &mut dyn ReadRow<'a>,
) -> Result<(), Error> {
    whole(body, &mut |scanner| {
        scanner.members(Rows::new(rows, Scope::Body), read)
    })
}

impl<'a> Scanner<'a> {
    /// Reads the members of a structure.
    fn members(&mut self, mut rows: Rows, read: &mut dyn ReadRow<'a>) -> Result<(), Error> {
        let mut open = self.open(b'{', b'}')?;
        while self.more(&mut open)? {
            // Mostly it is the next one, and then nobody looks for the end of the key.
            let is_next = rows.next_key().is_some_and(|key| self.take_key(key));
            let named = match is_next {
                true => Named::Row(rows.take_next()),
                false => rows.find(&self.key()?),
            };
            match named {
                Named::Row(row) => read.read(row, self)?,
                Named::Type | Named::Nothing => self.skip()?,
            }
        }
        Ok(())
    }

    /// Reads the one member of a union that is not null.
    fn variant(
        &mut self,
        rows: &'static [Member],
        read: &mut ReadVariant<'_, 'a>,
    ) -> Result<(), Error> {
        let mut rows = Rows::new(rows, Scope::All);
        let mut found = false;
        self.object(&mut |key, scanner| {
            let is_set = match rows.find(&key) {
                Named::Row(row) => read(Some(row), scanner)?,
                Named::Nothing => read(None, scanner)?,
                Named::Type => return scanner.skip(),
            };
            if found && is_set {
                return Err(scanner.wrong());
            }
            found |= is_set;
            Ok(())
        })
    }
}

impl MemberReader for &mut Scanner<'_> {
    type Error = Error;

    /// Once for each type, not once for each member that has it.
    #[inline(never)]
    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        C::read_member(self, slot)
    }

    fn ignore(self) -> Result<(), Error> {
        self.skip()
    }
}

impl<'de> ValueReader<'de> for &mut Scanner<'de> {
    type Error = Error;
    type Scalar = Scalar<'de>;

    fn scalar(self) -> Result<Scalar<'de>, Error> {
        self.take_scalar()
    }

    fn text(self) -> Result<Cow<'de, str>, Error> {
        self.take_text()
    }

    fn string(self) -> Result<String, Error> {
        self.take_text().map(Cow::into_owned)
    }

    compiled_here!();

    fn document(self) -> Result<Document, Error> {
        self.take_document()
    }

    fn ignore(self) -> Result<(), Error> {
        self.skip()
    }

    fn structure<T: Structure>(self) -> Result<T, Error> {
        let mut builder = T::Builder::default();
        let rows = Rows::new(T::MEMBERS, Scope::All);
        tri!(self.members(rows, &mut Into::<T>(&mut builder)));
        Ok(T::finish(builder))
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        let mut found = None;
        self.variant(T::MEMBERS, &mut |row, scanner| {
            let variant = tri!(T::read(row, scanner));
            let is_set = variant.is_some();
            found = variant.or(found.take());
            Ok(is_set)
        })?;
        match found {
            Some(union) => Ok(union),
            None => Err(self.wrong()),
        }
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Error> {
        let mut list = Vec::new();
        let mut open = tri!(self.open(b'[', b']'));
        while tri!(self.another(&mut open)) {
            list.push(tri!(C::read(&mut *self)));
        }
        Ok(list)
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Error> {
        let mut map = HashMap::new();
        let mut open = tri!(self.open(b'{', b'}'));
        while let Some(key) = tri!(self.next_key(&mut open)) {
            if map.is_empty() {
                map.reserve(self.expected());
            }
            let key = K::from(&key);
            map.insert(key, tri!(C::read(&mut *self)));
        }
        self.expect(map.len());
        Ok(map)
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        if !self.take_null() {
            *slot = Some(tri!(C::read(self)));
        }
        Ok(())
    }

    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), Error> {
        self.nullable::<List<C>, _>(slot)
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), Error> {
        self.nullable::<Map<C>, _>(slot)
    }
}
