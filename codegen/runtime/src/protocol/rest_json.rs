//! The protocol restJson1: an operation has a method and a path of its own, members are in path, query
//! and headers, and those that are not make an object of JSON, or one member is the body.

use super::interface::{self, Protocol};
use super::json;
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::serde::{Reader, Writer};
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
            input.write(&mut payload).map_err(BuildError::other)?;
            *request.body_mut() = payload.0;
            http::describe(&mut request, CONTENT_TYPE);
        } else if const { any_at(T::MEMBERS, At::Body) } {
            let mut body = Body::default();
            input.write(&mut body).map_err(BuildError::other)?;
            *request.body_mut() = body.finish().map_err(BuildError::other)?;
            http::describe(&mut request, CONTENT_TYPE);
        }
        Ok(request)
    }

    fn output<T: Structure>(service: &Facts, reply: &Reply<'_>) -> Result<T::Builder, BoxError> {
        let mut builder = T::Builder::default();
        let body = json::answer(service, reply.body());
        members::<T>(&mut builder, reply, &body, json::read::<T>)?;
        Ok(builder)
    }

    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        // In an error nothing may be wrong, not even what nobody reads.
        let text = json::text(reply.body(), json::CONTROL);
        let (meta, _) = json::error(service, reply.head(), &text).map_err(json::unquoted)?;
        let reply = *reply;
        Ok((meta.build(), ErrorBody { reply, text }))
    }
}

/// Reads the members of an output or an exception.
fn members<T: Structure>(
    builder: &mut T::Builder,
    reply: &Reply<'_>,
    body: &str,
    read: fn(&mut T::Builder, &str) -> Result<(), serde_json::Error>,
) -> Result<(), BoxError> {
    if const { any_at(T::MEMBERS, At::Payload) } {
        if !body.is_empty() {
            let payloads = T::MEMBERS.iter().filter(|row| row.at == At::Payload);
            for row in payloads {
                T::read(builder, row.name, PayloadOf(body))?;
            }
        }
    } else if const { any_at(T::MEMBERS, At::Body) } {
        read(builder, body)?;
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
        members::<T>(builder, &self.reply, &self.text, json::read_exception::<T>)
    }
}

/// The members that are in the body. As those of official clients, they are in the order of their names in
/// the model, which are those of the rows.
#[derive(Default)]
struct Body {
    values: Vec<u8>,
    /// The members, each with where its value is.
    members: Vec<(&'static Member, Range<usize>)>,
}

impl MemberWriter for Body {
    type Error = serde_json::Error;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        if member.at == At::Body {
            let start = self.values.len();
            let mut serializer = json::serializer(&mut self.values);
            C::write(value, Writer(&mut serializer))?;
            self.members.push((member, start..self.values.len()));
        }
        Ok(())
    }
}

impl Body {
    /// The object of the members.
    fn finish(mut self) -> Result<Vec<u8>, serde_json::Error> {
        self.members.sort_by_key(|(member, _)| member.wire);
        let mut body = Vec::with_capacity(self.values.len() + 32 * self.members.len() + 2);
        body.push(b'{');
        for (i, (member, value)) in self.members.into_iter().enumerate() {
            if i > 0 {
                body.push(b',');
            }
            serde_json::to_writer(&mut body, member.name)?;
            body.push(b':');
            body.extend_from_slice(self.values.get(value).unwrap_or_default());
        }
        body.push(b'}');
        Ok(body)
    }
}

/// The member that is the body, as JSON.
#[derive(Default)]
struct Payload(Vec<u8>);

impl MemberWriter for Payload {
    type Error = serde_json::Error;

    fn write<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &T,
    ) -> Result<(), serde_json::Error> {
        match member.at {
            At::Payload => C::write(value, Writer(&mut json::serializer(&mut self.0))),
            _ => Ok(()),
        }
    }

    /// The name of the row is what is sent for no value.
    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) -> Result<(), serde_json::Error> {
        match (value, member.at) {
            (Some(value), _) => self.write::<C, T>(member, value),
            (None, At::Payload) => {
                self.0 = member.wire.into();
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }
}

/// A body that is the value of a member.
struct PayloadOf<'a>(&'a str);

impl MemberReader for PayloadOf<'_> {
    type Error = serde_json::Error;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(self.0);
        C::read_member(Reader(&mut deserializer), slot)
            .and_then(|()| deserializer.end())
            .map_err(json::unquoted)
    }

    fn ignore(self) -> Result<(), serde_json::Error> {
        Ok(())
    }
}
