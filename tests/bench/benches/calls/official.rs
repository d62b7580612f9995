//! The official crate.

pub(crate) use aws_sdk_lightsail as sdk;

#[path = "side.rs"]
mod side;
pub(crate) use side::*;
