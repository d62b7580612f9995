//! The structure `Tag` and its builder.

use crate::runtime::codec::Plain;
use crate::runtime::members::members;

/// A label.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The key.
    pub key: Option<String>,
    /// The value.
    pub value: Option<String>,
}

members! {
    #[derive(Debug)]
    Tag by TagBuilder -> Self {
        key, set_key, get_key: text = "key" Plain;
        value, set_value, get_value: text = "value" Plain;
    }
}
