//! HTTP as the protocols see it, whoever sends and receives: what of a request and of a response is not
//! in the body.

mod reply;
#[cfg(feature = "http-bindings")]
mod request;
#[cfg(feature = "http-bindings")]
mod response;
#[cfg(feature = "http-bindings")]
mod text;

pub use reply::{Head, Reply};
#[cfg(feature = "presigning")]
pub use request::in_query;
#[cfg(feature = "http-bindings")]
pub use request::{describe, request};
#[cfg(feature = "http-bindings")]
pub use response::read;
