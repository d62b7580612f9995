//! The official crate.

use aws_sdk_lightsail as sdk;

#[path = "call.rs"]
pub(crate) mod call;
