//! Reading shapes: members go straight into the builder, items straight onto the list.

use super::bits::Major;
use super::decoder::Decoder;
use super::error::{Error, Problem};
use crate::codec::{List, Map};
use crate::format::rows::{Named, Rows, Scope};
use crate::schema::scalar::compiled_here;
use crate::schema::{Codec, Key, MemberReader, Structure, Union, ValueReader};
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads a whole input, the members of a structure.
pub fn read_structure<T: Structure>(builder: &mut T::Builder, input: &[u8]) -> Result<(), Error> {
    let mut decoder = Decoder::new(input);
    decoder
        .members::<T>(builder)
        .and_then(|()| decoder.end())
        .map_err(|error| error.or_at(decoder.position()))
}

/// Tells the texts among the members of a structure, each with the name of its member. Whoever is told says
/// whether one that cannot be read matters.
pub fn read_texts<'de>(
    input: &'de [u8],
    mut tell: impl FnMut(&str, Result<Cow<'de, str>, Error>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut decoder = Decoder::new(input);
    let mut members = decoder.open(Major::MAP)?;
    while decoder.more(&mut members) {
        let name = decoder.text()?;
        match decoder.may_be_text() {
            true => tell(&name, decoder.text())?,
            false => decoder.skip()?,
        }
    }
    Ok(())
}

impl Decoder<'_> {
    /// Reads the members into a builder. It is large, and stays where it is.
    fn members<T: Structure>(&mut self, builder: &mut T::Builder) -> Result<(), Error> {
        let mut rows = Rows::new(T::MEMBERS, Scope::All);
        let mut members = self.open(Major::MAP)?;
        while self.more(&mut members) {
            match rows.find(&self.text()?) {
                Named::Row(row) => T::read(builder, row, &mut *self)?,
                Named::Type | Named::Nothing => self.skip()?,
            }
        }
        Ok(())
    }

    /// The one member of a union that is not null.
    fn variant<T: Union>(&mut self) -> Result<T, Error> {
        let mut found = None;
        let mut rows = Rows::new(T::MEMBERS, Scope::All);
        let mut members = self.open(Major::MAP)?;
        while self.more(&mut members) {
            let variant = match rows.find(&self.text()?) {
                Named::Row(row) => T::read(Some(row), &mut *self)?,
                Named::Nothing => T::read(None, &mut *self)?,
                Named::Type => {
                    self.skip()?;
                    continue;
                }
            };
            if variant.is_some() && found.is_some() {
                return Err(self.error(Problem::Unexpected));
            }
            found = variant.or(found);
        }
        found.ok_or_else(|| self.error(Problem::Unexpected))
    }
}

impl MemberReader for &mut Decoder<'_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        C::read_member(self, slot)
    }

    fn ignore(self) -> Result<(), Error> {
        self.skip()
    }
}

impl<'de> ValueReader<'de> for &mut Decoder<'de> {
    type Error = Error;
    type Scalar = Self;

    fn scalar(self) -> Result<Self, Error> {
        Ok(self)
    }

    compiled_here!('de);

    fn structure<T: Structure>(self) -> Result<T, Error> {
        let mut builder = T::Builder::default();
        self.members::<T>(&mut builder)?;
        Ok(T::finish(builder))
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        self.variant()
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Error> {
        let mut items = self.open(Major::LIST)?;
        let mut list = Vec::with_capacity(items.trusted());
        while self.more(&mut items) {
            list.push(C::read(&mut *self)?);
        }
        Ok(list)
    }

    /// A null is refused, unless it is a value there.
    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Error> {
        let mut entries = self.open(Major::MAP)?;
        let mut map = HashMap::with_capacity(entries.trusted());
        while self.more(&mut entries) {
            let key = K::from(&self.text()?);
            map.insert(key, C::read(&mut *self)?);
        }
        Ok(map)
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        if !self.null() {
            *slot = Some(C::read(self)?);
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
