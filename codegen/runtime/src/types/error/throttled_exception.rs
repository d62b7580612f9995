//! The structure `ThrottledException` and its builder.

use crate::runtime::codec::Plain;
use crate::runtime::members::members;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ErrorKind;

/// It was too much.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct ThrottledException {
    /// A code.
    pub code: Option<String>,
    /// A message.
    pub message: Option<String>,
    pub(crate) meta: ErrorMetadata,
}

members! {
    #[derive(Debug)]
    exception("ThrottledException", Some(ErrorKind::ThrottlingError))
    ThrottledException by ThrottledExceptionBuilder -> Self {
        code, set_code, get_code: text = "code" Plain;
        message, set_message, get_message: text = "message" Plain;
    }
}
