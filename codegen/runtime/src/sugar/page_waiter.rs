//! Waiters over pages: where the service has no call for one item, they look for it in the list.

use super::paginator::{OnDuplicate, Paginate, pages};
use crate::client::config::Builder;
use crate::client::{self, Handle};
use crate::error::{BoxError, SdkError};
use crate::operation::{AnyOperation, Operation};
use crate::schema::Structure;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::AsyncSleep;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A waiter over the pages of `O`, whose items are `I`.
pub struct PageWaiter<O: AnyOperation, I> {
    pub items: fn(O::Output) -> Vec<I>,
    pub key: fn(&I) -> Option<&str>,
    pub state: fn(&I) -> Option<&str>,
    /// The states that are waited for.
    pub success: &'static [&'static str],
    /// The states from which those cannot be reached any more.
    pub failure: &'static [&'static str],
    /// The shortest delay between two looks, in seconds.
    pub min_delay: u64,
    /// The longest delay between two looks, in seconds.
    pub max_delay: u64,
    /// How long the item may be missing from the list, in seconds.
    pub not_found_grace: u64,
}

/// Why a wait for an item of a list ended without success.
#[non_exhaustive]
#[derive(Debug)]
pub enum PageWaiterError<I, E> {
    /// The item is in a state from which the awaited one cannot be reached.
    #[non_exhaustive]
    FailureState {
        /// The item as it was seen last.
        item: Box<I>,
        /// Its state.
        state: String,
    },
    /// The item is not in the list, and was not for as long as it may take to appear there.
    #[non_exhaustive]
    NotFound {
        /// What was looked for.
        key: String,
        /// How long.
        elapsed: Duration,
    },
    /// The time is over.
    #[non_exhaustive]
    ExceededMaxWait {
        /// The item as it was seen last, if it was.
        item: Option<Box<I>>,
        /// Its state.
        state: Option<String>,
        /// The time that was given.
        max_wait: Duration,
        /// How often the list was read.
        polls: u32,
    },
    /// The list could not be read.
    OperationFailed(Box<SdkError<E>>),
    /// The waiter lacks something that it needs.
    ConstructionFailure(BoxError),
}

impl<I, E> fmt::Display for PageWaiterError<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FailureState { state, .. } => {
                write!(
                    f,
                    "the awaited state is out of reach: the item is in the state `{state}`"
                )
            }
            Self::NotFound { key, elapsed } => {
                write!(
                    f,
                    "`{key}` is not in the list, for {:.1} s now",
                    elapsed.as_secs_f64()
                )
            }
            Self::ExceededMaxWait {
                state,
                max_wait,
                polls,
                ..
            } => {
                let state = state.as_deref().unwrap_or("not found");
                let seconds = max_wait.as_secs_f64();
                write!(
                    f,
                    "{seconds:.1} s are over after {polls} polls; last state: {state}"
                )
            }
            Self::OperationFailed(_) => f.write_str("the list could not be read"),
            Self::ConstructionFailure(_) => f.write_str("the waiter could not start"),
        }
    }
}

impl<I: fmt::Debug, E: std::error::Error + 'static> std::error::Error for PageWaiterError<I, E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::OperationFailed(source) => Some(source),
            Self::ConstructionFailure(source) => Some(&**source),
            _ => None,
        }
    }
}

/// What the state of an item means.
enum Progress {
    Done,
    Failed(String),
    Waiting,
}

impl<O: Operation + Paginate, I> PageWaiter<O, I> {
    /// Reads the list again and again until the item of this key is in a final state.
    pub async fn wait(
        &self,
        handle: Arc<Handle<O::Service>>,
        key: Option<String>,
        max_wait: Duration,
    ) -> Result<I, PageWaiterError<I, O::Error>> {
        let key = key.ok_or_else(|| {
            PageWaiterError::ConstructionFailure("the waiter was not told what to wait for".into())
        })?;
        let (sleep, time) = handle
            .clock()
            .map_err(PageWaiterError::ConstructionFailure)?;
        let start = time.now();
        let elapsed = || time.now().duration_since(start).unwrap_or_default();
        let grace = Duration::from_secs(self.not_found_grace);
        let (mut last, mut polls) = (None, 0);
        loop {
            polls += 1;
            let remaining = max_wait.saturating_sub(elapsed());
            let look = Timeout::new(self.find(&handle, &key), sleep.sleep(remaining));
            let Ok(found) = look.await else {
                return Err(self.exceeded(last, max_wait, polls));
            };
            let found = found.map_err(|error| PageWaiterError::OperationFailed(Box::new(error)))?;
            match found {
                Some(item) => match self.progress(&item) {
                    Progress::Done => return Ok(item),
                    Progress::Failed(state) => {
                        let item = Box::new(item);
                        return Err(PageWaiterError::FailureState { item, state });
                    }
                    Progress::Waiting => last = Some(item),
                },
                None if elapsed() >= grace => {
                    return Err(PageWaiterError::NotFound {
                        key,
                        elapsed: elapsed(),
                    });
                }
                None => {}
            }
            let remaining = max_wait.saturating_sub(elapsed());
            if remaining.is_zero() {
                return Err(self.exceeded(last, max_wait, polls));
            }
            sleep.sleep(self.delay(polls).min(remaining)).await;
        }
    }

    /// Reads pages until the item is found.
    async fn find(
        &self,
        handle: &Arc<Handle<O::Service>>,
        key: &str,
    ) -> Result<Option<I>, SdkError<O::Error>> {
        let mut config = Builder::default();
        config.push_runtime_plugin(client::waiter());
        let input = O::Input::finish(Default::default());
        let mut pages = pages::<O>(Arc::clone(handle), input, Some(config), OnDuplicate::Stop);
        while let Some(page) = pages.next().await {
            let found = (self.items)(page?)
                .into_iter()
                .find(|item| (self.key)(item) == Some(key));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn progress(&self, item: &I) -> Progress {
        match (self.state)(item) {
            Some(state) if self.success.contains(&state) => Progress::Done,
            Some(state) if self.failure.contains(&state) => Progress::Failed(state.to_owned()),
            _ => Progress::Waiting,
        }
    }

    fn exceeded(
        &self,
        item: Option<I>,
        max_wait: Duration,
        polls: u32,
    ) -> PageWaiterError<I, O::Error> {
        let state = item.as_ref().and_then(self.state).map(str::to_owned);
        PageWaiterError::ExceededMaxWait {
            item: item.map(Box::new),
            state,
            max_wait,
            polls,
        }
    }

    /// Twice as long after each look, with jitter, within the bounds.
    fn delay(&self, polls: u32) -> Duration {
        let doubled = self.min_delay.saturating_mul(1 << (polls - 1).min(32));
        let longest = doubled.clamp(self.min_delay, self.max_delay.max(self.min_delay));
        let (min, max) = (self.min_delay as f64, longest as f64);
        Duration::from_secs_f64(min + fastrand::f64() * (max - min))
    }
}

/// The fluent builder of a waiter over pages. It has the fields `handle` and `key`.
#[doc(hidden)]
#[macro_export]
macro_rules! page_waiter {
    ($name:ident, $item:ty, $error:ident, $key:ident, $service:ty, $waiter:expr $(,)?) => {
        impl $name {
            pub(crate) fn new(handle: ::std::sync::Arc<$crate::client::Handle<$service>>) -> Self {
                Self { handle, key: None }
            }

            #[doc = concat!("The `", stringify!($key), "` of the item to wait for.")]
            pub fn $key(mut self, input: impl ::std::convert::Into<::std::string::String>) -> Self {
                self.key = Some(input.into());
                self
            }

            /// Waits, for `max_wait` at the most, and returns the item.
            ///
            /// # Errors
            ///
            /// If the item is in a state from which the awaited one cannot be reached, is missing for
            /// too long, the time is over, or the list cannot be read.
            #[inline]
            pub async fn wait(
                self,
                max_wait: ::std::time::Duration,
            ) -> ::std::result::Result<$item, $error> {
                $waiter.wait(self.handle, self.key, max_wait).await
            }
        }
    };
}
