//! HTTP as the protocols see it, whoever sends and receives.

mod reply;

pub use reply::{Head, Reply};
