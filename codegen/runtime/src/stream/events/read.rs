//! Messages as events and exceptions. What is in a message is read as the body of a response is.

use super::error::EventError;
use crate::http::Reply;
use crate::protocol::Protocol;
use crate::schema::{Codec, Key, MemberReader, Structure, Union, ValueReader};
use crate::service::Facts;
use aws_smithy_types::event_stream::Message;
use serde_core::de::value::UnitDeserializer;
use std::collections::HashMap;
use std::marker::PhantomData;

/// What a message is, by its headers.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// The event of this name.
    Event(&'a str),
    /// The exception of this name.
    Exception(&'a str),
}

/// Tells what a message is.
pub fn kind(message: &Message) -> Result<Kind<'_>, EventError> {
    match text(message, ":message-type")? {
        "event" => text(message, ":event-type").map(Kind::Event),
        "exception" => text(message, ":exception-type").map(Kind::Exception),
        other => Err(EventError::new(format!(
            "unrecognized `:message-type`: {other}"
        ))),
    }
}

fn text<'a>(message: &'a Message, name: &str) -> Result<&'a str, EventError> {
    let mut headers = message.headers().iter();
    let header = headers.find(|header| header.name().as_str() == name);
    let header = header.ok_or_else(|| {
        EventError::new(format!(
            "expected response to include {name} header, but it was missing"
        ))
    })?;
    let value = header.value().as_string();
    value
        .map(|value| value.as_str())
        .map_err(|_| EventError::new(format!("expected response {name} header to be string")))
}

/// Reads the event of this name.
pub fn read_event<P: Protocol, U: Union>(
    service: &Facts,
    name: &str,
    payload: &[u8],
) -> Result<U, EventError> {
    let payload = Payload::<P> {
        service,
        payload,
        protocol: PhantomData,
    };
    let row = U::MEMBERS.iter().position(|row| row.name == name);
    let event = U::read(row, payload).map_err(|error| EventError::unreadable(name, &error))?;
    event.ok_or_else(|| EventError::new(format!("the event {name} is null")))
}

/// The payload of a message. It is an event, which is a structure, or it is not read at all.
struct Payload<'a, P> {
    service: &'a Facts,
    payload: &'a [u8],
    protocol: PhantomData<P>,
}

fn no_structure() -> EventError {
    EventError::new("an event is a structure")
}

impl<P: Protocol> MemberReader for Payload<'_, P> {
    type Error = EventError;

    fn read<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), EventError> {
        C::read_member(self, slot)
    }

    fn ignore(self) -> Result<(), EventError> {
        Ok(())
    }
}

impl<'de, P: Protocol> ValueReader<'de> for Payload<'_, P> {
    type Error = EventError;
    type Scalar = UnitDeserializer<EventError>;

    fn scalar(self) -> Result<UnitDeserializer<EventError>, EventError> {
        Ok(UnitDeserializer::new())
    }

    fn structure<T: Structure>(self) -> Result<T, EventError> {
        let response = ::http::Response::new(self.payload);
        let mut builder = T::Builder::default();
        P::output::<T>(self.service, "", &Reply::of_event(&response), &mut builder)
            .map_err(|error| EventError::new(error.to_string()))?;
        Ok(T::finish(builder))
    }

    fn union<T: Union>(self) -> Result<T, EventError> {
        Err(no_structure())
    }

    fn list<C: Codec<T>, T>(self) -> Result<Vec<T>, EventError> {
        Err(no_structure())
    }

    fn map<C: Codec<T>, K: Key, T>(self) -> Result<HashMap<K, T>, EventError> {
        Err(no_structure())
    }

    fn nullable<C: Codec<T>, T>(self, slot: &mut Option<T>) -> Result<(), EventError> {
        *slot = Some(C::read(self)?);
        Ok(())
    }

    fn flat_list<C: Codec<T>, T>(self, _: &mut Option<Vec<T>>) -> Result<(), EventError> {
        Err(no_structure())
    }

    fn flat_map<C: Codec<T>, K: Key, T>(
        self,
        _: &mut Option<HashMap<K, T>>,
    ) -> Result<(), EventError> {
        Err(no_structure())
    }
}
