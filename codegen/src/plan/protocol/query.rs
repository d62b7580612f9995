//! awsQuery: members are keys of a form on the way out, and elements of XML on the way back.

use super::xml;
use crate::model::{Member, Service};
use crate::plan::rows::Row;

/// The feature of the runtime.
pub(super) const AWS_QUERY: &str = "aws-query";

/// The row of a member.
pub(super) fn row(service: &Service, member: &Member) -> Row {
    xml::row(service, member, |_, member| xml::element(member).to_owned())
}
