//! Writing the format of the tests.

use super::{Message, Texts};
use serde::ser::Error as _;
use serde_json::{Error, Value};
use std::collections::HashMap;
use whittle_runtime::schema::{
    At, Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter,
};

pub(super) fn message<T: Structure>(value: &T) -> Result<Message, Error> {
    let mut message = Message::default();
    value.write(&mut message)?;
    Ok(message)
}

impl MemberWriter for Message {
    type Error = Error;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Error> {
        let texts = match member.at {
            At::Body | At::Attribute | At::Payload | At::Root | At::Content => {
                return Elements(&mut self.body).write::<C, T>(member, value);
            }
            At::Stream => return nested(),
            At::Path => &mut self.path,
            At::Query | At::RequiredQuery | At::QueryMap => &mut self.query,
            At::Header | At::PrefixHeaders => &mut self.headers,
            At::Status => {
                self.status = text(&C::write(value, Parts)?);
                return Ok(());
            }
        };
        let prefix = match member.at {
            At::QueryMap => "",
            _ => member.wire,
        };
        push(texts, prefix, C::write(value, Parts)?);
        Ok(())
    }
}

fn push(texts: &mut Texts, name: &str, value: Value) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| push(texts, name, item)),
        Value::Object(entries) => entries
            .into_iter()
            .for_each(|(key, value)| push(texts, &format!("{name}{key}"), value)),
        value => texts.push((name.to_owned(), text(&value))),
    }
}

fn text(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => text.clone(),
        scalar => scalar.to_string(),
    }
}

/// A value outside of the body.
struct Parts;

fn nested<T>() -> Result<T, Error> {
    Err(Error::custom("it has parts and is not in the body"))
}

impl ValueWriter for Parts {
    type Ok = Value;
    type Error = Error;
    type Scalar = serde_json::value::Serializer;

    fn scalar(self) -> Self::Scalar {
        serde_json::value::Serializer
    }

    fn structure<T: Structure>(self, _: &T) -> Result<Value, Error> {
        nested()
    }

    fn union<T: Union>(self, _: &T) -> Result<Value, Error> {
        nested()
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<Value, Error> {
        items.iter().map(|item| C::write(item, Self)).collect()
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Value, Error> {
        let entries = entries.iter();
        entries
            .map(|(key, value)| Ok((key.as_ref().to_owned(), C::write(value, Self)?)))
            .collect()
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<Value, Error> {
        value.map_or(Ok(Value::Null), |value| C::write(value, self))
    }

    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<Value, Error> {
        self.list::<C, T>(items)
    }

    fn flat_map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Value, Error> {
        self.map::<C, K, T>(entries)
    }
}

/// The elements of a structure.
struct Elements<'a>(&'a mut String);

impl MemberWriter for Elements<'_> {
    type Error = Error;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), Error> {
        let Member { wire, parts, .. } = member;
        match C::write(value, Content(parts))? {
            // The items of a flat list are elements one by one.
            Value::Array(items) => items
                .iter()
                .for_each(|item| element(self.0, wire, &text(item))),
            value => element(self.0, wire, &text(&value)),
        }
        Ok(())
    }
}

fn element(out: &mut String, name: &str, content: &str) {
    *out += &format!("<{name}>{content}</{name}>");
}

/// The content of an element, with the names in it.
#[derive(Clone, Copy)]
struct Content(&'static [&'static str]);

impl ValueWriter for Content {
    type Ok = Value;
    type Error = Error;
    type Scalar = serde_json::value::Serializer;

    fn scalar(self) -> Self::Scalar {
        serde_json::value::Serializer
    }

    fn structure<T: Structure>(self, value: &T) -> Result<Value, Error> {
        let mut content = String::new();
        value.write(&mut Elements(&mut content))?;
        Ok(content.into())
    }

    fn union<T: Union>(self, value: &T) -> Result<Value, Error> {
        let mut content = String::new();
        value.write(&mut Elements(&mut content))?;
        match content.is_empty() {
            true => Err(Error::custom(format!("unknown variant of {}", T::NAME))),
            false => Ok(content.into()),
        }
    }

    fn list<C: Codec<T>, T>(self, items: &[T]) -> Result<Value, Error> {
        let mut content = String::new();
        for item in items {
            let name = self.0.first().unwrap_or(&"member");
            element(&mut content, name, &text(&C::write(item, Self(&[]))?));
        }
        Ok(content.into())
    }

    fn map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Value, Error> {
        let mut content = String::new();
        let Value::Array(entries) = self.flat_map::<C, K, T>(entries)? else {
            return nested();
        };
        for entry in entries {
            element(&mut content, "entry", &text(&entry));
        }
        Ok(content.into())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<Value, Error> {
        value.map_or(Ok("".into()), |value| C::write(value, self))
    }

    fn flat_list<C: Codec<T>, T>(self, items: &[T]) -> Result<Value, Error> {
        items.iter().map(|item| C::write(item, self)).collect()
    }

    fn flat_map<C: Codec<T>, K: Key, T>(self, entries: &HashMap<K, T>) -> Result<Value, Error> {
        let [key_name, value_name] = self.0 else {
            return Content(&["key", "value"]).flat_map::<C, K, T>(entries);
        };
        let entries = entries.iter().map(|(key, value)| {
            let mut content = String::new();
            element(&mut content, key_name, key.as_ref());
            element(
                &mut content,
                value_name,
                &text(&C::write(value, Self(&[]))?),
            );
            Ok(Value::from(content))
        });
        entries.collect()
    }
}
