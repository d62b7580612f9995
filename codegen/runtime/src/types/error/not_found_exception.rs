//! The structure `NotFoundException` and its builder.

use crate::runtime::codec::Plain;
use crate::runtime::members::members;
use aws_smithy_types::error::ErrorMetadata;

/// It is not there.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct NotFoundException {
    /// A code.
    pub code: Option<String>,
    /// A message.
    pub message: Option<String>,
    pub(crate) meta: ErrorMetadata,
}

members! {
    #[derive(Debug)]
    exception("NotFoundException", None)
    NotFoundException by NotFoundExceptionBuilder -> Self {
        code, set_code, get_code: text = "code" Plain;
        message, set_message, get_message: text = "message" Plain;
    }
}
