//! Formats: how members, lists and maps look in each.

pub mod serde;
#[cfg(feature = "http-bindings")]
pub mod text;
