//! Formats: how members, lists and maps look in each.

#[cfg(feature = "rpc-v2-cbor")]
pub mod cbor;
#[cfg(feature = "form")]
pub mod form;
pub mod json;
mod rows;
pub mod serde;
pub mod text;
#[cfg(feature = "xml")]
pub mod xml;
