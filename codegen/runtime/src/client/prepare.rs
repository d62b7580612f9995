//! What is done for an input before it becomes a request.

use super::endpoint_functions::is_valid_host_label;
use super::operation_plugin::OperationPlugin;
use super::service::HasClient;
use crate::error::{BoxError, BuildError};
use crate::operation::AnyOperation;
use aws_smithy_runtime_api::client::endpoint::error::InvalidEndpointError;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;

type ParamsBuilder<O> =
    <<<O as AnyOperation>::Service as HasClient>::Params as super::endpoint::EndpointParams>::Builder;

/// Interceptors that one operation has.
pub type Interceptors = fn() -> Vec<SharedInterceptor>;

/// What comes before the host name, for an input.
pub type HostPrefix<I> = fn(&I) -> Result<Option<String>, BoxError>;

/// Sets what an operation or its input say about the endpoint.
pub type SetParams<I, B> = fn(&I, B) -> Result<B, BuildError>;

/// An operation, as the client prepares its inputs. Most have nothing to be prepared.
pub trait Prepare: AnyOperation<Service: HasClient> {
    /// Changes members that the service wants otherwise than users write them.
    const ADJUST: Option<fn(&mut Self::Input)> = None;

    /// The interceptors that only this operation has.
    const INTERCEPTORS: Option<Interceptors> = None;

    /// Sets what the operation or its input say about the endpoint.
    const ENDPOINT_PARAMS: Option<SetParams<Self::Input, ParamsBuilder<Self>>> = None;

    /// Adds what its calls need besides, and those of most operations do not.
    const EXTEND: Option<fn(&mut OperationPlugin)> = None;

    /// What comes before the host name of the endpoint.
    const HOST_PREFIX: Option<HostPrefix<Self::Input>> = None;
}

/// A member of the input as a part of the host name.
#[doc(hidden)]
pub fn host_label<'a>(member: &'static str, value: Option<&'a str>) -> Result<&'a str, BoxError> {
    let value = value.unwrap_or_default();
    if is_valid_host_label(value, false) {
        return Ok(value);
    }
    // The text is that of the official client.
    let reason = format!(
        "`{member}` forms part of the endpoint host and so must match `[a-zA-Z0-9-]{{1,63}}`, but was `{value}`"
    );
    Err(InvalidEndpointError::failed_to_construct_uri(reason).into())
}

/// A member of the input that the endpoint cannot be without.
#[doc(hidden)]
pub fn required(
    member: &'static str,
    value: &Option<String>,
) -> Result<Option<String>, BuildError> {
    let is_there = |value: &&String| !value.trim().is_empty();
    match value.as_ref().filter(is_there) {
        Some(value) => Ok(Some(value.clone())),
        None => Err(BuildError::missing_field(
            member,
            "A required field was not set",
        )),
    }
}
