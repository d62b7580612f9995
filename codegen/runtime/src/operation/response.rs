//! What a response says whose body is in memory: an output, or why there is none.

use super::any::{AnyOperation, ProtocolOf, Service};
use super::error::OperationError;
use super::output::OperationOutput;
use crate::error::{BoxError, ErrorMetadata};
use crate::http::Reply;
use crate::protocol::Protocol;
use crate::schema::Structure;

/// What a response says, for those who tell errors of the service from other ones.
pub fn parse<O>(reply: &Reply<'_>) -> Parsed<O>
where
    O: AnyOperation<Output: OperationOutput>,
{
    if ProtocolOf::<O>::is_error(reply) {
        return Err(parse_error::<O>(reply));
    }
    let service = <O::Service as Service>::FACTS;
    let mut builder = Default::default();
    ProtocolOf::<O>::output::<O::Output>(service, O::ROOT, reply, &mut builder)
        .map_err(Rejection::Response)?;
    Ok(finish::<O>(builder, reply))
}

/// The output of what was read, with the id of the request.
pub(super) fn finish<O>(builder: <O::Output as Structure>::Builder, reply: &Reply<'_>) -> O::Output
where
    O: AnyOperation<Output: OperationOutput>,
{
    let mut output = O::Output::finish(builder);
    output.set_ids(reply.head());
    output
}

/// What a response says that is no success.
pub fn parse_error<O: AnyOperation>(reply: &Reply<'_>) -> Rejection<O::Error> {
    let service = <O::Service as Service>::FACTS;
    let (meta, body) = match ProtocolOf::<O>::error(service, reply) {
        Ok(read) => read,
        Err(error) => return Rejection::Response(error),
    };
    if meta.code().is_none() {
        // Nothing that the service itself would send. The metadata is the source, not the
        // metadata of the error: the official client says nothing about such a response, either.
        return Rejection::Response(O::Error::from_source(unmodeled(meta)).into());
    }
    match O::Error::modeled(meta, &body) {
        Ok(error) => Rejection::Service(error),
        Err(source) => Rejection::Response(source),
    }
}

#[cold]
fn unmodeled(meta: ErrorMetadata) -> BoxError {
    meta.into()
}

/// What a response says.
pub type Parsed<O> = Result<<O as AnyOperation>::Output, Rejection<<O as AnyOperation>::Error>>;

/// Why there is no output.
pub enum Rejection<E> {
    /// The service says so.
    Service(E),
    /// The response is none that the service should send.
    Response(BoxError),
}

impl<E: OperationError> Rejection<E> {
    pub fn into_error(self) -> E {
        match self {
            Self::Service(error) => error,
            Self::Response(source) => E::from_source(source),
        }
    }
}
