//! awsJson 1.0 and 1.1: all members are in the body, under their names in the model.

use super::json;
use crate::model::{Member, Service, TimestampFormat};
use crate::plan::rows::{At, Row};

/// The feature of the runtime.
pub(super) const FEATURE: &str = "aws-json";

/// The row of a member. awsJson does not know `@jsonName`, nor bindings to HTTP.
pub(super) fn row(service: &Service, member: &Member) -> Row {
    Row {
        member: member.name.clone(),
        at: At::Body,
        name: member.name.clone(),
        parts: Vec::new(),
        codec: json::codec(service, member, TimestampFormat::EpochSeconds),
    }
}
