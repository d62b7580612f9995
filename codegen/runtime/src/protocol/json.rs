//! Bodies of JSON, and what all errors of JSON protocols have in common.

use super::metadata::{metadata, shape_name};
use crate::format::json::{Error, Into, ReadRow, Scanner, read_body};
use crate::http::Head;
use crate::schema::{Member, Structure};
use crate::service::Facts;
use aws_smithy_types::Document;
use aws_smithy_types::error::metadata::Builder;
use std::borrow::Cow;

/// Reads the members that are in a body; an empty one is an object without members.
pub(super) fn read<T: Structure>(builder: &mut T::Builder, body: &str) -> Result<(), Error> {
    members(body, T::MEMBERS, &mut Into::<T>(builder))
}

fn members<'a>(
    body: &'a str,
    rows: &'static [Member],
    read: &mut dyn ReadRow<'a>,
) -> Result<(), Error> {
    match is_blank(body) {
        true => Ok(()),
        false => read_body(body, rows, read),
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
) -> Result<(Builder, Option<String>), Error> {
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
    fn read(service: &Facts, body: &str) -> Result<Self, Error> {
        let mut scanner = Scanner::new(body);
        let mut envelope = Self::default();
        if body.trim_ascii_start().starts_with('{') {
            scanner.object(&mut |key, scanner| envelope.read_member(&key, scanner))?;
            // What stands behind it the newest official clients look at in exceptions only.
            if !service.schema_driven {
                scanner.finish()?;
            }
        } else if !is_blank(body) {
            scanner.skip()?;
        }
        Ok(envelope)
    }

    fn read_member(&mut self, key: &str, value: &mut Scanner<'_>) -> Result<(), Error> {
        let place = match key {
            "code" => &mut self.code,
            "__type" => &mut self.type_name,
            "message" | "Message" | "errorMessage" => &mut self.message,
            _ => return value.skip(),
        };
        if let Document::String(text) = value.take_document()? {
            *place = Some(text);
        }
        Ok(())
    }
}
