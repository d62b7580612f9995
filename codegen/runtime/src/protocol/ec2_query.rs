//! ec2Query: the input is a form whose keys begin with capitals, the output an element of XML.

use super::form_post;
use super::interface::Protocol;
use super::xml_body::{self, ErrorBody, Members, Path};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::form::{self, EmptyList, Keys};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::{Facts, OperationFacts};

/// ec2Query.
pub struct Ec2Query;

/// What an error is inside of.
const ERROR: Path = Path {
    root: "Response",
    inside: &["Errors", "Error"],
};

impl Protocol for Ec2Query {
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
        xml_body::output(root, reply, T::MEMBERS, &mut Members::<T>(builder))
    }

    fn error<'a>(_: &Facts, reply: &Reply<'a>) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        let (meta, body) = xml_body::error(reply, ERROR)?;
        Ok((meta.build(), body))
    }
}

impl Keys for Ec2Query {
    const EMPTY_LIST: EmptyList = EmptyList::Nothing;

    /// The name of the element in capitals, or what stands behind it: that is another name for forms.
    fn member(key: &mut String, wire: &'static str) {
        let name = wire.rsplit(' ').next().unwrap_or(wire);
        form::named(key, "");
        let mut chars = name.chars();
        key.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        key.push_str(chars.as_str());
    }

    fn item(_: &'static str) -> Option<&'static str> {
        None
    }
}
