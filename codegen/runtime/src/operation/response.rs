//! What a response says whose body is in memory: an output, or why there is none.

use super::any::{AnyOperation, ProtocolOf, Service};
use super::error::{OperationError, ServiceError};
use super::exception::{Known, find};
use super::output::OperationOutput;
use crate::error::{BoxError, ErrorMetadata, Unhandled};
use crate::http::Reply;
use crate::protocol::{ErrorBody, Protocol};
use crate::schema::Structure;
use crate::service::Facts;

/// What a response says.
pub fn parse<O>(reply: &Reply<'_>) -> Result<O::Output, O::Error>
where
    O: AnyOperation<Output: OperationOutput>,
{
    if ProtocolOf::<O>::is_error(reply) {
        return Err(said::<O>(Failure::Said(reply)));
    }
    output::<O>(reply).map_err(|error| said::<O>(Failure::Unreadable(error)))
}

/// The output that is in a response, with the id of the request.
pub fn output<O>(reply: &Reply<'_>) -> Result<O::Output, BoxError>
where
    O: AnyOperation<Output: OperationOutput>,
{
    let service = <O::Service as Service>::FACTS;
    let mut builder = Default::default();
    match ProtocolOf::<O>::output::<O::Output>(service, O::ROOT, reply, &mut builder) {
        Ok(()) => {
            let mut output = O::Output::finish(builder);
            output.set_ids(reply.head());
            Ok(output)
        }
        Err(error) => Err(error),
    }
}

/// What happened in place of an output.
pub enum Failure<'a> {
    /// The service says what went wrong.
    Said(&'a Reply<'a>),
    /// The response cannot be read.
    Unreadable(BoxError),
}

/// What went wrong.
pub fn said<O: AnyOperation>(failure: Failure<'_>) -> O::Error {
    let service = <O::Service as Service>::FACTS;
    O::Error::of(handled::<ProtocolOf<O>, _>(
        service,
        O::Error::KNOWN,
        failure,
    ))
}

/// What went wrong; `Err` if the response is none that the service should send.
#[cfg(feature = "client")]
pub fn expected<O: AnyOperation>(failure: Failure<'_>) -> Result<O::Error, Unexpected> {
    let service = <O::Service as Service>::FACTS;
    match read::<ProtocolOf<O>, _>(service, O::Error::KNOWN, failure) {
        Ok(error) => Ok(O::Error::of(error)),
        Err(error) => Err(error),
    }
}

/// A response that is none that the service should send.
pub enum Unexpected {
    /// Nothing says what the error is.
    Unmodeled(ErrorMetadata),
    /// It cannot be read.
    Unreadable(BoxError),
}

impl Unexpected {
    /// An unhandled error. The metadata is the source, not the metadata of the error: the official client says
    /// nothing about such a response, either.
    pub fn into_unhandled(self) -> Unhandled {
        let source = match self {
            Self::Unmodeled(meta) => meta.into(),
            Self::Unreadable(source) => source,
        };
        Unhandled::new(source, None)
    }
}

/// An error that the model does not have.
pub fn unhandled<E: OperationError>(unhandled: Unhandled) -> E {
    E::of(E::All::unhandled(unhandled))
}

/// The error of a service, whatever the response is.
fn handled<P: Protocol, A: ServiceError>(
    service: &Facts,
    known: &[Known],
    failure: Failure<'_>,
) -> A {
    match read::<P, A>(service, known, failure) {
        Ok(error) => error,
        Err(unexpected) => A::unhandled(unexpected.into_unhandled()),
    }
}

/// Reads an error of a service; the operation knows some of its exceptions.
fn read<P: Protocol, A: ServiceError>(
    service: &Facts,
    known: &[Known],
    failure: Failure<'_>,
) -> Result<A, Unexpected> {
    let reply = match failure {
        Failure::Said(reply) => reply,
        Failure::Unreadable(error) => return Err(Unexpected::Unreadable(error)),
    };
    let (meta, body) = P::error(service, reply).map_err(Unexpected::Unreadable)?;
    if meta.code().is_none() {
        return Err(Unexpected::Unmodeled(meta));
    }
    if let Some(name) = find(known, &meta, body.name()) {
        return A::modeled(name, &body, Some(meta)).map_err(Unexpected::Unreadable);
    }
    // The model of the operation does not have it, but that of another may.
    let elsewhere = find(A::KNOWN, &meta, body.name());
    let elsewhere = elsewhere.and_then(|name| A::modeled(name, &body, None).ok());
    Ok(A::unhandled(match elsewhere {
        Some(other) => Unhandled::new(other.into_unhandled().source, Some(meta)),
        None => Unhandled::of(meta),
    }))
}
