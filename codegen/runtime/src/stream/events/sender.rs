//! Events to be sent: a stream of them becomes a body in which each is signed with the one before.

use super::error::EventError;
use super::frame::encode;
use super::write::header;
use crate::error::BoxError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{
    DeferredSignerReceiver, DeferredSignerSender, Message, SignMessage,
};
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

type Events<T, E> = Pin<Box<dyn Stream<Item = Result<T, E>> + Send + Sync>>;

/// The events of a request, in the order in which they are sent.
///
/// Any stream becomes one; an error in it ends the stream of the service, too.
pub struct EventStreamSender<T, E> {
    events: Events<T, E>,
}

impl<T, E> fmt::Debug for EventStreamSender<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStreamSender").finish_non_exhaustive()
    }
}

impl<T, E, S> From<S> for EventStreamSender<T, E>
where
    S: Stream<Item = Result<T, E>> + Send + Sync + 'static,
{
    fn from(events: S) -> Self {
        Self {
            events: Box::pin(events),
        }
    }
}

/// A stream without events.
impl<T: Send + Sync + 'static, E: Send + Sync + 'static> Default for EventStreamSender<T, E> {
    fn default() -> Self {
        Self::from(Once(None))
    }
}

impl<T: Send + Sync + 'static, E: std::error::Error + Send + Sync + 'static>
    EventStreamSender<T, E>
{
    /// A stream of one event.
    pub fn once(item: Result<T, E>) -> Self {
        Self::from(Once(Some(item)))
    }

    /// The stream as the body of a request, with each event written so. The other value takes what signs
    /// the events once the request is signed; where nothing does they are not signed.
    #[doc(hidden)]
    pub fn send(self, write: Write<T>) -> Sent {
        let (signer, sender) = DeferredSignerSender::new();
        let body = EventBody {
            events: Some(self.events),
            write,
            signer: Signer::Awaited(signer),
        };
        Sent {
            body: SdkBody::from_body_1_x(body),
            signer: sender,
        }
    }
}

/// A body of events, and where to put what signs them.
pub struct Sent {
    pub body: SdkBody,
    pub signer: DeferredSignerSender,
}

/// Writes an event.
type Write<T> = fn(&T) -> Result<Message, EventError>;

/// One item.
struct Once<T>(Option<T>);

impl<T> Unpin for Once<T> {}

impl<T> Stream for Once<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.take())
    }
}

/// What signs the events.
enum Signer {
    /// It comes when the request is signed.
    Awaited(DeferredSignerReceiver),
    There(Box<dyn SignMessage + Send + Sync>),
    /// The request was not signed.
    Nobody,
}

impl Signer {
    fn get(&mut self) -> Option<&mut (dyn SignMessage + Send + Sync)> {
        if let Self::Awaited(receiver) = self {
            *self = receiver.recv().map_or(Self::Nobody, Self::There);
        }
        match self {
            Self::There(signer) => Some(&mut **signer),
            Self::Awaited(_) | Self::Nobody => None,
        }
    }

    fn sign(&mut self, message: Message) -> Result<Message, BoxError> {
        match self.get() {
            Some(signer) => signer.sign(message),
            None => Ok(message),
        }
    }

    /// What follows the last event.
    fn end(&mut self) -> Result<Option<Message>, BoxError> {
        self.get()
            .and_then(|signer| signer.sign_empty())
            .transpose()
    }
}

/// The body of a request.
struct EventBody<T, E> {
    /// None after the last one.
    events: Option<Events<T, E>>,
    write: Write<T>,
    signer: Signer,
}

impl<T, E> EventBody<T, E> {
    /// The frame of what the stream gives.
    fn frame(&mut self, item: Option<Result<T, E>>) -> Result<Option<Bytes>, BoxError> {
        let message = match item {
            Some(Ok(event)) => self.signer.sign((self.write)(&event)?)?,
            // The service is told that there was an error, not which one: no model has any.
            Some(Err(_)) => {
                let exception = vec![header(":message-type", "exception")];
                let message = Message::new_from_parts(exception, Bytes::new());
                self.signer.sign(message)?
            }
            None => {
                self.events = None;
                match self.signer.end()? {
                    Some(message) => message,
                    None => return Ok(None),
                }
            }
        };
        Ok(Some(encode(&message)?.into()))
    }
}

impl<T, E> Body for EventBody<T, E> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let item = ready!(events.as_mut().poll_next(cx));
        let frame = self.frame(item).transpose();
        Poll::Ready(frame.map(|frame| frame.map(Frame::data)))
    }
}
