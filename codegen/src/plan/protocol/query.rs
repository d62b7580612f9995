//! awsQuery and ec2Query: members are keys of a form on the way out, and elements of XML on the way back.

use super::xml;
use crate::model::{Member, Operation, Service};
use crate::plan::rows::Row;

/// The feature of the runtime.
pub(super) const AWS_QUERY: &str = "aws-query";

pub(super) const EC2_QUERY: &str = "ec2-query";

/// What the root element of a response is called.
pub(super) fn root(operation: &Operation) -> String {
    format!("{}Response", operation.name)
}

/// The row of a member of awsQuery.
pub(super) fn row(service: &Service, member: &Member) -> Row {
    xml::row(service, member, |_, member| xml::element(member).to_owned())
}

/// The row of a member of ec2Query: its key is the name of the element in capitals, or has a name of its own,
/// which stands behind that of the element.
pub(super) fn ec2_row(service: &Service, member: &Member) -> Row {
    let mut row = row(service, member);
    let capital = |name: &str| name.get(..1).map(str::to_ascii_uppercase);
    let given =
        |key: &String| capital(&row.name) == capital(key) && row.name.get(1..) == key.get(1..);
    if let Some(key) = member.xml.ec2_query_name.as_ref().filter(|key| !given(key)) {
        row.name = format!("{} {key}", row.name);
    }
    row
}
