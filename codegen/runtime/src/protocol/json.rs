//! Bodies of JSON, and what all errors of JSON protocols have in common.

use super::metadata::{metadata, shape_name};
use crate::codec::Doc;
#[cfg(feature = "aws-json")]
use crate::format::serde::write_body;
use crate::format::serde::{Reader, read_body};
use crate::http::Head;
use crate::schema::{At, Codec, Member, MemberReader, Structure};
use crate::service::Facts;
use aws_smithy_types::Document;
use aws_smithy_types::error::metadata::Builder;
use aws_smithy_types::primitive::Encoder;
use serde_core::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::error::Category;
use serde_json::ser::{Formatter, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

/// Writes JSON as official clients do.
pub(super) fn serializer(body: &mut Vec<u8>) -> Serializer<&mut Vec<u8>, Numbers> {
    Serializer::with_formatter(body, Numbers)
}

/// Fractions as official clients write them: `1e21`, where serde_json has `1e+21`.
pub(super) struct Numbers;

impl Formatter for Numbers {
    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        writer.write_all(Encoder::from(value).encode().as_bytes())
    }

    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(Encoder::from(value).encode().as_bytes())
    }
}

/// Writes the members that are in the body as an object.
#[cfg(feature = "aws-json")]
pub(super) fn write<T: Structure>(input: &T) -> Result<Vec<u8>, serde_json::Error> {
    // Most inputs fit, and a larger start costs nothing.
    let mut body = Vec::with_capacity(1024);
    write_body(input, &mut serializer(&mut body))?;
    Ok(body)
}

/// Reads the members that are in a body; an empty one is an object without members.
pub(super) fn read<T: Structure>(
    builder: &mut T::Builder,
    body: &str,
) -> Result<(), serde_json::Error> {
    if is_blank(body) {
        return Ok(());
    }
    let mut deserializer = serde_json::Deserializer::from_str(body);
    read_body::<T, _>(builder, &mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(unquoted)
}

/// As [`read`], for exceptions: there are many, and none of them is worth a reader of JSON of its own. So the
/// body is read by one for all of them, and they take the values of their members from that.
pub(super) fn read_exception<T: Structure>(
    builder: &mut T::Builder,
    body: &str,
) -> Result<(), serde_json::Error> {
    each_member(body, T::MEMBERS, &mut |name, value| {
        T::read(builder, name, MemberValue(value))
    })
}

/// Calls `f` with each member of a body that has one of these rows.
fn each_member(
    body: &str,
    rows: &'static [Member],
    f: &mut dyn FnMut(&str, &Value) -> Result<(), serde_json::Error>,
) -> Result<(), serde_json::Error> {
    if is_blank(body) {
        return Ok(());
    }
    let mut deserializer = serde_json::Deserializer::from_str(body);
    deserializer
        .deserialize_map(Known(rows))
        .and_then(|members| deserializer.end().map(|()| members))
        .and_then(|members| members.iter().try_for_each(|(name, value)| f(name, value)))
        .map_err(unquoted)
}

/// Reads the values of members that have a row in the body. Nobody looks at others.
struct Known(&'static [Member]);

impl<'de> Visitor<'de> for Known {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an exception")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let is_here = |row: &Member| row.at == At::Body && row.name == name;
            if self.0.iter().any(is_here) {
                members.push((name, map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(members)
    }
}

/// The value of a member.
struct MemberValue<'a>(&'a Value);

impl MemberReader for MemberValue<'_> {
    type Error = serde_json::Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), serde_json::Error> {
        C::read_member(Reader(self.0), slot)
    }

    fn ignore(self) -> Result<(), serde_json::Error> {
        Ok(())
    }
}

/// What is wrong with a body, without a word of it: about a value of another type, serde_json quotes
/// the value.
pub(super) fn unquoted(error: serde_json::Error) -> serde_json::Error {
    match error.classify() {
        // It was a value already, which does not know where it stood.
        Category::Data if error.line() == 0 => {
            serde_json::Error::custom("a value is not as expected")
        }
        Category::Data => serde_json::Error::custom(format_args!(
            "a value is not as expected at line {} column {}",
            error.line(),
            error.column()
        )),
        Category::Io | Category::Syntax | Category::Eof => error,
    }
}

/// Half a surrogate pair: it fails in a text that is read, and passes in one that is not.
const HALF_PAIR: &str = " \\ud800";

/// A control character: it fails in every text.
pub(super) const CONTROL: &str = "\0";

/// The body as text: if it is UTF-8 as a whole, its texts need not be checked one by one. If not, `wrong`
/// is in each place that is not.
pub(super) fn text<'a>(body: &'a [u8], wrong: &str) -> Cow<'a, str> {
    std::str::from_utf8(body).map_or_else(|_| marked(body, wrong).into(), Cow::Borrowed)
}

/// The body of a response that is no error. Official clients look at all of it, unless they read by schemas.
pub(super) fn answer<'a>(service: &Facts, body: &'a [u8]) -> Cow<'a, str> {
    let wrong = match service.schema_driven {
        true => HALF_PAIR,
        false => CONTROL,
    };
    text(body, wrong)
}

/// A reader of bytes would be all readers compiled once more.
fn marked(body: &[u8], wrong: &str) -> String {
    let mark = |chunk: std::str::Utf8Chunk<'_>| match chunk.invalid() {
        [] => chunk.valid().to_owned(),
        _ => format!("{}{wrong}", chunk.valid()),
    };
    body.utf8_chunks().map(mark).collect()
}

pub(super) fn is_blank(body: &str) -> bool {
    body.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The code, message and request id of an error response, and the name of its shape.
///
/// A header with the name wins over the body; but the body must be JSON even then.
pub(super) fn error(
    service: &Facts,
    head: &Head<'_>,
    body: &str,
) -> Result<(Builder, Option<String>), serde_json::Error> {
    let envelope = Envelope::read(service, body)?;
    let name = head.header("x-amzn-errortype").or(envelope.code.as_deref());
    let name = name.or(envelope.type_name.as_deref()).map(shape_name);
    let meta = metadata(head, name, envelope.message);
    Ok((meta, name.map(str::to_owned)))
}

/// The members that all errors have, under the names in use.
#[derive(Default)]
struct Envelope {
    code: Option<String>,
    type_name: Option<String>,
    message: Option<String>,
}

impl Envelope {
    /// Reads the first value of the body. One that is no object has none of the members.
    fn read(service: &Facts, body: &str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(body);
        if body.trim_ascii_start().starts_with('{') {
            let envelope = deserializer.deserialize_map(EnvelopeVisitor)?;
            // What stands behind it the newest official clients look at in exceptions only.
            if !service.schema_driven {
                deserializer.end()?;
            }
            Ok(envelope)
        } else if is_blank(body) {
            Ok(Self::default())
        } else {
            IgnoredAny::deserialize(&mut deserializer).map(|_| Self::default())
        }
    }
}

struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope, A::Error> {
        let mut envelope = Envelope::default();
        while let Some(key) = map.next_key::<String>()? {
            let place = match key.as_str() {
                "code" => &mut envelope.code,
                "__type" => &mut envelope.type_name,
                "message" | "Message" | "errorMessage" => &mut envelope.message,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if let Document::String(text) = map.next_value_seed(Doc)? {
                *place = Some(text);
            }
        }
        Ok(envelope)
    }
}
