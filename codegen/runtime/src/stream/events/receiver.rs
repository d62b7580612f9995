//! Events as they come.

use super::error::{EventError, FrameError};
use super::frame::Frames;
use crate::error::{BoxError, ConnectorError, SdkError};
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::{Message, RawMessage};
use std::fmt;

/// What a message is.
#[derive(Debug)]
pub enum Received<T, E> {
    /// An event.
    Event(T),
    /// The beginning of a stream that is no event of the model.
    Initial,
    /// An exception, after which nothing follows.
    Exception(E),
}

/// Reads a message.
type Read<T, E> = fn(&Message) -> Result<Received<T, E>, EventError>;

/// Receives the events of a stream, one after the other.
pub struct EventReceiver<T, E> {
    /// The bytes that are still to come; none after the end and after an error.
    body: Option<ByteStream>,
    frames: Frames,
    read: Read<T, E>,
}

impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReceiver")
            .field("body", &self.body)
            .field("frames", &self.frames)
            .finish()
    }
}

/// A stream without events.
impl<T, E> Default for EventReceiver<T, E> {
    fn default() -> Self {
        Self {
            body: None,
            frames: Frames::default(),
            read: |_| Err(EventError::new("there are no events")),
        }
    }
}

impl<T, E> EventReceiver<T, E> {
    /// The events in a body, read so.
    #[doc(hidden)]
    pub fn new(body: ByteStream, read: Read<T, E>) -> Self {
        Self {
            body: Some(body),
            frames: Frames::default(),
            read,
        }
    }

    /// Waits for the next event; `None` after the last one.
    ///
    /// # Errors
    ///
    /// `DispatchFailure` if the connection breaks, `ResponseError` if what comes is no event stream, and
    /// `ServiceError` with the exception that the service ends the stream with. Nothing follows an error.
    pub async fn recv(&mut self) -> Result<Option<T>, SdkError<E, RawMessage>> {
        let received = self.next_event().await;
        if received.is_err() {
            self.body = None;
            self.frames = Frames::default();
        }
        received
    }

    async fn next_event(&mut self) -> Result<Option<T>, SdkError<E, RawMessage>> {
        while let Some(message) = self.next_message().await? {
            match (self.read)(&message) {
                Ok(Received::Event(event)) => return Ok(Some(event)),
                Ok(Received::Initial) => {}
                Ok(Received::Exception(exception)) => {
                    let raw = RawMessage::Decoded(message);
                    return Err(SdkError::service_error(exception, raw));
                }
                Err(error) => {
                    let raw = RawMessage::Decoded(message);
                    return Err(SdkError::response_error(error, raw));
                }
            }
        }
        Ok(None)
    }

    async fn next_message(&mut self) -> Result<Option<Message>, SdkError<E, RawMessage>> {
        loop {
            let message = self.frames.next_message();
            let message = message
                .map_err(|error| SdkError::response_error(error, RawMessage::invalid(None)))?;
            if message.is_some() {
                return Ok(message);
            }
            let Some(body) = &mut self.body else {
                return Ok(None);
            };
            match body.next().await {
                Some(Ok(bytes)) => self.frames.push(&bytes),
                Some(Err(error)) => {
                    let error = ConnectorError::io(BoxError::from(error));
                    return Err(SdkError::dispatch_failure(error));
                }
                None => {
                    self.body = None;
                    if !self.frames.is_empty() {
                        let rest = RawMessage::invalid(Some(self.frames.take_rest()));
                        return Err(SdkError::response_error(FrameError::End, rest));
                    }
                }
            }
        }
    }
}
