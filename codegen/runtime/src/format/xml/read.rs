//! Reading from XML: elements go straight into the builder, items straight onto the list.

use super::error::Error;
use super::names::{Parts, all_plain, next_part, plain};
use super::scan::Scanner;
use super::start::Start;
use crate::format::serde::read::Reader;
use crate::format::text::Deserializer;
use crate::schema::scalar::compiled_here;
use crate::schema::{
    At, Codec, Key, Member, MemberReader, Structure, Union, ValueReader, any_at, tri,
};
use serde_core::de::Error as _;
use std::borrow::Cow;
use std::collections::HashMap;

/// The value of an element whose start tag was read.
pub struct Value<'s, 'a> {
    pub scanner: &'s mut Scanner<'a>,
    pub start: Start<'a>,
    pub parts: Parts,
}

/// Reads the members that an element holds, up to behind its end tag.
pub fn read_members<T: Structure>(
    scanner: &mut Scanner<'_>,
    start: &Start<'_>,
    builder: &mut T::Builder,
) -> Result<(), Error> {
    // Known before the crate runs: nearly no structure has attributes.
    if const { any_at(T::MEMBERS, At::Attribute) } {
        for (i, row) in T::MEMBERS.iter().enumerate() {
            if row.at == At::Attribute
                && let Some(value) = start.attribute(row.wire)
            {
                T::read(builder, i, Attribute(value))?;
            }
        }
    }
    let rows = Rows::new(T::MEMBERS, const { all_plain(T::MEMBERS) });
    rows.read(scanner, start, &mut Into::<T>(builder))
}

/// What reads the member of a row.
trait ReadRow<'a> {
    fn read(&mut self, row: usize, element: Element<'_, 'a>) -> Result<(), Error>;
}

/// Reads members into the builder of a structure.
struct Into<'b, T: Structure>(&'b mut T::Builder);

impl<'a, T: Structure> ReadRow<'a> for Into<'_, T> {
    fn read(&mut self, row: usize, element: Element<'_, 'a>) -> Result<(), Error> {
        T::read(self.0, row, element)
    }
}

/// Reads the member that an element is, by the number of its row.
pub fn read_member<'a, T: Structure>(
    scanner: &mut Scanner<'a>,
    start: &Start<'a>,
    row: usize,
    builder: &mut T::Builder,
) -> Result<(), Error> {
    let parts = parts(T::MEMBERS, Some(row));
    T::read(builder, row, Element::new(scanner, *start, parts))
}

/// The names inside the value of a row.
fn parts(rows: &'static [Member], row: Option<usize>) -> Parts {
    let row = row.and_then(|row| rows.get(row));
    row.map_or(&[], |row| row.parts)
}

/// The rows of a shape. Services write members in the order of the model, so the row after the last one
/// is mostly the next.
struct Rows {
    all: &'static [Member],
    /// The same, or none if their names cannot be foreseen.
    likely: &'static [Member],
    /// Behind the row that was last found.
    next: usize,
}

impl Rows {
    fn new(all: &'static [Member], likely: &'static [Member]) -> Self {
        let next = 0;
        Self { all, likely, next }
    }

    /// Reads the members inside an element. It is compiled here, and not for each structure.
    fn read<'a>(
        mut self,
        scanner: &mut Scanner<'a>,
        start: &Start<'_>,
        members: &mut dyn ReadRow<'a>,
    ) -> Result<(), Error> {
        while let Some(child) = scanner.child_like(start, self.likely())? {
            match self.find(&child) {
                Some(row) => {
                    let parts = parts(self.all, Some(row));
                    members.read(row, Element::new(scanner, child, parts))?;
                }
                None => scanner.skip(&child)?,
            }
        }
        Ok(())
    }

    /// The name of the element that is likely the next; empty if nobody knows.
    #[inline]
    fn likely(&self) -> &'static str {
        match self.likely.get(self.next) {
            Some(row) if row.at == At::Body => row.wire,
            _ => "",
        }
    }

    #[inline]
    fn find(&mut self, start: &Start<'_>) -> Option<usize> {
        let local = start.local();
        let body = |row: &Member| row.at == At::Body;
        if self
            .all
            .get(self.next)
            .is_some_and(|row| body(row) && std::ptr::eq(row.wire, local))
        {
            self.next += 1;
            return Some(self.next - 1);
        }
        // An item of a flattened list is followed by another.
        let last = self.next.saturating_sub(1);
        let (before, after) = self.all.split_at(last);
        let mut from_last = after.iter().chain(before).zip(last..);
        let at = match from_last.find(|(row, _)| row.wire == local && body(row)) {
            Some((_, at)) => at % self.all.len(),
            None => self.find_longer(start)?,
        };
        self.next = at + 1;
        Some(at)
    }

    /// The row whose name has more than the name without prefix.
    #[cold]
    fn find_longer(&self, start: &Start<'_>) -> Option<usize> {
        let mut rows = self.all.iter();
        rows.position(|row| row.at == At::Body && start.is_called(row.wire))
    }
}

/// An element that is a member.
struct Element<'s, 'a>(Value<'s, 'a>);

impl<'s, 'a> Element<'s, 'a> {
    fn new(scanner: &'s mut Scanner<'a>, start: Start<'a>, parts: Parts) -> Self {
        Self(Value {
            scanner,
            start,
            parts,
        })
    }
}

impl MemberReader for Element<'_, '_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        fill::<C, T>(self.0, slot)
    }

    fn ignore(self) -> Result<(), Error> {
        self.0.scanner.skip(&self.0.start)
    }
}

/// Once for each type, not once for each member that has it: this halves what the optimizer has to do.
#[inline(never)]
fn fill<C: Codec<T>, T>(value: Value<'_, '_>, slot: &mut Option<T>) -> Result<(), Error> {
    C::read_member(value, slot)
}

impl<'a> Value<'_, 'a> {
    /// The next element of a name inside this one, which likely stands there as such.
    fn next(
        &mut self,
        tag: &'static str,
        likely: &'static str,
        parts: Parts,
    ) -> Result<Option<Value<'_, 'a>>, Error> {
        while let Some(start) = self.scanner.child_like(&self.start, likely)? {
            if start.is_called(tag) {
                let scanner = &mut *self.scanner;
                return Ok(Some(Value {
                    scanner,
                    start,
                    parts,
                }));
            }
            self.scanner.skip(&start)?;
        }
        Ok(None)
    }

    /// Reads the key and the value that are inside this element.
    fn entry<C: Codec<T>, K: Key, T>(self, map: &mut HashMap<K, T>) -> Result<(), Error> {
        let (key_tag, parts) = next_part(self.parts, "key");
        let (value_tag, parts) = next_part(parts, "value");
        let (mut key, mut value) = (None, None);
        while let Some(start) = self.scanner.child(&self.start)? {
            if start.is_called(key_tag) {
                key = Some(K::from(&self.scanner.text(&start)?));
            } else if start.is_called(value_tag) {
                let scanner = &mut *self.scanner;
                value = Some(C::read(Value {
                    scanner,
                    start,
                    parts,
                })?);
            } else {
                self.scanner.skip(&start)?;
            }
        }
        match (key, value) {
            (Some(key), Some(value)) => map.insert(key, value),
            _ => return Err(Error::custom("an entry has no key or no value")),
        };
        Ok(())
    }
}

impl<'a> ValueReader<'a> for Value<'_, 'a> {
    type Error = Error;
    type Scalar = Deserializer<'a, Error>;

    fn scalar(self) -> Result<Self::Scalar, Error> {
        self.scanner.text(&self.start).map(Deserializer::of_text)
    }

    compiled_here!('a);

    fn ignore(self) -> Result<(), Error> {
        self.scanner.skip(&self.start)
    }

    fn structure<T: Structure>(self) -> Result<T, Error> {
        let mut builder = T::Builder::default();
        tri!(read_members::<T>(self.scanner, &self.start, &mut builder));
        Ok(T::finish(builder))
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        let mut rows = Rows::new(T::MEMBERS, const { all_plain(T::MEMBERS) });
        let mut found = None;
        while let Some(child) = self.scanner.child(&self.start)? {
            let row = rows.find(&child);
            let parts = parts(T::MEMBERS, row);
            let variant = T::read(row, Element::new(self.scanner, child, parts))?;
            if variant.is_some() && found.is_some() {
                return Err(Error::custom("more than one member of a union is set"));
            }
            found = variant.or(found);
        }
        found.ok_or_else(|| Error::custom("no member of a union is set"))
    }

    fn list<C: Codec<T>, T>(mut self) -> Result<Vec<T>, Error> {
        let (item, parts) = next_part(self.parts, "member");
        let likely = plain(item);
        let mut list = Vec::new();
        while let Some(value) = tri!(self.next(item, likely, parts)) {
            list.push(tri!(C::read(value)));
        }
        Ok(list)
    }

    fn map<C: Codec<T>, K: Key, T>(mut self) -> Result<HashMap<K, T>, Error> {
        let mut map = HashMap::new();
        let parts = self.parts;
        while let Some(value) = tri!(self.next("entry", "entry", parts)) {
            tri!(value.entry::<C, K, T>(&mut map));
        }
        Ok(map)
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        *slot = Some(tri!(C::read(self)));
        Ok(())
    }

    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), Error> {
        slot.get_or_insert_default().push(tri!(C::read(self)));
        Ok(())
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), Error> {
        self.entry::<C, K, T>(slot.get_or_insert_default())
    }
}

/// An attribute that is a member.
struct Attribute<'a>(Cow<'a, str>);

impl MemberReader for Attribute<'_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        *slot = Some(C::read(Reader(Deserializer::of_text(self.0)))?);
        Ok(())
    }

    fn ignore(self) -> Result<(), Error> {
        Ok(())
    }
}
