//! Formats: how members, lists and maps look in each.

pub(crate) mod serde;
