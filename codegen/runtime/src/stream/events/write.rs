//! Events as messages. What is in a message is written as the body of a request is.

use super::error::EventError;
use crate::format::text::{Serializer, Sink};
use crate::protocol::Protocol;
use crate::schema::{Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter};
use crate::service::{Facts, OperationFacts, Route};
use ::http::header::CONTENT_TYPE;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use std::collections::HashMap;
use std::marker::PhantomData;

/// Writes an event; the unknown one cannot be written.
pub fn write_event<P: Protocol, U: Union>(
    service: &Facts,
    event: &U,
) -> Result<Message, EventError> {
    let mut writer = Writer::<P> {
        service,
        message: None,
        protocol: PhantomData,
    };
    event.write(&mut writer);
    writer.message.unwrap_or_else(|| {
        let name = U::NAME;
        Err(EventError::new(format!(
            "Cannot serialize `{name}::Unknown` for the request"
        )))
    })
}

/// A header with a text.
pub(super) fn header(name: &'static str, value: impl Into<String>) -> Header {
    Header::new(name, HeaderValue::String(value.into().into()))
}

/// Where the one variant of a union goes.
struct Writer<'a, P> {
    service: &'a Facts,
    message: Option<Result<Message, EventError>>,
    protocol: PhantomData<P>,
}

impl<P: Protocol> MemberWriter for Writer<'_, P> {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        let event = Event::<P> {
            service: self.service,
            name: member.name,
            protocol: PhantomData,
        };
        self.message = Some(C::write(value, event));
    }
}

/// The place of an event of this name.
struct Event<'a, P> {
    service: &'a Facts,
    name: &'static str,
    protocol: PhantomData<P>,
}

fn no_structure() -> EventError {
    EventError::new("an event is a structure")
}

/// Nothing but a structure can be an event.
impl<P> Sink for Event<'_, P> {
    type Ok = Message;
    type Error = EventError;

    fn put(self, _: &str) -> Result<Message, EventError> {
        Err(no_structure())
    }

    fn put_bytes(self, _: &[u8]) -> Result<Message, EventError> {
        Err(no_structure())
    }
}

impl<P: Protocol> ValueWriter for Event<'_, P> {
    type Ok = Message;
    type Error = EventError;
    type Scalar = Serializer<Self>;

    fn scalar(self) -> Serializer<Self> {
        Serializer(self)
    }

    fn structure<T: Structure>(self, value: &T) -> Result<Message, EventError> {
        let operation = OperationFacts {
            name: self.name,
            has_input: true,
            route: Route::ROOT,
            element: self.name,
        };
        let request = P::request(self.service, &operation, value)
            .map_err(|error| EventError::new(error.to_string()))?;
        let mut headers = vec![
            header(":message-type", "event"),
            header(":event-type", self.name),
        ];
        let media_type = request.headers().get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        headers.extend(media_type.map(|value| header(":content-type", value)));
        Ok(Message::new_from_parts(headers, request.into_body()))
    }

    fn union<T: Union>(self, _: &T) -> Result<Message, EventError> {
        Err(no_structure())
    }

    fn list<C: Codec<T>, T>(self, _: &[T]) -> Result<Message, EventError> {
        Err(no_structure())
    }

    fn map<C: Codec<T>, K: Key, T>(self, _: &HashMap<K, T>) -> Result<Message, EventError> {
        Err(no_structure())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<Message, EventError> {
        value.map_or_else(|| Err(no_structure()), |value| C::write(value, self))
    }
}
