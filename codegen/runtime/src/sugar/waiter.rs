//! Waiters of the model: they repeat a call until one of its acceptors says that it is enough.

use super::jmespath::Expr;
use crate::client::config::Builder;
use crate::client::{self, Erase, Handle, invoke};
use crate::error::{ProvideErrorMetadata, SdkError};
use crate::format::serde::write::write_structure;
use crate::operation::Operation;
use crate::schema::Structure;
use aws_smithy_runtime::client::waiters::{WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering::Relaxed};
use std::time::Duration;

pub use aws_smithy_runtime::client::waiters::AcceptorState;
pub use aws_smithy_runtime_api::client::waiters::FinalPoll;
pub use aws_smithy_runtime_api::client::waiters::error::WaiterError;

/// A waiter as the model describes it.
#[derive(Debug)]
pub struct Waiter {
    /// The shortest delay between two calls, in seconds.
    pub min_delay: u64,
    /// The longest delay between two calls, in seconds.
    pub max_delay: u64,
    /// What ends it; the first that applies counts.
    pub acceptors: &'static [Acceptor],
}

/// What a result of the call means.
#[derive(Debug)]
pub struct Acceptor {
    pub state: AcceptorState,
    pub matcher: Matcher,
}

/// Which results an acceptor is for.
#[derive(Debug)]
pub enum Matcher {
    /// Any output, or any error.
    Success(bool),
    /// An error with this HTTP status.
    Status(u16),
    /// An error of this code.
    ErrorType(&'static str),
    /// An output in which the path has the expected value.
    Output(PathMatcher),
    /// The same for `{ input, output }`.
    InputOutput(PathMatcher),
}

/// A path and what it must lead to.
#[derive(Debug)]
pub struct PathMatcher {
    pub path: Expr,
    pub comparator: Comparator,
    pub expected: &'static str,
}

/// How the value at the end of a path is compared.
#[derive(Debug)]
pub enum Comparator {
    /// The value is this string.
    String,
    /// The value is this boolean.
    Boolean,
    /// All of a non-empty list are this string.
    All,
    /// One of a list is this string.
    Any,
}

impl PathMatcher {
    fn matches(&self, value: &Value) -> bool {
        let found = self.path.eval(value);
        let equals = |value: &Value| value.as_str() == Some(self.expected);
        let items = || found.as_array().map_or(&[][..], Vec::as_slice);
        match self.comparator {
            Comparator::String => equals(&found),
            Comparator::Boolean => found
                .as_bool()
                .is_some_and(|b| b.to_string() == self.expected),
            Comparator::All => !items().is_empty() && items().iter().all(equals),
            Comparator::Any => items().iter().any(equals),
        }
    }
}

impl Waiter {
    fn state<I: Structure, O: Structure, E: ProvideErrorMetadata>(
        &self,
        input: &I,
        result: Result<&O, &E>,
        status: u16,
    ) -> AcceptorState {
        let output = result.ok().map(json);
        let matches = |matcher: &Matcher| match (matcher, result, &output) {
            (Matcher::Success(success), result, _) => result.is_ok() == *success,
            (Matcher::Status(expected), Err(_), _) => *expected == status,
            (Matcher::ErrorType(code), Err(error), _) => error.code() == Some(code),
            (Matcher::Output(path), _, Some(output)) => path.matches(output),
            (Matcher::InputOutput(path), _, Some(output)) => {
                path.matches(&serde_json::json!({ "input": json(input), "output": output }))
            }
            _ => false,
        };
        let acceptor = self
            .acceptors
            .iter()
            .find(|acceptor| matches(&acceptor.matcher));
        acceptor.map_or(AcceptorState::NoAcceptorsMatched, |acceptor| acceptor.state)
    }
}

/// A structure as serde has it, whatever the wire; null if it cannot be written, so that no path matches.
fn json<T: Structure>(value: &T) -> Value {
    write_structure(value, serde_json::value::Serializer).unwrap_or_default()
}

/// Calls the operation until an acceptor ends it or `max_wait` is over.
pub async fn wait<O: Operation + Erase<Input: Clone, Error: CreateUnhandledError>>(
    handle: Arc<Handle<O::Service>>,
    input: O::Input,
    waiter: &'static Waiter,
    max_wait: Duration,
) -> Result<FinalPoll<O::Output, SdkError<O::Error>>, WaiterError<O::Output, O::Error>> {
    let (sleep, time) = handle.clock().map_err(WaiterError::construction_failure)?;
    let mut config = Builder::default();
    config.push_runtime_plugin(client::waiter());
    let calls = input.clone();
    // Acceptors are shown the modeled error alone; this is the status of the call before them.
    let status = Arc::new(AtomicU16::new(0));
    let seen = Arc::clone(&status);
    let orchestrator = WaiterOrchestrator::builder()
        .min_delay(Duration::from_secs(waiter.min_delay))
        .max_delay(Duration::from_secs(waiter.max_delay))
        .max_wait(max_wait)
        .time_source(time)
        .sleep_impl(sleep)
        .acceptor(|result: Result<&O::Output, &O::Error>| {
            waiter.state(&input, result, status.load(Relaxed))
        })
        .operation(move || {
            let (handle, input, config) = (Arc::clone(&handle), calls.clone(), config.clone());
            let seen = Arc::clone(&seen);
            async move {
                let result = invoke::<O>(handle, Ok(input), Some(config)).await;
                let response = result.as_ref().err().and_then(SdkError::raw_response);
                seen.store(response.map_or(0, |r| r.status().as_u16()), Relaxed);
                result
            }
        })
        .build();
    attach_waiter_tracing_span(orchestrator.orchestrate()).await
}

/// Makes the error of a crate of what a waiter fails with.
#[doc(hidden)]
#[macro_export]
macro_rules! waiter_errors {
    ($all:ty) => {
        impl<O, E> ::std::convert::From<$crate::sugar::waiter::WaiterError<O, E>> for $all
        where
            O: ::std::fmt::Debug + ::std::marker::Send + ::std::marker::Sync + 'static,
            E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
        {
            fn from(err: $crate::sugar::waiter::WaiterError<O, E>) -> Self {
                Self::Unhandled($crate::error::Unhandled {
                    meta: ::std::default::Default::default(),
                    source: err.into(),
                })
            }
        }
    };
}

/// The fluent builder of a waiter: its start and its end.
#[doc(hidden)]
#[macro_export]
macro_rules! waiter {
    ($name:ident, $operation:ty, $input_builder:ty, $final_poll:ident, $error:ident, $service:ty, $waiter:expr $(,)?) => {
        impl $name {
            pub(crate) fn new(handle: ::std::sync::Arc<$crate::client::Handle<$service>>) -> Self {
                Self {
                    handle,
                    inner: ::std::default::Default::default(),
                }
            }

            /// The input as it is so far.
            pub fn as_input(&self) -> &$input_builder {
                &self.inner
            }

            /// Waits, for `max_wait` at the most.
            ///
            /// # Errors
            ///
            /// If the awaited state can no longer be reached, the time is over, or a call fails in a
            /// way that the waiter does not know.
            #[inline]
            pub async fn wait(
                self,
                max_wait: ::std::time::Duration,
            ) -> ::std::result::Result<$final_poll, $error> {
                const WAITER: &$crate::sugar::waiter::Waiter = &$waiter;
                let input = self
                    .inner
                    .build()
                    .map_err($crate::sugar::waiter::WaiterError::construction_failure)?;
                $crate::sugar::waiter::wait::<$operation>(self.handle, input, WAITER, max_wait)
                    .await
            }
        }
    };
}
