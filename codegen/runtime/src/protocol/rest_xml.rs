//! restXml: an operation has a method and a path of its own, members are in path, query and headers, and
//! those that are not make an element, or one member is the body.

use super::interface::{self, Protocol};
use super::xml_body::{self, Members, Path, Root};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::xml::{self, Error, Scanner, Start, read_member};
use crate::http::{self, Head, Reply};
use crate::schema::{At, Codec, Member, MemberWriter, Structure, any_at};
use crate::service::{Facts, OperationFacts};
use aws_smithy_types::error::metadata::Builder as Metadata;
use std::marker::PhantomData;

const CONTENT_TYPE: &str = "application/xml";

/// restXml, with errors inside of another element.
pub type RestXml = RestXmlOf<Wrapped>;

/// restXml, with errors that are the whole body.
pub type RestXmlNoErrorWrapping = RestXmlOf<NotWrapped>;

/// restXml of either kind.
pub struct RestXmlOf<W>(PhantomData<W>);

/// How services tell errors.
pub trait Errors: 'static {
    /// Where they are.
    const PATH: Path;

    /// Whether a response is an error.
    fn is_error(reply: &Reply<'_>) -> bool {
        !reply.head().is_success()
    }

    /// The code of an error without a body.
    fn code_of_nothing(_status: u16) -> Option<&'static str> {
        None
    }

    /// Adds what headers say besides.
    fn describe(meta: Metadata, _head: &Head<'_>) -> Metadata {
        meta
    }
}

/// Inside of another element.
pub enum Wrapped {}

/// In the root.
pub enum NotWrapped {}

/// Where errors are that are in the root.
pub(super) const IN_ROOT: Path = Path {
    root: "Error",
    inside: &[],
};

impl Errors for Wrapped {
    const PATH: Path = Path {
        root: "ErrorResponse",
        inside: &["Error"],
    };
}

impl Errors for NotWrapped {
    const PATH: Path = IN_ROOT;
}

impl<W: Errors> Protocol for RestXmlOf<W> {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        _: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        let mut request = http::request(&operation.route, input)?;
        let mut body = String::new();
        // An operation whose members are all elsewhere has no body.
        if const { any_at(T::MEMBERS, At::Payload) } {
            let mut payload = Payload(&mut body, Ok(()));
            input.write(&mut payload);
            payload.1?;
        } else if const { any_in_element(T::MEMBERS) } {
            xml::write_by_name(operation.element, input, &mut body)?;
        } else {
            return Ok(request);
        }
        *request.body_mut() = body.into_bytes();
        http::describe(&mut request, CONTENT_TYPE);
        Ok(request)
    }

    fn output<T: Structure>(
        _: &Facts,
        root: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError> {
        if const { any_at(T::MEMBERS, At::Payload) } {
            // Nothing is no payload.
            if !reply.body().is_empty() {
                payload::<T>(At::Payload, root, reply.body(), builder)?;
            }
        } else if const { any_at(T::MEMBERS, At::Root) } {
            payload::<T>(At::Root, root, reply.body(), builder)?;
        } else if const { any_in_element(T::MEMBERS) } {
            xml_body::document(root, reply.body(), &mut Members::<T>(builder))?;
        }
        http::read::<T>(builder, reply)?;
        Ok(())
    }

    fn error<'a>(_: &Facts, reply: &Reply<'a>) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        let reply = *reply;
        let (meta, body) = match reply.body() {
            [] => xml_body::nothing(&reply, W::PATH, W::code_of_nothing(reply.head().status())),
            _ => xml_body::error(&reply, W::PATH)?,
        };
        let meta = W::describe(meta, reply.head()).build();
        Ok((meta, ErrorBody { reply, body }))
    }

    fn is_error(reply: &Reply<'_>) -> bool {
        W::is_error(reply)
    }
}

const fn any_in_element(rows: &[Member]) -> bool {
    any_at(rows, At::Body) || any_at(rows, At::Attribute)
}

/// Reads the member that is the body.
fn payload<T: Structure>(
    at: At,
    root: &str,
    body: &[u8],
    builder: &mut T::Builder,
) -> Result<(), BoxError> {
    if let Some(row) = T::MEMBERS.iter().position(|row| row.at == at) {
        xml_body::document(root, body, &mut OneMember::<T>(builder, row))?;
    }
    Ok(())
}

/// The member of a row.
struct OneMember<'b, T: Structure>(&'b mut T::Builder, usize);

impl<T: Structure> Root for OneMember<'_, T> {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), Error> {
        read_member::<T>(scanner, root, self.1, self.0)
    }
}

/// The response of an error.
pub struct ErrorBody<'a> {
    reply: Reply<'a>,
    body: xml_body::ErrorBody<'a>,
}

impl interface::ErrorBody for ErrorBody<'_> {
    fn name(&self) -> Option<&str> {
        None
    }

    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError> {
        self.body.members::<T>(builder)?;
        http::read::<T>(builder, &self.reply)?;
        Ok(())
    }
}

/// The member that is the body. What is not set leaves it empty.
struct Payload<'a>(&'a mut String, Result<(), BuildError>);

impl MemberWriter for Payload<'_> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if member.at == At::Payload {
            self.1 = xml::write_element::<C, T>(member.wire, member.parts, value, self.0);
        }
    }
}
