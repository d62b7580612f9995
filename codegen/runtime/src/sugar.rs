//! What makes calls pleasant: fluent builders, paginators, waiters, and reports of errors.

pub mod report;

#[cfg(feature = "client")]
mod fluent;
#[cfg(all(feature = "client", feature = "waiters"))]
#[doc(hidden)]
pub mod jmespath;
#[cfg(all(feature = "client", feature = "page-waiters"))]
#[doc(hidden)]
pub mod page_waiter;
#[cfg(all(feature = "client", feature = "paginators"))]
#[doc(hidden)]
pub mod paginator;
#[cfg(all(feature = "client", feature = "waiters"))]
#[doc(hidden)]
pub mod waiter;
