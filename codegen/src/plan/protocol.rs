//! The protocols, one a module: each makes rows of the traits that it reads.

mod json;

use super::context::Context;
use super::rows::Row;
use crate::check::Spoken;
use crate::model::Member;

/// The row of a member.
pub(super) fn row(cx: &Context<'_>, member: &Member) -> Row {
    match cx.spoken {
        Spoken::AwsJson1_0 | Spoken::AwsJson1_1 => json::row(cx.service, member),
    }
}
