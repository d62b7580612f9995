//! Services that once spoke the query protocol, and keep its codes.

use crate::http::Head;
use crate::service::Facts;
use aws_smithy_types::error::metadata::Builder;

/// The metadata with the code of the query protocol, if the response has one.
pub(super) fn with_query_error(head: &Head<'_>, meta: Builder) -> Builder {
    let error = head.header("x-amzn-query-error");
    match error.and_then(|error| error.split_once(';')) {
        Some((code, kind)) => meta.code(code).custom("type", kind),
        None => meta,
    }
}

/// The name, for services whose codes are those of another protocol. The official clients of all others go
/// by the code alone.
pub(super) fn name_beside_code(service: &Facts, name: Option<String>) -> Option<String> {
    name.filter(|_| service.query_compatible)
}
