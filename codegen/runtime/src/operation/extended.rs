//! The second id of a response, which S3 has for its support to find it.

use crate::error::{ErrorMetadata, ProvideErrorMetadata};
use crate::http::Head;
use crate::protocol::s3::{EXTENDED_ID_HEADER as HEADER, EXTENDED_REQUEST_ID};

/// What has come with a second id.
pub trait RequestIdExt {
    /// The id beside that of the request, if there is one.
    fn extended_request_id(&self) -> Option<&str>;
}

/// The second id of a response.
#[doc(hidden)]
pub fn of<'a>(head: &Head<'a>) -> Option<&'a str> {
    head.header(HEADER)
}

/// An error of a service whose responses have a second id.
#[doc(hidden)]
pub trait HasExtendedId: ProvideErrorMetadata {}

impl<E: HasExtendedId> RequestIdExt for E {
    fn extended_request_id(&self) -> Option<&str> {
        self.meta().extended_request_id()
    }
}

impl RequestIdExt for ErrorMetadata {
    fn extended_request_id(&self) -> Option<&str> {
        self.extra(EXTENDED_REQUEST_ID)
    }
}

#[cfg(feature = "client")]
mod of_client {
    use super::{HEADER, RequestIdExt};
    use aws_smithy_runtime_api::client::result::SdkError;
    use aws_smithy_runtime_api::http::{Headers, Response};

    impl RequestIdExt for Headers {
        fn extended_request_id(&self) -> Option<&str> {
            self.get(HEADER)
        }
    }

    impl<B> RequestIdExt for Response<B> {
        fn extended_request_id(&self) -> Option<&str> {
            self.headers().extended_request_id()
        }
    }

    impl<E> RequestIdExt for SdkError<E, Response> {
        fn extended_request_id(&self) -> Option<&str> {
            match self {
                Self::ResponseError(error) => error.raw().extended_request_id(),
                Self::ServiceError(error) => error.raw().extended_request_id(),
                _ => None,
            }
        }
    }
}

impl<O: RequestIdExt, E: RequestIdExt> RequestIdExt for Result<O, E> {
    fn extended_request_id(&self) -> Option<&str> {
        match self {
            Ok(output) => output.extended_request_id(),
            Err(error) => error.extended_request_id(),
        }
    }
}
