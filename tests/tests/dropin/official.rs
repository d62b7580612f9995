//! The official crate.

use crate::secrets::Case;
use aws_sdk_lightsail as sdk;
use sdk::error::SdkError;
use tests::leaks::Shown;

#[path = "side/mod.rs"]
pub(crate) mod side;

/// It has no reports.
pub(crate) fn report<E>(_: &SdkError<E>, _: &mut Shown) {}

/// Nor anything else that ours has.
#[expect(clippy::unused_async, reason = "that of our side waits")]
pub(crate) async fn more(_: &Case, _: &sdk::Client, _: &mut Shown) {}
