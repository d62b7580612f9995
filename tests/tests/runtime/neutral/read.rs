//! Reading the format of the tests.

use super::{Message, Texts};
use serde::Deserializer;
use serde::de::{Error as _, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Error;
use std::collections::HashMap;
use whittle_runtime::schema::{
    At, Codec, Key, Member, MemberReader, Structure, Union, ValueReader,
};

pub(super) fn message<T: Structure>(message: &Message) -> Result<T, Error> {
    let mut builder = T::Builder::default();
    for member in T::MEMBERS {
        let texts = match member.at {
            At::Body | At::Attribute => {
                for (_, content) in children(&message.body).filter(|(name, _)| *name == member.wire)
                {
                    let parts = member.parts;
                    T::read(&mut builder, member.name, Content { content, parts })?;
                }
                continue;
            }
            At::Payload | At::Root | At::Content => {
                let (_, content) = children(&message.body).next().unwrap_or_default();
                T::read(
                    &mut builder,
                    member.name,
                    Content {
                        content,
                        parts: &[],
                    },
                )?;
                continue;
            }
            At::Stream => continue,
            At::Path => &message.path,
            At::Query | At::RequiredQuery | At::QueryMap => &message.query,
            At::Header | At::PrefixHeaders => &message.headers,
            At::Status => &vec![("status".to_owned(), message.status.clone())],
        };
        let texts = Parts(texts_of::<T>(member, texts));
        if !texts.0.is_empty() {
            T::read(&mut builder, member.name, texts)?;
        }
    }
    Ok(T::finish(builder))
}

/// The texts of a member, with what their names have beyond its own.
fn texts_of<'a, T: Structure>(member: &Member, texts: &'a Texts) -> Vec<(&'a str, &'a str)> {
    let others = |name: &str| {
        let mut members = T::MEMBERS.iter();
        members.any(|other| other.at == At::Query && other.wire == name)
    };
    let texts = texts.iter().filter_map(|(name, text)| {
        let key = match member.at {
            At::QueryMap => (!others(name)).then_some(name.as_str()),
            At::PrefixHeaders => name.strip_prefix(member.wire),
            _ => (name == member.wire).then_some(""),
        };
        Some((key?, text.as_str())).filter(|(_, text)| !text.is_empty())
    });
    texts.collect()
}

/// The elements of some content: name and content of each.
fn children(content: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let (name, after) = rest.strip_prefix('<')?.split_once('>')?;
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let mut end = 0;
        let mut depth = 1;
        while depth > 0 {
            let closes = end + after[end..].find(&close)?;
            depth += after[end..closes].matches(&open).count();
            depth -= 1;
            end = closes + close.len();
        }
        rest = &after[end..];
        Some((name, &after[..end - close.len()]))
    })
}

/// The content of an element, with the names in it.
#[derive(Clone, Copy)]
struct Content<'a> {
    content: &'a str,
    parts: &'static [&'static str],
}

impl MemberReader for Content<'_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        C::read_member(self, slot)
    }

    fn ignore(self) -> Result<(), Error> {
        Ok(())
    }
}

impl<'de> ValueReader<'de> for Content<'de> {
    type Error = Error;
    type Scalar = Text<'de>;

    fn scalar(self) -> Result<Text<'de>, Error> {
        Ok(Text(self.content))
    }

    fn structure<T: Structure>(self) -> Result<T, Error> {
        let body = self.content.to_owned();
        message(&Message {
            body,
            ..Message::default()
        })
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        let nothing = || Error::custom("an empty union");
        let (name, content) = children(self.content).next().ok_or_else(nothing)?;
        let member = T::MEMBERS.iter().find(|member| member.wire == name);
        let (name, parts) = member.map_or(("", &[][..]), |member| (member.name, member.parts));
        T::read(name, Content { content, parts })?.ok_or_else(nothing)
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Error> {
        let name = self.parts.first().copied().unwrap_or("member");
        let items = children(self.content).filter(|(item, _)| *item == name);
        items
            .map(|(_, content)| {
                C::read(Content {
                    content,
                    parts: &[],
                })
            })
            .collect()
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Error> {
        let mut map = None;
        for (_, content) in children(self.content) {
            Content { content, ..self }.flat_map::<C, K, T>(&mut map)?;
        }
        Ok(map.unwrap_or_default())
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        *slot = Some(C::read(self)?);
        Ok(())
    }

    fn flat_list<C: Codec<T>, T>(self, slot: &mut Option<Vec<T>>) -> Result<(), Error> {
        slot.get_or_insert_default().push(C::read(self)?);
        Ok(())
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        slot: &mut Option<HashMap<K, T>>,
    ) -> Result<(), Error> {
        let [key_name, value_name] = self.parts else {
            let parts = &["key", "value"];
            return Content { parts, ..self }.flat_map::<C, K, T>(slot);
        };
        let of = |name: &str| children(self.content).find(|(child, _)| *child == name);
        let (Some((_, key)), Some((_, content))) = (of(key_name), of(value_name)) else {
            return Err(Error::custom("an entry without key or value"));
        };
        let value = C::read(Content {
            content,
            parts: &[],
        })?;
        slot.get_or_insert_default().insert(K::from(key), value);
        Ok(())
    }
}

/// Texts outside of the body, with the keys of a map or with empty ones.
struct Parts<'a>(Vec<(&'a str, &'a str)>);

impl MemberReader for Parts<'_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        C::read_member(self, slot)
    }

    fn ignore(self) -> Result<(), Error> {
        Ok(())
    }
}

impl<'de> ValueReader<'de> for Parts<'de> {
    type Error = Error;
    type Scalar = Text<'de>;

    fn scalar(self) -> Result<Text<'de>, Error> {
        let (_, text) = self.0.first().copied().unwrap_or_default();
        Ok(Text(text))
    }

    fn structure<T: Structure>(self) -> Result<T, Error> {
        Err(Error::custom("a structure that is not in the body"))
    }

    fn union<T: Union>(self) -> Result<T, Error> {
        Err(Error::custom("a union that is not in the body"))
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, Error> {
        let items = self.0.into_iter();
        items.map(|item| C::read(Parts(vec![item]))).collect()
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, Error> {
        let entries = self.0.into_iter();
        entries
            .map(|(key, text)| Ok((K::from(key), C::read(Parts(vec![("", text)]))?)))
            .collect()
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

/// A scalar as text.
struct Text<'a>(&'a str);

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.0.parse(), self.0.parse()) {
            (Ok(integer), _) => visitor.visit_i64(integer),
            (_, Ok(number)) => visitor.visit_f64(number),
            _ => visitor.visit_borrowed_str(self.0),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.0.parse().map_err(Error::custom)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
