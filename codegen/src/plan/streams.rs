//! Members that stream: bytes, or events. They are no members of a body, but the body itself.

use syn::Ident;

use super::context::Context;
use super::names::suffixed;
use super::rows::{At, Codec, Row};
use super::types::{Presence, Role, Type, Zero};
use crate::diagnostic::Failure;
use crate::model::{Member, Operation, Service, Shape, ShapeKind, ShapeRef};

/// A field that holds a stream.
pub(super) struct Held {
    pub(super) row: Row,
    pub(super) ty: Type,
    pub(super) presence: Presence,
}

/// The stream that a member is, if it is one.
pub(super) fn held(cx: &Context<'_>, member: &Member, role: Role) -> Result<Option<Held>, Failure> {
    let Some(target) = cx.service.stream(member) else {
        return Ok(None);
    };
    let (ty, presence, media_type) = match (&target.kind, role) {
        (ShapeKind::Union(_), role) => {
            let (events, error) = (events(cx, target)?, error_name(cx, target)?);
            let ty = match role {
                Role::Input => Type::SentEvents(events, error),
                _ => Type::ReceivedEvents(events, error),
            };
            let presence = Presence::Required(Zero::Default);
            (ty, presence, "application/vnd.amazon.eventstream")
        }
        _ => {
            let media_type = target.media_type.as_deref();
            let presence = Presence::Default(Zero::Default);
            let media_type = media_type.unwrap_or("application/octet-stream");
            (Type::ByteStream, presence, media_type)
        }
    };
    let row = Row {
        member: member.name.clone(),
        at: At::Stream,
        name: media_type.to_owned(),
        parts: Vec::new(),
        codec: Codec::Stream,
    };
    Ok(Some(Held { row, ty, presence }))
}

pub(super) fn events(cx: &Context<'_>, union: &Shape) -> Result<Ident, Failure> {
    cx.names.type_name(&union.at, &union.name)
}

pub(super) fn error_name(cx: &Context<'_>, union: &Shape) -> Result<Ident, Failure> {
    Ok(suffixed(&events(cx, union)?, "Error"))
}

/// The members of a union that are variants of it: exceptions are none of an event stream.
pub(super) fn variants<'m>(
    service: &Service,
    shape: &Shape,
    members: &'m [Member],
) -> Vec<&'m Member> {
    let is_event = |member: &&Member| !is_error(service, member);
    match shape.streaming {
        Some(_) => members.iter().filter(is_event).collect(),
        None => members.iter().collect(),
    }
}

/// Whether a member is an exception.
pub(super) fn is_error(service: &Service, member: &Member) -> bool {
    let target = service.kind(&member.target.shape);
    matches!(target, Some(ShapeKind::Structure(it)) if it.error.is_some())
}

/// The exceptions among the events that an operation sends and receives.
pub(super) fn exceptions<'s>(
    service: &'s Service,
    operation: &'s Operation,
) -> impl Iterator<Item = &'s ShapeRef> {
    let ends = [&operation.input, &operation.output].into_iter().flatten();
    let structures = ends.filter_map(|end| service.shape(end));
    let streams = structures.flat_map(Shape::members);
    streams
        .filter_map(|member| service.stream(member))
        .flat_map(Shape::members)
        .filter(|member| is_error(service, member))
        .map(|member| &member.target)
}
