//! The future of a call.

use crate::error::SdkError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, InterceptorContext, Output};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A call on its way through the orchestrator.
pub(super) type Running =
    Pin<Box<dyn Future<Output = Result<InterceptorContext, SdkError<Error>>> + Send>>;

/// The future of a call. What it waits for is the same for all operations.
#[must_use = "futures do nothing unless they are polled"]
pub struct Sending<T, E> {
    running: Running,
    typed: Typed<T, E>,
}

/// What an outcome is to those who know the operation.
type Typed<T, E> = fn(Result<Output, SdkError<Error>>) -> Result<T, SdkError<E>>;

impl<T, E> Sending<T, E> {
    pub(super) fn new(running: Running, typed: Typed<T, E>) -> Self {
        Self { running, typed }
    }
}

impl<T, E> fmt::Debug for Sending<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}

impl<T, E> Future for Sending<T, E> {
    type Output = Result<T, SdkError<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, SdkError<E>>> {
        match self.running.as_mut().poll(cx) {
            Poll::Ready(done) => Poll::Ready((self.typed)(done.and_then(outcome))),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// The output of a call, or what went wrong; compiled here for all operations and programs.
#[expect(clippy::result_large_err, reason = "the error is the official one")]
pub(super) fn outcome(context: InterceptorContext) -> Result<Output, SdkError<Error>> {
    context.finalize()
}
