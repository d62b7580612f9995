//! Operations whose bodies are in memory: `request` and `parse`, without I/O.

use super::any::{AnyOperation, Service};
use super::error::OperationError;
use super::output::OperationOutput;
use crate::error::{BoxError, BuildError};
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
        let service = <Self::Service as Service>::FACTS;
        let operation = OperationFacts {
            name: Self::NAME,
            has_input: Self::HAS_INPUT,
            route: Self::ROUTE,
            element: Self::ELEMENT,
        };
        ProtocolOf::<Self>::request(service, &operation, input)
    }

    /// What a response to this operation says.
    ///
    /// # Errors
    ///
    /// The error that the service reports; or `Unhandled` if the response is none that the service
    /// should send.
    fn parse<B: AsRef<[u8]>>(response: &::http::Response<B>) -> Result<Self::Output, Self::Error> {
        parse::<Self>(&Reply::of_http(response)).map_err(Rejection::into_error)
    }
}

type ProtocolOf<O> = <<O as AnyOperation>::Service as Service>::Protocol;

/// What a response says, for those who tell errors of the service from other ones.
#[doc(hidden)]
pub fn parse<O: Operation>(reply: &Reply<'_>) -> Result<O::Output, Rejection<O::Error>> {
    if !reply.head().is_success() {
        return Err(parse_error::<O>(reply));
    }
    let builder = ProtocolOf::<O>::output::<O::Output>(reply).map_err(Rejection::Response)?;
    let mut output = O::Output::finish(builder);
    output.set_request_id(reply.head().request_id().map(str::to_owned));
    Ok(output)
}

fn parse_error<O: Operation>(reply: &Reply<'_>) -> Rejection<O::Error> {
    let service = <O::Service as Service>::FACTS;
    let (meta, body) = match ProtocolOf::<O>::error(service, reply) {
        Ok(read) => read,
        Err(error) => return Rejection::Response(error),
    };
    if meta.code().is_none() {
        // Nothing that the service itself would send. The metadata is the source, not the
        // metadata of the error: the official client says nothing about such a response, either.
        return Rejection::Response(O::Error::from_source(meta.into()).into());
    }
    match O::Error::modeled(meta, &body) {
        Ok(error) => Rejection::Service(error),
        Err(source) => Rejection::Response(source),
    }
}

/// Why there is no output.
#[doc(hidden)]
pub enum Rejection<E> {
    /// The service says so.
    Service(E),
    /// The response is none that the service should send.
    Response(BoxError),
}

impl<E: OperationError> Rejection<E> {
    fn into_error(self) -> E {
        match self {
            Self::Service(error) => error,
            Self::Response(source) => E::from_source(source),
        }
    }
}

/// The marker of an operation whose bodies are in memory: its public functions.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($name:ident, $input:ident, $output:ident, $error:ident $(,)?) => {
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
                $crate::export::http::Request<::std::vec::Vec<u8>>,
                $crate::error::BuildError,
            > {
                <Self as $crate::operation::in_memory::Operation>::request(input)
            }

            /// What a response to this operation says. See
            /// [`Operation::parse`](crate::operation::Operation::parse).
            #[allow(clippy::result_large_err, reason = "the error is the official one")]
            pub fn parse<B: ::std::convert::AsRef<[u8]>>(
                response: &$crate::export::http::Response<B>,
            ) -> ::std::result::Result<$output, $error> {
                <Self as $crate::operation::in_memory::Operation>::parse(response)
            }
        }

        impl $crate::operation::in_memory::Operation for $name {}
    };
}
