//! Operations with a body that streams. A request gives head and body apart; of a response the head is
//! read and the body left.

use super::any::{AnyOperation, ProtocolOf, Service};
use super::exchange::Outgoing;
use super::in_memory;
use super::output::OperationOutput;
use super::response::{Failure, said};
use crate::error::{BoxError, BuildError};
use crate::http::{Head, Reply};
use crate::protocol::Protocol;
use crate::schema::{At, Structure};
use crate::stream::holder::Holder;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::event_stream::DeferredSignerSender;

/// What the body of a request is made of.
pub trait SendStream {
    /// The body, and where to put what signs its parts.
    fn into_body<S: Service>(self) -> (SdkBody, Option<DeferredSignerSender>);
}

/// What the body of a response becomes.
pub trait ReceiveStream {
    fn of_body<S: Service>(body: SdkBody) -> Self;
}

impl SendStream for ByteStream {
    fn into_body<S: Service>(self) -> (SdkBody, Option<DeferredSignerSender>) {
        (self.into_inner(), None)
    }
}

impl ReceiveStream for ByteStream {
    fn of_body<S: Service>(body: SdkBody) -> Self {
        Self::new(body)
    }
}

/// The request of an input with a stream.
pub fn request<O>(input: O::Input) -> Result<Outgoing, BuildError>
where
    O: AnyOperation<Input: Holder<Stream: SendStream>>,
{
    let head = in_memory::request::<O>(&input)?;
    let (body, signer) = input.into_stream().into_body::<O::Service>();
    let mut rows = <O::Input as Structure>::MEMBERS.iter();
    let row = rows.find(|row| row.at == At::Stream);
    Ok(Outgoing {
        request: head.map(|_| body),
        media_type: row.map(|row| row.wire),
        signer,
    })
}

/// What the head of a response says, if it is a success; then the body is in the output, unread.
pub fn response<O>(head: Head<'_>, body: &mut SdkBody) -> Option<Result<O::Output, BoxError>>
where
    O: AnyOperation<Output: OperationOutput + Holder<Stream: ReceiveStream>>,
{
    if !head.is_success() {
        return None;
    }
    let reply = Reply::new(head, &[]);
    let service = <O::Service as Service>::FACTS;
    let mut builder = Default::default();
    let read = ProtocolOf::<O>::output::<O::Output>(service, O::ROOT, &reply, &mut builder);
    Some(read.map(|()| {
        let body = std::mem::replace(body, SdkBody::taken());
        let stream = ReceiveStream::of_body::<O::Service>(body);
        <O::Output as Holder>::put_stream(&mut builder, stream);
        let mut output = O::Output::finish(builder);
        output.set_ids(&head);
        output
    }))
}

/// The requests of an operation whose input holds a stream.
#[doc(hidden)]
#[macro_export]
macro_rules! streaming_requests {
    ($name:ident, $input:ident) => {
        impl $name {
            /// The request that asks for this operation, complete but for the endpoint and the signature:
            /// its head and its body, which is the stream in the input. It fails if the input cannot be
            /// sent.
            #[inline]
            pub fn request(
                input: $input,
            ) -> ::std::result::Result<
                (
                    $crate::export::http::request::Parts,
                    $crate::export::aws_smithy_types::body::SdkBody,
                ),
                $crate::error::BuildError,
            > {
                $crate::operation::streaming::request::<Self>(input)
                    .map(|outgoing| outgoing.described().into_parts())
            }
        }

        impl $crate::operation::exchange::Requests for $name {
            const STREAM: ::std::option::Option<$crate::operation::exchange::Stream<$input>> =
                Some($crate::operation::streaming::request::<Self>);
        }
    };
}

/// The responses to an operation whose output holds a stream.
#[doc(hidden)]
#[macro_export]
macro_rules! streaming_responses {
    ($name:ident, $output:ident, $error:ident) => {
        impl $name {
            /// What a response to this operation says. Of a success the head is enough: the body is in the
            /// output, unread. The body of an error must be in memory.
            #[allow(clippy::result_large_err, reason = "the error is the official one")]
            pub fn parse<B>(
                response: $crate::export::http::Response<B>,
            ) -> ::std::result::Result<$output, $error>
            where
                $crate::export::aws_smithy_types::body::SdkBody: ::std::convert::From<B>,
            {
                $crate::operation::streaming::parse::<Self>(
                    response.map(::std::convert::From::from),
                )
            }
        }

        impl $crate::operation::exchange::Responds for $name {
            const HEAD: ::std::option::Option<$crate::operation::exchange::OfHead<$output>> =
                Some($crate::operation::streaming::response::<Self>);
        }
    };
}

/// What a response says.
pub fn parse<O>(response: ::http::Response<SdkBody>) -> Result<O::Output, O::Error>
where
    O: AnyOperation<Output: OperationOutput + Holder<Stream: ReceiveStream>>,
{
    let (head, mut body) = response.into_parts();
    let head = Head::of_parts(&head);
    let failure = match self::response::<O>(head, &mut body) {
        Some(Ok(output)) => return Ok(output),
        Some(Err(error)) => Failure::Unreadable(error),
        None => {
            return Err(said::<O>(Failure::Said(&Reply::new(
                head,
                body.bytes().unwrap_or_default(),
            ))));
        }
    };
    Err(said::<O>(failure))
}
