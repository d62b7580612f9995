//! What protocols have in common of errors: a name, a message, and what headers say besides.

use crate::error::ErrorMetadata;
use crate::http::Head;
use aws_smithy_types::error::metadata::Builder;

/// The key of the request id in error metadata, as aws-types has it.
const REQUEST_ID: &str = "aws_request_id";

/// The metadata of an error of this name, which is the code, too.
pub(super) fn metadata(head: &Head<'_>, name: Option<&str>, message: Option<String>) -> Builder {
    let mut meta = ErrorMetadata::builder();
    if let Some(name) = name {
        meta = meta.code(name);
    }
    if let Some(message) = message {
        meta = meta.message(message);
    }
    if let Some(id) = head.request_id() {
        meta = meta.custom(REQUEST_ID, id);
    }
    meta
}

/// The name in `namespace#Name:http://…`.
#[cfg(any(feature = "aws-json", feature = "rest-json", feature = "rpc-v2-cbor"))]
pub(super) fn shape_name(code: &str) -> &str {
    let absolute = code.split_once(':').map_or(code, |(id, _)| id);
    absolute.split_once('#').map_or(absolute, |(_, name)| name)
}
