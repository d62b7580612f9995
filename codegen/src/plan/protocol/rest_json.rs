//! restJson1: what is bound to nothing else is in an object of JSON, or one member is the body.

use super::{http, json};
use crate::model::{HttpBinding, Member, Service, ShapeKind, TimestampFormat};
use crate::plan::rows::{At, Row};
use crate::plan::types::Role;

/// The feature of the runtime.
pub(super) const FEATURE: &str = "rest-json";

/// The row of a member of such a structure.
pub(super) fn row(service: &Service, member: &Member, role: Role) -> Row {
    http::row(service, member, role).unwrap_or_else(|| {
        let name = member.json_name.as_ref().unwrap_or(&member.name);
        let (at, wire) = match (&member.http, role) {
            (Some(HttpBinding::Payload), Role::Input) => (At::Payload, unset(service, member)),
            (Some(HttpBinding::Payload), Role::Output | Role::Exception) => {
                (At::Payload, name.as_str())
            }
            // Inputs are written in the order of these.
            (_, Role::Input) => (At::Body, member.name.as_str()),
            _ => (At::Body, name.as_str()),
        };
        Row {
            member: name.clone(),
            at,
            name: wire.to_owned(),
            parts: Vec::new(),
            codec: json::codec(service, member, TimestampFormat::EpochSeconds),
        }
    })
}

/// The body of a request whose payload is not set: in requests it is what the row has as the name.
fn unset(service: &Service, member: &Member) -> &'static str {
    match service.kind(&member.target.shape) {
        Some(ShapeKind::Structure(_)) => "{}",
        _ => "",
    }
}
