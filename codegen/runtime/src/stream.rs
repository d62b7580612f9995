//! Bodies that stream: bytes of any length, and events.

#[cfg(feature = "event-streams")]
pub mod events;
pub mod holder;
