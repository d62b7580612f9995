//! awsQuery: the input is a form, the output an element of XML inside two others, both of which are named
//! after the operation.

use super::form_post;
use super::interface::Protocol;
use super::xml_body::{self, ErrorBody, Members, Path, Root};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::form::{self, EmptyList, Keys};
use crate::format::xml::{Error, Scanner, Start};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::{Facts, OperationFacts};

/// awsQuery.
pub struct AwsQuery;

/// What an error is inside of.
const ERROR: Path = Path {
    root: "ErrorResponse",
    inside: &["Error"],
};

impl Protocol for AwsQuery {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        service: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        form_post::request::<Self, T>(service, operation.name, input)
    }

    fn output<T: Structure>(
        _: &Facts,
        root: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError> {
        let mut result = InResult(&mut Members::<T>(builder));
        xml_body::output(root, reply, T::MEMBERS, &mut result)
    }

    fn error<'a>(_: &Facts, reply: &Reply<'a>) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        let (meta, body) = xml_body::error(reply, ERROR)?;
        Ok((meta.build(), body))
    }
}

/// Members in `XResponse`, whose first element is `XResult`.
struct InResult<'a>(&'a mut dyn Root);

impl Root for InResult<'_> {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), Error> {
        let operation = root.local().strip_suffix("Response");
        let is_result = |child: &Start<'_>| {
            let of = child.local().strip_suffix("Result");
            of.is_some() && of == operation
        };
        match scanner.child(root)?.filter(is_result) {
            Some(result) => self.0.read(scanner, &result)?,
            None => return Err(Error::at(scanner.offset(), "the result is missing")),
        }
        scanner.skip(root)
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
