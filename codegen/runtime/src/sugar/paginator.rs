//! Paginators: calls that follow the token from page to page.

use crate::client::config::Builder;
use crate::client::{self, Erase, Handle, invoke};
use crate::error::{BuildError, SdkError};
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use std::collections::HashMap;
use std::sync::Arc;

pub use aws_smithy_async::future::pagination_stream::PaginationStream;

/// An operation that answers in pages.
pub trait Paginate: Erase<Input: Clone> {
    /// What leads from one page to the next.
    type Token: Token;

    /// The token in the output, if there is one.
    fn next_token(output: &Self::Output) -> Option<&Self::Token>;

    /// Where the input takes a token.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;

    /// Whether the output says that it is the last page, although it has a token.
    fn is_last(_output: &Self::Output) -> bool {
        false
    }
}

/// A page token.
pub trait Token: Clone + PartialEq + Send + Sync + 'static {
    /// An empty token leads nowhere.
    fn is_empty(&self) -> bool;
}

impl Token for String {
    fn is_empty(&self) -> bool {
        String::is_empty(self)
    }
}

impl<V: Clone + PartialEq + Send + Sync + 'static> Token for HashMap<String, V> {
    fn is_empty(&self) -> bool {
        HashMap::is_empty(self)
    }
}

/// A number behind which a page begins, as S3 counts parts from 1.
impl Token for i32 {
    fn is_empty(&self) -> bool {
        *self == 0
    }
}

/// What a paginator does when the service gives the token that it was just sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDuplicate {
    /// End: following it would go round in circles.
    Stop,
    /// Ask again: the service may have more later.
    GoOn,
}

/// The pages from `input` on. Nothing is sent before the first page is asked for.
pub fn pages<O: Paginate>(
    handle: Arc<Handle<O::Service>>,
    mut input: O::Input,
    config_override: Option<Builder<O::Service>>,
    on_duplicate: OnDuplicate,
) -> PaginationStream<Result<O::Output, SdkError<O::Error>>> {
    PaginationStream::new(FnStream::new(move |sender| {
        Box::pin(async move {
            let mut config = config_override.unwrap_or_default();
            config.push_runtime_plugin(client::paginator());
            loop {
                let handle = Arc::clone(&handle);
                let page = invoke::<O>(handle, Ok(input.clone()), Some(config.clone())).await;
                let next = page.as_ref().ok().and_then(next_token::<O>);
                if sender.send(page).await.is_err() {
                    return;
                }
                let Some(next) = next else { return };
                let token = O::token(&mut input);
                if token.as_ref() == Some(&next) && on_duplicate == OnDuplicate::Stop {
                    return;
                }
                *token = Some(next);
            }
        })
    }))
}

fn next_token<O: Paginate>(output: &O::Output) -> Option<O::Token> {
    O::next_token(output)
        .filter(|token| !token.is_empty() && !O::is_last(output))
        .cloned()
}

/// A paginator and the fluent builder's way to it.
#[doc(hidden)]
#[macro_export]
macro_rules! paginator {
    ($name:ident, $operation:ty, $input_builder:ty, $output:ty, $error:ty, $service:ty $(,)?) => {
        /// The pages of the operation, each requested when it is asked for.
        #[derive(Debug)]
        pub struct $name {
            handle: ::std::sync::Arc<$crate::client::Handle<$service>>,
            builder: $input_builder,
            config_override: ::std::option::Option<$crate::client::config::Builder<$service>>,
            on_duplicate: $crate::sugar::paginator::OnDuplicate,
        }

        impl $name {
            #[inline]
            pub(crate) fn new(
                handle: ::std::sync::Arc<$crate::client::Handle<$service>>,
                builder: $input_builder,
                config_override: ::std::option::Option<$crate::client::config::Builder<$service>>,
            ) -> Self {
                let on_duplicate = $crate::sugar::paginator::OnDuplicate::Stop;
                Self {
                    handle,
                    builder,
                    config_override,
                    on_duplicate,
                }
            }

            /// Whether to end if the service returns the page token that it was just given. It is
            /// `true` by default; `false` asks for the same page again.
            #[inline]
            pub fn stop_on_duplicate_token(mut self, stop_on_duplicate_token: bool) -> Self {
                self.on_duplicate = match stop_on_duplicate_token {
                    true => $crate::sugar::paginator::OnDuplicate::Stop,
                    false => $crate::sugar::paginator::OnDuplicate::GoOn,
                };
                self
            }

            /// The pages, one after the other. A page is requested when it is asked for; an error
            /// is the last item.
            #[inline]
            pub fn send(
                self,
            ) -> $crate::sugar::paginator::PaginationStream<
                ::std::result::Result<$output, $crate::error::SdkError<$error>>,
            > {
                match self.builder.build() {
                    Ok(input) => $crate::sugar::paginator::pages::<$operation>(
                        self.handle,
                        input,
                        self.config_override,
                        self.on_duplicate,
                    ),
                    Err(error) => $crate::sugar::paginator::failure(error),
                }
            }
        }
    };
}
/// A stream that only has an error.
pub fn failure<T, E>(error: BuildError) -> PaginationStream<Result<T, SdkError<E>>>
where
    T: Send + 'static,
    E: Send + 'static,
{
    PaginationStream::new(FnStream::new(move |sender| {
        Box::pin(async move {
            // If nobody listens, nobody needs to know.
            let _ = sender
                .send(Err(SdkError::construction_failure(error)))
                .await;
        })
    }))
}

/// The items of a paginator's pages.
#[doc(hidden)]
#[macro_export]
macro_rules! paginator_items {
    ($name:ident, $items:ident, $item:ty, $output:ty, $error:ty, $of_page:expr $(,)?) => {
        impl $name {
            /// The items instead of the pages.
            #[inline]
            pub fn items(self) -> $items {
                $items(self)
            }
        }

        #[doc = concat!("The items of the pages of [`", stringify!($name), "`].")]
        #[derive(Debug)]
        pub struct $items($name);

        impl $items {
            /// The items, one after the other. The next page is requested when the items of the
            /// last one are used up; an error is the last item.
            #[inline]
            pub fn send(
                self,
            ) -> $crate::sugar::paginator::PaginationStream<
                ::std::result::Result<$item, $crate::error::SdkError<$error>>,
            > {
                let of_page: fn($output) -> _ = $of_page;
                $crate::export::aws_smithy_async::future::pagination_stream::TryFlatMap::new(
                    self.0.send(),
                )
                .flat_map(of_page)
            }
        }
    };
}
