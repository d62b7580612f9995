//! What all errors have in common.

pub use crate::runtime::error::public::*;
