//! awsQuery: the input is a form, the output an element of XML inside two others, both of which are named
//! after the operation.

use super::form_post;
use super::interface::Protocol;
use super::xml_body::{self, ErrorBody};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::form::{self, EmptyList, Keys};
use crate::format::xml::{Error, Scanner, Start, read_members};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::{Facts, OperationFacts};

/// awsQuery.
pub struct AwsQuery;

/// What an error is inside of.
const ERROR: &[&str] = &["Error"];

impl Protocol for AwsQuery {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        service: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        form_post::request::<Self, T>(service, operation.name, input)
    }

    fn output<T: Structure>(_: &Facts, reply: &Reply<'_>) -> Result<T::Builder, BoxError> {
        xml_body::output::<T>(reply, result::<T>)
    }

    fn error<'a>(_: &Facts, reply: &Reply<'a>) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        let (meta, body) = xml_body::error(reply, ERROR)?;
        Ok((meta.build(), body))
    }
}

/// Reads the members from `XResponse`, in which is `XResult`.
fn result<T: Structure>(
    scanner: &mut Scanner<'_>,
    root: &Start<'_>,
    builder: &mut T::Builder,
) -> Result<(), Error> {
    let operation = root.local().strip_suffix("Response");
    let mut found = false;
    while let Some(child) = scanner.child(root)? {
        let of = child.local().strip_suffix("Result");
        if !found && of.is_some() && of == operation {
            found = true;
            read_members::<T>(scanner, &child, builder)?;
        } else {
            scanner.skip(&child)?;
        }
    }
    match found {
        true => Ok(()),
        false => Err(Error::at(scanner.offset(), "the result is missing")),
    }
}

impl Keys for AwsQuery {
    const EMPTY_LIST: EmptyList = EmptyList::Key;

    fn member(key: &mut String, wire: &'static str) {
        form::named(key, wire);
    }

    fn item(name: &'static str) -> Option<&'static str> {
        Some(name)
    }
}
