//! Writing XML: attributes are in the start tag, all other members are elements inside.

use super::names::{Parts, name, next_part};
use super::text;
use crate::error::{BuildError, Unwritten as Error};
use crate::format::text::{Serializer, Sink};
use crate::schema::{At, Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use aws_smithy_types::error::operation::SerializationError;
use std::collections::HashMap;

/// Writes a value as an element; `tag` is what its start tag says.
pub fn write_element<C: Codec<T>, T>(
    tag: &'static str,
    parts: Parts,
    value: &T,
    out: &mut String,
) -> Result<(), BuildError> {
    C::write(value, Place::new(tag, parts, out)).map_err(BuildError::from)
}

/// Writes a structure as an element. The members are in the order of their names in the model, as official
/// clients write those of inputs.
pub fn write_by_name<T: Structure>(
    tag: &'static str,
    value: &T,
    out: &mut String,
) -> Result<(), BuildError> {
    let written = Place::new(tag, &[], out).element(|out, _| {
        let mut members = ByName {
            members: Members::new(out),
            lengths: Vec::new(),
        };
        value.write(&mut members);
        members.finish()
    });
    written.map_err(BuildError::from)
}

/// Where a value goes.
struct Place<'a> {
    tag: &'static str,
    parts: Parts,
    form: Form,
    out: &'a mut String,
}

/// What a value is written as.
#[derive(Clone, Copy)]
enum Form {
    Element,
    /// An attribute, which is put here: elements may have been written before it.
    Attribute(usize),
}

impl<'a> Place<'a> {
    fn new(tag: &'static str, parts: Parts, out: &'a mut String) -> Self {
        let form = Form::Element;
        Self {
            tag,
            parts,
            form,
            out,
        }
    }

    /// Writes the element, with what `inside` writes.
    fn element(
        self,
        inside: impl FnOnce(&mut String, Parts) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.out.push('<');
        self.out.push_str(self.tag);
        self.out.push('>');
        inside(self.out, self.parts)?;
        self.out.push_str("</");
        self.out.push_str(name(self.tag));
        self.out.push('>');
        Ok(())
    }
}

impl Sink for Place<'_> {
    type Ok = ();
    type Error = Error;

    fn put(self, value: &str) -> Result<(), Error> {
        match self.form {
            Form::Element => self.element(|out, _| {
                text::escape(value, out);
                Ok(())
            }),
            Form::Attribute(at) => {
                let mut attribute = format!(" {}=\"", self.tag);
                text::escape(value, &mut attribute);
                attribute.push('"');
                self.out.insert_str(at, &attribute);
                Ok(())
            }
        }
    }
}

impl ValueWriter for Place<'_> {
    type Ok = ();
    type Error = Error;
    type Scalar = Serializer<Self>;

    fn scalar(self) -> Serializer<Self> {
        Serializer(self)
    }

    fn structure<T: Structure>(self, value: &T) -> Result<(), Error> {
        self.element(|out, _| {
            let mut members = Members::new(out);
            value.write(&mut members);
            members.written
        })
    }

    fn union<T: Union>(self, value: &T) -> Result<(), Error> {
        self.element(|out, _| {
            let before = out.len();
            let mut members = Members::new(out);
            value.write(&mut members);
            members.written?;
            if out.len() == before {
                let unknown = SerializationError::unknown_variant(T::NAME);
                return Err(BuildError::other(unknown).into());
            }
            Ok(())
        })
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Error> {
        self.element(|out, parts| {
            let (item, parts) = next_part(parts, "member");
            Place::new(item, parts, out).flat_list::<C, T>(items)
        })
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<(), Error> {
        self.element(|out, parts| Place::new("entry", parts, out).flat_map::<C, K, T>(entries))
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Error> {
        match value {
            Some(value) => C::write(value, self),
            // As official clients do, who drop an item that is none.
            None => Ok(()),
        }
    }

    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<(), Error> {
        let Self {
            tag, parts, out, ..
        } = self;
        let mut items = items.iter();
        items.try_for_each(|item| C::write(item, Place::new(tag, parts, out)))
    }

    fn flat_map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<(), Error> {
        let Self {
            tag, parts, out, ..
        } = self;
        let (key_tag, parts) = next_part(parts, "key");
        let (value_tag, parts) = next_part(parts, "value");
        let mut entries = entries.iter();
        entries.try_for_each(|(key, value)| {
            Place::new(tag, parts, out).element(|out, parts| {
                Place::new(key_tag, &[], out).put(key.as_ref())?;
                C::write(value, Place::new(value_tag, parts, out))
            })
        })
    }
}

/// The members inside an element.
struct Members<'a> {
    /// Where the start tag ends.
    tag_end: usize,
    out: &'a mut String,
    written: Result<(), Error>,
}

impl<'a> Members<'a> {
    /// Behind a start tag that was just written.
    fn new(out: &'a mut String) -> Self {
        let (tag_end, written) = (out.len() - 1, Ok(()));
        Self {
            tag_end,
            out,
            written,
        }
    }
}

impl MemberWriter for Members<'_> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        let form = match member.at {
            _ if self.written.is_err() => return,
            At::Body => Form::Element,
            At::Attribute => Form::Attribute(self.tag_end),
            _ => return,
        };
        let place = Place::new(member.wire, member.parts, self.out);
        let before = place.out.len();
        self.written = C::write(value, Place { form, ..place });
        if let Form::Attribute(end) = form {
            self.tag_end = end + self.out.len() - before;
        }
    }
}

/// The members inside an element, to be put in order.
struct ByName<'a> {
    members: Members<'a>,
    /// The names of the elements so far, and how long each is.
    lengths: Vec<(&'static str, usize)>,
}

impl MemberWriter for ByName<'_> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        let before = self.members.out.len();
        self.members.write::<C, T>(member, value);
        if member.at == At::Body {
            let length = self.members.out.len() - before;
            self.lengths.push((member.name, length));
        }
    }
}

impl ByName<'_> {
    fn finish(self) -> Result<(), Error> {
        self.members.written?;
        if self.lengths.is_sorted_by_key(|(name, _)| *name) {
            return Ok(());
        }
        let Members { tag_end, out, .. } = self.members;
        let elements = out.split_off(tag_end + 1);
        let mut rest = elements.as_str();
        let mut parts: Vec<(&str, &str)> = Vec::with_capacity(self.lengths.len());
        for (name, length) in self.lengths {
            let (element, after) = rest.split_at(length);
            parts.push((name, element));
            rest = after;
        }
        parts.sort_by_key(|(name, _)| *name);
        out.extend(parts.into_iter().map(|(_, element)| element));
        Ok(())
    }
}
