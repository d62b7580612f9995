//! Rules about what streams: it is the body of a request or response, and nothing else.

use std::collections::BTreeSet;

use super::protocol::Spoken;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    EventBinding, HttpBinding, Member, Operation, Service, Shape, ShapeKind, Structure,
};

/// Streams are where they can be, and events are what they can be.
pub(super) fn streams(service: &Service, spoken: Spoken, problems: &mut Diagnostics) {
    let mut bodies = BTreeSet::new();
    for operation in service.operations.values() {
        let places = [("input", &operation.input), ("output", &operation.output)];
        for (role, io) in places {
            let shape = io.as_ref().and_then(|io| service.shape(io));
            let Some(shape) = shape else { continue };
            bodies.insert(shape.name.as_str());
            let body = Body {
                service,
                operation,
                role,
                shape,
            };
            match spoken.is_rpc() {
                true => body.of_rpc(problems),
                false => body.of_http(problems),
            }
        }
    }
    for shape in service.shapes.values() {
        for member in streaming(service, shape) {
            if !bodies.contains(shape.name.as_str()) {
                problems.push(refused(
                    "a stream is no member of an input or output",
                    member,
                ));
            }
        }
        if shape.streaming.is_some() {
            events(service, shape, problems);
        }
    }
}

fn refused(message: &str, member: &Member) -> Diagnostic {
    Diagnostic::new(&member.at, message).note("member", &member.name)
}

/// The members of a shape that stream.
fn streaming<'a>(service: &'a Service, shape: &'a Shape) -> impl Iterator<Item = &'a Member> {
    let members = shape.members();
    members.filter(|member| service.stream(member).is_some())
}

/// An input or output.
struct Body<'a> {
    service: &'a Service,
    operation: &'a Operation,
    role: &'static str,
    shape: &'a Shape,
}

impl Body<'_> {
    /// The stream is the payload.
    fn of_http(&self, problems: &mut Diagnostics) {
        for member in streaming(self.service, self.shape) {
            if member.http != Some(HttpBinding::Payload) {
                let problem = refused("a stream is not the payload", member);
                problems.push(problem.note("operation", &self.operation.name));
            }
        }
    }

    /// The stream has events and is the only member of an output.
    fn of_rpc(&self, problems: &mut Diagnostics) {
        for member in streaming(self.service, self.shape) {
            let target = self.service.kind(&member.target.shape);
            let is_alone = self.shape.members().count() == 1;
            let has_events = matches!(target, Some(ShapeKind::Union(_)));
            if self.role != "output" || !is_alone || !has_events {
                let message = "this protocol has streams of events alone in an output only";
                let problem = refused(message, member);
                problems.push(problem.note("operation", &self.operation.name));
            }
        }
    }
}

/// Events are structures, and have no headers.
fn events(service: &Service, union: &Shape, problems: &mut Diagnostics) {
    let ShapeKind::Union(members) = &union.kind else {
        return;
    };
    for member in members {
        let Some(ShapeKind::Structure(Structure { members, .. })) =
            service.kind(&member.target.shape)
        else {
            problems.push(refused("an event is no structure", member));
            continue;
        };
        let headers = members.iter();
        for header in headers.filter(|it| it.event == Some(EventBinding::Header)) {
            let message = "trait `smithy.api#eventHeader` is not supported yet";
            problems.push(refused(message, header));
        }
    }
}
