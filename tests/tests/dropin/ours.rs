//! The generated crate.

use lightsail_snapshots as sdk;

#[path = "side/mod.rs"]
pub(crate) mod side;
