//! The protocols, one a module: each makes rows and routes of the traits that it reads.

mod json;

use super::rows::Row;
use crate::model::{Member, Service};

/// The row of a member.
pub(super) fn row(service: &Service, member: &Member) -> Row {
    json::row(service, member)
}
