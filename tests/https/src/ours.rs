//! The generated crate.

use lightsail_snapshots as sdk;

#[path = "call.rs"]
pub(crate) mod call;
