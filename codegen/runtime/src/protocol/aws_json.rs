//! The awsJson protocols 1.0 and 1.1: a POST of the input, named by `x-amz-target`.

use super::interface::{self, Protocol};
use crate::codec::Doc;
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::serde::{read_structure, write_structure};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::Facts;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use aws_smithy_types::Document;
use serde_core::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use serde_json::error::Category;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// The key of the request id in error metadata, as aws-types has it.
const REQUEST_ID: &str = "aws_request_id";

/// awsJson 1.0.
pub type AwsJson1_0 = AwsJson<V1_0>;

/// awsJson 1.1.
pub type AwsJson1_1 = AwsJson<V1_1>;

/// awsJson of either version. They differ in their content type only.
pub struct AwsJson<V>(PhantomData<V>);

/// A version of awsJson.
pub trait Version: 'static {
    const CONTENT_TYPE: &'static str;
}

/// Version 1.0.
pub enum V1_0 {}

/// Version 1.1.
pub enum V1_1 {}

impl Version for V1_0 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.0";
}

impl Version for V1_1 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.1";
}

impl<V: Version> Protocol for AwsJson<V> {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        service: &Facts,
        operation: &'static str,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        let body = write(input).map_err(BuildError::other)?;
        post(service, V::CONTENT_TYPE, operation, body)
    }

    fn output<T: Structure>(reply: &Reply<'_>) -> Result<T::Builder, BoxError> {
        Ok(read::<T>(&text(reply.body(), HALF_PAIR))?)
    }

    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        Ok(error_body(service, reply).map_err(unquoted)?)
    }
}

/// The request with its headers, in the order in which the official client sends them.
fn post(
    service: &Facts,
    content_type: &'static str,
    operation: &str,
    body: Vec<u8>,
) -> Result<::http::Request<Vec<u8>>, BuildError> {
    let target = format!("{}.{operation}", service.target_prefix);
    let target = HeaderValue::try_from(target).map_err(BuildError::other)?;
    let length = HeaderValue::from(body.len());
    let mut request = ::http::Request::new(body);
    *request.method_mut() = ::http::Method::POST;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CONTENT_LENGTH, length);
    headers.insert(TARGET, target);
    if service.query_compatible {
        headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(request)
}

fn write<T: Structure>(input: &T) -> Result<Vec<u8>, serde_json::Error> {
    // Most inputs fit, and a larger start costs nothing.
    let mut body = Vec::with_capacity(1024);
    write_structure(input, &mut serde_json::Serializer::new(&mut body))?;
    Ok(body)
}

/// Reads a whole body; an empty one is an object without members.
fn read<T: Structure>(body: &str) -> Result<T::Builder, serde_json::Error> {
    let mut builder = T::Builder::default();
    if !is_blank(body) {
        let mut deserializer = serde_json::Deserializer::from_str(body);
        read_structure::<T, _>(&mut builder, &mut deserializer)
            .and_then(|()| deserializer.end())
            .map_err(unquoted)?;
    }
    Ok(builder)
}

/// What is wrong with a body, without a word of it: about a value of another type, serde_json quotes
/// the value.
fn unquoted(error: serde_json::Error) -> serde_json::Error {
    match error.classify() {
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
const CONTROL: &str = "\0";

/// The body as text: if it is UTF-8 as a whole, its texts need not be checked one by one. If not, `wrong`
/// is in each place that is not.
fn text<'a>(body: &'a [u8], wrong: &str) -> Cow<'a, str> {
    std::str::from_utf8(body).map_or_else(|_| marked(body, wrong).into(), Cow::Borrowed)
}

/// A reader of bytes would be all readers compiled once more.
fn marked(body: &[u8], wrong: &str) -> String {
    let mark = |chunk: std::str::Utf8Chunk<'_>| match chunk.invalid() {
        [] => chunk.valid().to_owned(),
        _ => format!("{}{wrong}", chunk.valid()),
    };
    body.utf8_chunks().map(mark).collect()
}

fn is_blank(body: &str) -> bool {
    body.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The body of an error response.
pub struct ErrorBody<'a> {
    text: Cow<'a, str>,
    name: Option<String>,
}

impl interface::ErrorBody for ErrorBody<'_> {
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn members<T: Structure>(&self) -> Result<T::Builder, BoxError> {
        Ok(read::<T>(&self.text)?)
    }
}

/// The code, message and request id of an error response, and what else is in it.
///
/// A header with the name wins over the body; but the body must be JSON even then. The name is the
/// code, too, unless the service keeps the code of the query protocol.
fn error_body<'a>(
    service: &Facts,
    reply: &Reply<'a>,
) -> Result<(ErrorMetadata, ErrorBody<'a>), serde_json::Error> {
    let head = reply.head();
    // In an error nothing may be wrong, not even what nobody reads.
    let text = text(reply.body(), CONTROL);
    let envelope = Envelope::read(&text)?;
    let name = head.header("x-amzn-errortype").or(envelope.code.as_deref());
    let name = name.or(envelope.type_name.as_deref()).map(shape_name);
    let mut meta = ErrorMetadata::builder();
    if let Some(name) = name {
        meta = meta.code(name);
    }
    if let Some(message) = envelope.message {
        meta = meta.message(message);
    }
    if let Some((code, kind)) = head
        .header("x-amzn-query-error")
        .and_then(|error| error.split_once(';'))
    {
        meta = meta.code(code).custom("type", kind);
    }
    if let Some(id) = head.request_id() {
        meta = meta.custom(REQUEST_ID, id);
    }
    // The official clients of other services go by the code alone.
    let name = name.filter(|_| service.query_compatible);
    let name = name.map(str::to_owned);
    Ok((meta.build(), ErrorBody { text, name }))
}

/// The name in `namespace#Name:http://…`.
fn shape_name(code: &str) -> &str {
    let absolute = code.split_once(':').map_or(code, |(id, _)| id);
    absolute.split_once('#').map_or(absolute, |(_, name)| name)
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
    fn read(body: &str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(body);
        if body.trim_ascii_start().starts_with('{') {
            // What follows the object matters only to exceptions, which read the body again.
            deserializer.deserialize_map(EnvelopeVisitor)
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
