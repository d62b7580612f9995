//! Programs that were written for the official crate, with the official crate.

#[path = "dropin_programs/checks.rs"]
mod checks;
