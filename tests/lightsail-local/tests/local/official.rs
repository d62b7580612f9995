//! The official crate.

use aws_sdk_lightsail as sdk;

#[path = "side.rs"]
pub(crate) mod side;
