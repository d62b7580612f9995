//! Documents in serde's formats.

use super::scalar::write_float;
use aws_smithy_types::{Document, Number};
use serde_core::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::fmt;

/// Any value.
pub(super) fn document<'de, D: Deserializer<'de>>(value: D) -> Result<Document, D::Error> {
    value.deserialize_any(Any)
}

/// Writes a document.
pub(super) fn write_document<S: Serializer>(
    value: &Document,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Value(value).serialize(serializer)
}

struct Value<'a>(&'a Document);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Document::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, Value(value))))
            }
            Document::Array(elements) => serializer.collect_seq(elements.iter().map(Value)),
            Document::Number(Number::PosInt(number)) => serializer.serialize_u64(*number),
            Document::Number(Number::NegInt(number)) => serializer.serialize_i64(*number),
            Document::Number(Number::Float(number)) => write_float(*number, serializer),
            Document::String(text) => serializer.serialize_str(text),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Null => serializer.serialize_unit(),
        }
    }
}

struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Document, E> {
        Ok(Document::Number(Number::PosInt(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Document, E> {
        Ok(Document::Number(match u64::try_from(number) {
            Ok(number) => Number::PosInt(number),
            Err(_) => Number::NegInt(number),
        }))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Document, E> {
        Ok(Document::Number(Number::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Document, E> {
        Ok(Document::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Document, E> {
        Ok(Document::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Document, A::Error> {
        let mut array = Vec::new();
        while let Some(element) = elements.next_element_seed(Self)? {
            array.push(element);
        }
        Ok(Document::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Document, A::Error> {
        let mut object = HashMap::new();
        while let Some(key) = entries.next_key::<String>()? {
            object.insert(key, entries.next_value_seed(Self)?);
        }
        Ok(Document::Object(object))
    }
}
