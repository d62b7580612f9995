//! The future of a call.

use crate::error::SdkError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What a call leads to.
pub(super) type Outcome = Pin<Box<dyn Future<Output = Result<Output, SdkError<Error>>> + Send>>;

/// The future of a call. What it waits for is the same for all operations.
#[must_use = "futures do nothing unless they are polled"]
pub struct Sending<T, E> {
    outcome: Outcome,
    typed: Typed<T, E>,
}

/// What an outcome is to those who know the operation.
type Typed<T, E> = fn(Result<Output, SdkError<Error>>) -> Result<T, SdkError<E>>;

impl<T, E> Sending<T, E> {
    pub(super) fn new(outcome: Outcome, typed: Typed<T, E>) -> Self {
        Self { outcome, typed }
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
        self.outcome.as_mut().poll(cx).map(self.typed)
    }
}
