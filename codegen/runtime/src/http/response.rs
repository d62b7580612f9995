//! The part of a response that is not the body of a protocol: status, headers, and bodies that are bytes
//! or text as they are.

use super::reply::{Head, Reply};
use super::text;
use crate::error::BoxError;
use crate::format::text::Deserializer;
use crate::schema::scalar::compiled_here;
use crate::schema::{
    At, Codec, Key, Member, MemberReader, Structure, Union, ValueReader, any_elsewhere,
};
use serde_core::de::Error as _;
use serde_core::de::value::Error;
use std::collections::HashMap;

/// Reads the members that are neither in the body of the protocol nor this body itself.
pub fn read<T: Structure>(builder: &mut T::Builder, reply: &Reply<'_>) -> Result<(), BoxError> {
    if const { any_elsewhere(T::MEMBERS) } {
        for (i, row) in T::MEMBERS.iter().enumerate() {
            if row.at.is_elsewhere() {
                T::read(builder, i, Bound { reply, row })?;
            }
        }
    }
    Ok(())
}

/// The value of a member of a response.
struct Bound<'a> {
    reply: &'a Reply<'a>,
    row: &'static Member,
}

impl MemberReader for Bound<'_> {
    type Error = BoxError;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), BoxError> {
        self.give(&mut |value| C::read_member(value, slot))
    }

    fn ignore(self) -> Result<(), BoxError> {
        Ok(())
    }
}

/// What reads a value into its slot.
type Read<'a> = dyn FnMut(Value<'_>) -> Result<(), Error> + 'a;

/// This is compiled once for all members.
impl Bound<'_> {
    fn give(&self, read: &mut Read<'_>) -> Result<(), BoxError> {
        let head = self.reply.head();
        match self.row.at {
            At::Header => self.give_header(read),
            At::PrefixHeaders => self.give_value(Value::Headers(head, self.row.wire), read),
            At::Status => {
                let status = head.status().to_string();
                self.give_value(Value::Text(status.as_bytes()), read)
            }
            At::Content => match self.reply.content() {
                Some(body) => self.give_value(Value::Text(body), read),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Gives the lines of a header. That there are none is no value, and so are empty ones if they cannot
    /// be one.
    fn give_header(&self, read: &mut Read<'_>) -> Result<(), BoxError> {
        let lines = self.reply.head().lines(self.row.wire);
        let is_blank = lines.iter().all(|line| line.trim_ascii().is_empty());
        if lines.is_empty() {
            return Ok(());
        }
        match self.give_value(Value::Lines(&lines), read) {
            Err(_) if is_blank => Ok(()),
            read => read,
        }
    }

    fn give_value(&self, value: Value<'_>, read: &mut Read<'_>) -> Result<(), BoxError> {
        // The value itself is not told: it may be sensitive.
        read(value).map_err(|_| {
            let Member { name, wire, .. } = self.row;
            match self.row.at {
                At::Content => format!("Failed to parse {name} from the body"),
                At::Status => format!("Failed to parse {name} from the status"),
                _ => format!("Failed to parse {name} from header `{wire}`"),
            }
            .into()
        })
    }
}

/// A value, not yet read.
enum Value<'a> {
    /// What is a text as a whole; or bytes.
    Text(&'a [u8]),
    /// All lines of a header.
    Lines(&'a [&'a [u8]]),
    /// All headers whose names begin so.
    Headers(&'a Head<'a>, &'static str),
}

/// The one line of a header that is no list.
fn only<'a>(lines: &[&'a [u8]]) -> Result<&'a [u8], Error> {
    match lines {
        [line] => Ok(line.trim_ascii()),
        _ => Err(Error::custom("expected a single value")),
    }
}

impl<'de> ValueReader<'de> for Value<'de> {
    type Error = Error;
    type Scalar = Deserializer<'de, Error>;

    fn scalar(self) -> Result<Deserializer<'de, Error>, Error> {
        match self {
            Self::Text(text) => Ok(Deserializer::new(text)),
            Self::Lines(lines) => only(lines).map(Deserializer::new),
            Self::Headers(..) => Err(Error::custom("expected a map")),
        }
    }

    compiled_here!('de);

    fn structure<T: Structure>(self) -> Result<T, Error> {
        Err(Error::custom("a structure can only be in the body"))
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        Err(Error::custom("a union can only be in the body"))
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Error> {
        let Self::Lines(lines) = self else {
            return Err(Error::custom("a list can only be in a header"));
        };
        let mut list = Vec::new();
        for line in lines {
            let line = std::str::from_utf8(line).map_err(Error::custom)?;
            for item in text::items(line, C::HAS_COMMA) {
                let item = item.map_err(Error::custom)?;
                list.push(C::read(Value::Text(item.as_bytes()))?);
            }
        }
        match list.is_empty() {
            true => Err(Error::custom("the list has no items")),
            false => Ok(list),
        }
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Error> {
        let Self::Headers(head, prefix) = self else {
            return Err(Error::custom("a map can only be in several headers"));
        };
        let mut map = HashMap::new();
        for name in head.names() {
            let Some(key) = text::strip_prefix(name, prefix) else {
                continue;
            };
            let value = C::read(Value::Lines(&head.lines(name)))?;
            map.insert(K::from(key), value);
        }
        Ok(map)
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        *slot = Some(C::read(self)?);
        Ok(())
    }

    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), Error> {
        *slot = Some(self.list::<C, T>()?);
        Ok(())
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), Error> {
        *slot = Some(self.map::<C, K, T>()?);
        Ok(())
    }
}
