//! The generated crate.

pub(crate) use lightsail_snapshots as sdk;

#[path = "side.rs"]
mod side;
pub(crate) use side::*;
