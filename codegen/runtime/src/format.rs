//! Formats: how members, lists and maps look in each.

#[cfg(feature = "form")]
pub mod form;
pub mod serde;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "xml")]
pub mod xml;
