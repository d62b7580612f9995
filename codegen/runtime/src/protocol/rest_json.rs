//! The protocol restJson1: an operation has a method and a path of its own, members are in path, query
//! and headers, and those that are not make an object of JSON, or one member is the body.

use super::interface::{self, Protocol};
use super::json;
use crate::error::{BoxError, BuildError, ErrorMetadata, Unwritten};
use crate::format::json::{Error, Place, whole};
use crate::http::{self, Reply};
use crate::schema::{At, Codec, Member, MemberReader, MemberWriter, Structure, any_at};
use crate::service::{Facts, OperationFacts};
use std::borrow::Cow;
use std::ops::Range;

const CONTENT_TYPE: &str = "application/json";

/// restJson1.
pub struct RestJson1;

impl Protocol for RestJson1 {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        _: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        let mut request = http::request(&operation.route, input)?;
        // An operation whose members are all elsewhere has no body.
        if const { any_at(T::MEMBERS, At::Payload) } {
            let mut payload = Payload::default();
            input.write(&mut payload);
            *request.body_mut() = payload.finish()?;
            http::describe(&mut request, CONTENT_TYPE);
        } else if const { any_at(T::MEMBERS, At::Body) } {
            let mut body = Body::default();
            input.write(&mut body);
            *request.body_mut() = body.finish()?;
            http::describe(&mut request, CONTENT_TYPE);
        }
        Ok(request)
    }

    fn output<T: Structure>(
        service: &Facts,
        _: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError> {
        members::<T>(builder, reply, &json::answer(service, reply.body()))
    }

    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        // In an error nothing may be wrong, not even what nobody reads.
        let text = json::text(reply.body(), json::CONTROL);
        let (meta, _) = json::error(service, reply.head(), &text)?;
        let reply = *reply;
        Ok((meta.build(), ErrorBody { reply, text }))
    }
}

/// Reads the members of an output or an exception.
fn members<T: Structure>(
    builder: &mut T::Builder,
    reply: &Reply<'_>,
    body: &str,
) -> Result<(), BoxError> {
    if const { any_at(T::MEMBERS, At::Payload) } {
        if !body.is_empty() {
            let row = T::MEMBERS.iter().position(|row| row.at == At::Payload);
            if let Some(row) = row {
                T::read(builder, row, PayloadOf(body))?;
            }
        }
    } else if const { any_at(T::MEMBERS, At::Body) } {
        json::read::<T>(builder, body)?;
    }
    http::read::<T>(builder, reply)?;
    Ok(())
}

/// The response of an error.
pub struct ErrorBody<'a> {
    reply: Reply<'a>,
    text: Cow<'a, str>,
}

impl interface::ErrorBody for ErrorBody<'_> {
    /// Exceptions go by their codes alone.
    fn name(&self) -> Option<&str> {
        None
    }

    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError> {
        members::<T>(builder, &self.reply, &self.text)
    }
}

/// The members that are in the body. As those of official clients, they are in the order of their names in
/// the model, which are those of the rows.
#[derive(Default)]
struct Body {
    values: Vec<u8>,
    /// The members, each with where its value is.
    members: Vec<(&'static Member, Range<usize>)>,
    problem: Option<Unwritten>,
}

impl MemberWriter for Body {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if member.at == At::Body && self.problem.is_none() {
            let start = self.values.len();
            self.problem = C::write(value, Place::end(&mut self.values)).err();
            self.members.push((member, start..self.values.len()));
        }
    }
}

impl Body {
    /// The object of the members.
    fn finish(mut self) -> Result<Vec<u8>, Unwritten> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        self.members.sort_by_key(|(member, _)| member.wire);
        let mut body = Vec::with_capacity(self.values.len() + 32 * self.members.len() + 2);
        body.push(b'{');
        for (member, value) in self.members {
            let value = self.values.get(value).unwrap_or_default();
            Place::of(member, &mut body)
                .begin()
                .extend_from_slice(value);
        }
        body.push(b'}');
        Ok(body)
    }
}

/// The member that is the body, as JSON.
#[derive(Default)]
struct Payload {
    body: Vec<u8>,
    problem: Option<Unwritten>,
}

impl Payload {
    fn finish(self) -> Result<Vec<u8>, Unwritten> {
        self.problem.map_or(Ok(self.body), Err)
    }
}

impl MemberWriter for Payload {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        if member.at == At::Payload {
            self.problem = C::write(value, Place::end(&mut self.body)).err();
        }
    }

    /// The name of the row is what is sent for no value.
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        match (value, member.at) {
            (Some(value), _) => self.write::<C, T>(member, value),
            (None, At::Payload) => self.body = member.wire.into(),
            (None, _) => {}
        }
    }
}

/// A body that is the value of a member.
struct PayloadOf<'a>(&'a str);

impl MemberReader for PayloadOf<'_> {
    type Error = Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), Error> {
        whole(self.0, &mut |value| C::read_member(value, slot))
    }

    fn ignore(self) -> Result<(), Error> {
        Ok(())
    }
}
