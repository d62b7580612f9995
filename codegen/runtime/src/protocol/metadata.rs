//! What protocols have in common of errors: a name, a message, and what headers say besides.

use crate::error::ErrorMetadata;
use crate::http::Head;
use crate::service::Facts;
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

/// The metadata with the code of the query protocol, if the response has one.
pub(super) fn with_query_error(head: &Head<'_>, meta: Builder) -> Builder {
    let error = head.header("x-amzn-query-error");
    match error.and_then(|error| error.split_once(';')) {
        Some((code, kind)) => meta.code(code).custom("type", kind),
        None => meta,
    }
}

/// The name in `namespace#Name:http://…`.
pub(super) fn shape_name(code: &str) -> &str {
    let absolute = code.split_once(':').map_or(code, |(id, _)| id);
    absolute.split_once('#').map_or(absolute, |(_, name)| name)
}

/// The name, for services whose codes are those of another protocol. The official clients of all others go
/// by the code alone.
pub(super) fn name_beside_code(service: &Facts, name: Option<String>) -> Option<String> {
    name.filter(|_| service.query_compatible)
}
