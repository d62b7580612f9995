//! The generated crate.

use lightsail_snapshots as sdk;

#[path = "side.rs"]
pub(crate) mod side;
