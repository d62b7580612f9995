//! What an operation is: a name, three types, and a few things that only some have.

use super::error::{BoxError, BuildError, ErrorMetadata, ProvideErrorMetadata};
use super::reply::Reply;
use super::report::Details;
use super::schema::Structure;
use crate::meta::protocol::{self, ErrorBody};
use aws_smithy_types::retry::ProvideErrorKind;
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use std::fmt::Debug;

#[cfg(feature = "client")]
use super::{config::SharedRuntimePlugin, customize::Sending, erased::ErasedOperation};

/// An operation of the service, with the types of what goes in and out, for code that is written
/// once for all of them.
///
/// The marker types, such as those in the modules next to this trait, implement it; nothing else
/// can. Their own `request` and `parse` are the same functions.
// The host implements this for the marker type and calls `operation!` for the rest.
pub trait Operation: Sealed + Sized + Debug + Send + Sync + 'static {
    /// The name of the operation in the API.
    const NAME: &'static str;

    /// What the operation needs.
    type Input: Structure
        + Clone
        + Debug
        + PartialEq
        + Serialize
        + DeserializeOwned
        + Send
        + Sync
        + 'static;
    /// What the operation gives.
    type Output: OperationOutput + Clone + PartialEq + Serialize + DeserializeOwned;
    /// What can go wrong with it.
    type Error: OperationError;

    /// Whether there is something sensitive in the output: then no log shows the response.
    #[doc(hidden)]
    const SENSITIVE_OUTPUT: bool = false;

    /// The request that asks for this operation, complete but for the endpoint and the signature:
    /// its URI is only the path.
    ///
    /// # Errors
    ///
    /// If the input cannot be sent, because it holds an unknown variant of a union or a time that
    /// the format cannot express.
    fn request(input: &Self::Input) -> Result<http::Request<Vec<u8>>, BuildError> {
        protocol::request::<Self>(input)
    }

    /// What a response to this operation says.
    ///
    /// # Errors
    ///
    /// The error that the service reports; or `Unhandled` if the response is none that the service
    /// should send.
    fn parse<B: AsRef<[u8]>>(response: &http::Response<B>) -> Result<Self::Output, Self::Error> {
        protocol::parse::<Self>(&Reply::of_http(response)).map_err(Rejection::into_error)
    }

    /// Calls the operation, as `send` of its fluent builder does.
    ///
    /// # Errors
    ///
    /// `ServiceError` holds what the service reports; the other variants say how far the request
    /// came.
    #[cfg(feature = "client")]
    fn send(client: &crate::Client, input: Self::Input) -> Sending<Self::Output, Self::Error> {
        let handle = client.handle();
        Box::pin(async move { super::invoke::invoke::<Self>(&handle, input, None).await })
    }

    /// The request as the client would send it: with its endpoint, headers and signature, made by
    /// its interceptors and with its credentials. It is not sent.
    ///
    /// # Errors
    ///
    /// If the request cannot be made: a region or credentials are missing, for example.
    #[cfg(feature = "client")]
    fn sign(
        client: &crate::Client,
        input: Self::Input,
    ) -> Sending<http::Request<Vec<u8>>, Self::Error> {
        let handle = client.handle();
        Box::pin(async move { super::invoke::sign::<Self>(&handle, input).await })
    }

    /// Gives a member that identifies the request a value, if the caller gave none.
    #[doc(hidden)]
    fn idempotency_token(_input: &mut Self::Input, _make: &mut dyn FnMut() -> String) {}

    /// Sets what the operation or its input say about the endpoint.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn endpoint_params(
        _input: &Self::Input,
        params: crate::endpoint::ParamsBuilder,
    ) -> crate::endpoint::ParamsBuilder {
        params
    }

    /// What comes before the host name of the endpoint.
    #[doc(hidden)]
    fn host_prefix(_input: &Self::Input) -> Result<Option<String>, BuildError> {
        Ok(None)
    }
}

/// What only the macro can say of an operation, since it must be constant at its place.
pub trait Sealed {
    #[cfg(feature = "client")]
    const TELEMETRY_INTERCEPTOR: &'static str;
    #[cfg(feature = "client")]
    const ENDPOINT_INTERCEPTOR: &'static str;

    /// This operation without its types. What it points to is compiled here, not in each crate that
    /// calls the operation.
    #[cfg(feature = "client")]
    fn erased() -> &'static dyn ErasedOperation;

    /// The plugin of this operation, made at its first call.
    #[cfg(feature = "client")]
    fn plugin() -> &'static SharedRuntimePlugin;

    /// A span around the whole call.
    #[cfg(feature = "client")]
    fn span() -> tracing::Span;
}

/// A member of the input as a part of the host name.
pub(crate) fn host_label<'a>(
    member: &'static str,
    value: Option<&'a str>,
) -> Result<&'a str, BuildError> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        let details = "it is a part of the host name and must not be empty";
        BuildError::missing_field(member, details)
    })
}

/// The output of an operation.
pub trait OperationOutput: Structure + Debug + Send + Sync + 'static {
    fn set_request_id(&mut self, id: Option<String>);
}

/// The error enum of an operation.
pub trait OperationError:
    Sized
    + std::error::Error
    + ProvideErrorMetadata
    + ProvideErrorKind
    + Details
    + Send
    + Sync
    + 'static
{
    /// The name of the operation.
    const OPERATION: &'static str;

    /// The exception of the metadata's code; an unhandled error if no exception has it.
    fn modeled(meta: ErrorMetadata, body: &ErrorBody<'_>) -> Result<Self, BoxError>;

    /// The error itself if it is one of this type, else an unhandled one with this source.
    fn from_source(source: BoxError) -> Self;
}

/// Why there is no output.
pub(crate) enum Rejection<E> {
    /// The service says so.
    Service(E),
    /// The response is none that the service should send.
    Response(BoxError),
}

impl<E: OperationError> Rejection<E> {
    pub(crate) fn into_error(self) -> E {
        match self {
            Self::Service(error) => error,
            Self::Response(source) => E::from_source(source),
        }
    }
}

/// The public functions of an operation, with and without a client.
macro_rules! operation {
    ($name:ident, $input:ident, $output:ident, $error:ident, $span:literal $(,)?) => {
        impl $name {
            /// Creates the marker of this operation.
            pub fn new() -> Self {
                Self
            }

            /// The request that asks for this operation, without endpoint and signature. See
            /// [`Operation::request`](crate::operation::Operation::request).
            pub fn request(
                input: &$input,
            ) -> ::std::result::Result<
                ::http::Request<::std::vec::Vec<u8>>,
                $crate::runtime::error::BuildError,
            > {
                <Self as $crate::runtime::operation::Operation>::request(input)
            }

            /// What a response to this operation says. See
            /// [`Operation::parse`](crate::operation::Operation::parse).
            #[allow(clippy::result_large_err, reason = "the error is the official one")]
            pub fn parse<B: ::std::convert::AsRef<[u8]>>(
                response: &::http::Response<B>,
            ) -> ::std::result::Result<$output, $error> {
                <Self as $crate::runtime::operation::Operation>::parse(response)
            }
        }

        impl $crate::runtime::operation::Sealed for $name {
            #[cfg(feature = "client")]
            const TELEMETRY_INTERCEPTOR: &'static str =
                concat!(stringify!($name), "TelemetryInputCaptureInterceptor");
            #[cfg(feature = "client")]
            const ENDPOINT_INTERCEPTOR: &'static str =
                concat!(stringify!($name), "EndpointParamsInterceptor");

            #[cfg(feature = "client")]
            #[inline(never)]
            fn erased() -> &'static dyn $crate::runtime::erased::ErasedOperation {
                &$crate::runtime::erased::Typed::<Self>(::std::marker::PhantomData)
            }

            #[cfg(feature = "client")]
            fn plugin() -> &'static $crate::runtime::config::SharedRuntimePlugin {
                static PLUGIN: ::std::sync::OnceLock<$crate::runtime::config::SharedRuntimePlugin> =
                    ::std::sync::OnceLock::new();
                PLUGIN.get_or_init(|| {
                    $crate::runtime::plugin::operation_plugin(
                        <Self as $crate::runtime::operation::Sealed>::erased(),
                    )
                })
            }

            #[cfg(feature = "client")]
            fn span() -> ::tracing::Span {
                ::tracing::debug_span!(
                    $span,
                    "rpc.service" = $crate::meta::SERVICE.id,
                    "rpc.method" = stringify!($name),
                    "sdk_invocation_id" = ::fastrand::u32(1_000_000..10_000_000),
                    "rpc.system" = "aws-api",
                )
            }
        }

        #[cfg(feature = "client")]
        impl $crate::runtime::config::RuntimePlugin for $name {
            fn config(&self) -> ::std::option::Option<$crate::runtime::config::FrozenLayer> {
                <Self as $crate::runtime::operation::Sealed>::plugin().config()
            }

            fn runtime_components(
                &self,
                current: &$crate::runtime::config::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::runtime::config::RuntimeComponentsBuilder> {
                <Self as $crate::runtime::operation::Sealed>::plugin().runtime_components(current)
            }
        }
    };
}
pub(crate) use operation;

/// What makes a structure the output of an operation. It has the field `_request_id`.
macro_rules! operation_output {
    ($name:ident) => {
        impl $crate::runtime::operation::OperationOutput for $name {
            fn set_request_id(&mut self, id: ::std::option::Option<::std::string::String>) {
                self._request_id = id;
            }
        }

        #[cfg(feature = "client")]
        impl ::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}
pub(crate) use operation_output;
