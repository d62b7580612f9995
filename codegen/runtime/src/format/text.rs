//! Scalars as plain text: in paths, queries and headers, and wherever else a value is a text by itself.
//!
//! What has parts, a list for example, is no text: each format says how that looks.

mod read;
mod write;

pub use read::Deserializer;
pub use write::{Serializer, Sink};
