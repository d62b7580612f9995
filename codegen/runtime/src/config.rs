//! Configuration of the client.

pub use crate::runtime::config::public::*;
