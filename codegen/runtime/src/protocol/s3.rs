//! restXml as S3 speaks it: a success can turn out to be an error, responses to HEAD have no body that could
//! say what is wrong, and there is a second id.

use super::rest_xml::{Errors, IN_ROOT, RestXmlOf};
use super::xml_body::{self, Path};
use crate::http::{Head, Reply};
use aws_smithy_types::error::metadata::Builder as Metadata;

/// The header with the second id.
pub(crate) const EXTENDED_ID_HEADER: &str = "x-amz-id-2";

/// The key of it in error metadata, as in the official crate.
pub(crate) const EXTENDED_REQUEST_ID: &str = "s3_extended_request_id";

/// restXml of S3.
pub type S3RestXml = RestXmlOf<OfS3>;

/// Errors of S3.
pub enum OfS3 {}

impl Errors for OfS3 {
    const PATH: Path = IN_ROOT;

    fn is_error(reply: &Reply<'_>) -> bool {
        !reply.head().is_success() || xml_body::has_root(reply.body(), "Error")
    }

    fn code_of_nothing(status: u16) -> Option<&'static str> {
        (status == 404).then_some("NotFound")
    }

    fn describe(meta: Metadata, head: &Head<'_>) -> Metadata {
        match head.header(EXTENDED_ID_HEADER) {
            Some(id) => meta.custom(EXTENDED_REQUEST_ID, id),
            None => meta,
        }
    }
}
