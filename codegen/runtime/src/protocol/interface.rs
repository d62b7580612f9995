//! What a protocol is to operations.

use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::{Facts, OperationFacts};
#[cfg(feature = "client")]
pub use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature as SdkFeature;

/// A protocol, as far as bodies are in memory.
pub trait Protocol: 'static {
    /// What the user agent says of it, if anything.
    #[cfg(feature = "client")]
    const SDK_FEATURE: Option<SdkFeature> = None;

    /// The body of an error response, read as far as all errors have it in common.
    type ErrorBody<'a>: ErrorBody;

    /// The request of an operation; its URI is only what follows the endpoint.
    fn request<T: Structure>(
        service: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError>;

    /// Reads the members of an output. `root` is what its element is called where that is XML; empty if nobody says.
    fn output<T: Structure>(
        service: &Facts,
        root: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError>;

    /// Whether a response is an error.
    fn is_error(reply: &Reply<'_>) -> bool {
        !reply.head().is_success()
    }

    /// The code, message and request id of an error response, and its body.
    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, Self::ErrorBody<'a>), BoxError>;
}

/// The body of an error response.
pub trait ErrorBody {
    /// What it calls the exception. The code can be another one: that of an older protocol.
    fn name(&self) -> Option<&str>;

    /// Reads the members of a structure from it.
    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError>;
}
