//! Operations whose bodies are in memory: `request` and `parse`, without I/O.

use super::any::{AnyOperation, ProtocolOf, Service};
use super::output::OperationOutput;
use super::response::parse;
use crate::error::BuildError;
use crate::http::Reply;
use crate::protocol::Protocol;
use crate::schema::Structure;
use crate::service::OperationFacts;

/// An operation whose bodies are in memory, for code that is written once for all of them.
///
/// The `request` and `parse` of the marker types themselves are the same functions.
pub trait Operation: AnyOperation<Input: Structure, Output: OperationOutput> {
    /// The request that asks for this operation, complete but for the endpoint and the signature:
    /// its URI is only the path.
    ///
    /// # Errors
    ///
    /// If the input cannot be sent, because it holds an unknown variant of a union or a time that
    /// the format cannot express.
    fn request(input: &Self::Input) -> Result<::http::Request<Vec<u8>>, BuildError> {
        request::<Self>(input)
    }

    /// What a response to this operation says.
    ///
    /// # Errors
    ///
    /// The error that the service reports; or `Unhandled` if the response is none that the service
    /// should send.
    fn parse<B: AsRef<[u8]>>(response: &::http::Response<B>) -> Result<Self::Output, Self::Error> {
        parse::<Self>(&Reply::of_http(response))
    }
}

/// The request of an input; a stream in it is left out.
#[doc(hidden)]
pub fn request<O>(input: &O::Input) -> Result<::http::Request<Vec<u8>>, BuildError>
where
    O: AnyOperation<Input: Structure>,
{
    let operation = OperationFacts {
        name: O::NAME,
        has_input: O::HAS_INPUT,
        route: O::ROUTE,
        element: O::ELEMENT,
    };
    ProtocolOf::<O>::request(<O::Service as Service>::FACTS, &operation, input)
}

/// The public functions of a marker. `stream` stands before the input or the output if there is a stream
/// in it.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($name:ident, $($input:ident)+, $($output:ident)+, $error:ident $(,)?) => {
        impl $name {
            /// Creates the marker of this operation.
            #[inline]
            pub fn new() -> Self {
                Self
            }
        }

        $crate::requests!($name, $($input)+);
        $crate::responses!($name, $($output)+, $error);
        $crate::whole_operation!($name, ($($input)+) ($($output)+));
    };
}

/// An operation whose bodies are both in memory.
#[doc(hidden)]
#[macro_export]
macro_rules! whole_operation {
    ($name:ident, ($input:ident) ($output:ident)) => {
        impl $crate::operation::in_memory::Operation for $name {}
    };
    ($name:ident, $($streams:tt)+) => {};
}

/// The requests of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! requests {
    ($name:ident, stream $input:ident) => {
        $crate::streaming_requests!($name, $input);
    };
    ($name:ident, $input:ident) => {
        impl $name {
            /// The request that asks for this operation, complete but for the endpoint and the signature:
            /// its URI is only the path. It fails if the input cannot be sent.
            #[inline]
            pub fn request(
                input: &$input,
            ) -> ::std::result::Result<
                $crate::export::http::Request<::std::vec::Vec<u8>>,
                $crate::error::BuildError,
            > {
                $crate::operation::in_memory::request::<Self>(input)
            }
        }

        impl $crate::operation::exchange::Requests for $name {}
    };
}

/// The responses to an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! responses {
    ($name:ident, stream $output:ident, $error:ident) => {
        $crate::streaming_responses!($name, $output, $error);
    };
    ($name:ident, $output:ident, $error:ident) => {
        impl $name {
            /// What a response to this operation says: an output, the error that the service reports, or
            /// `Unhandled` if it is none that the service should send.
            #[allow(clippy::result_large_err, reason = "the error is the official one")]
            pub fn parse<B: ::std::convert::AsRef<[u8]>>(
                response: &$crate::export::http::Response<B>,
            ) -> ::std::result::Result<$output, $error> {
                $crate::operation::response::parse::<Self>(&$crate::http::Reply::of_http(response))
            }
        }

        impl $crate::operation::exchange::Responds for $name {}
    };
}
