//! Event streams as what bodies are made of, and become.

use super::any::Service;
use super::error::{OperationError, ServiceError};
use super::response::unhandled;
use super::streaming::{ReceiveStream, SendStream};
use crate::error::Unhandled;
use crate::http::Reply;
use crate::protocol::Protocol;
use crate::schema::Union;
use crate::stream::events::{
    EventError, EventReceiver, EventStreamSender, Kind, Received, kind, read_event, write_event,
};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{DeferredSignerSender, Message};
use std::error::Error;

/// What protocols that have no headers for it send before the events: the other members of the output. No
/// service has any there.
const INITIAL: &str = "initial-response";

impl<T, E> SendStream for EventStreamSender<T, E>
where
    T: Union + Send + Sync + 'static,
    E: Error + Send + Sync + 'static,
{
    fn into_body<S: Service>(self) -> (SdkBody, Option<DeferredSignerSender>) {
        let sent = self.send(|event| write_event::<S::Protocol, T>(S::FACTS, event));
        (sent.body, Some(sent.signer))
    }
}

impl<T: Union, E: OperationError> ReceiveStream for EventReceiver<T, E> {
    fn of_body<S: Service>(body: SdkBody) -> Self {
        Self::new(ByteStream::new(body), received::<S, T, E>)
    }
}

fn received<S, T, E>(message: &Message) -> Result<Received<T, E>, EventError>
where
    S: Service,
    T: Union,
    E: OperationError,
{
    let payload = message.payload();
    Ok(match kind(message)? {
        Kind::Event(INITIAL) => Received::Initial,
        Kind::Event(name) => {
            Received::Event(read_event::<S::Protocol, T>(S::FACTS, name, payload)?)
        }
        Kind::Exception(name) => Received::Exception(exception::<S, E>(name, payload)?),
    })
}

/// The exception of this name. One whose metadata cannot be read is an unhandled one.
fn exception<S: Service, E: OperationError>(name: &str, payload: &[u8]) -> Result<E, EventError> {
    let response = ::http::Response::new(payload);
    let reply = Reply::of_http(&response);
    let (meta, body) = match S::Protocol::error(S::FACTS, &reply) {
        Ok(read) => read,
        Err(error) => return Ok(unhandled(Unhandled::new(error, None))),
    };
    match E::KNOWN.iter().find(|(member, _)| *member == name) {
        Some((_, structure)) => E::All::modeled(structure, &body, Some(meta))
            .map(E::of)
            .map_err(|error| EventError::unreadable(name, &error)),
        None => Ok(unhandled(Unhandled::of(meta))),
    }
}
