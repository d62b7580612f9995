//! Proof that the generated crate can stand in for the official one.
//!
//! What is in `side` is compiled twice: against the official crate and against ours. The tests run
//! the same function of both sides and compare what comes out, down to the bytes.

#![allow(
    clippy::duplicate_mod,
    reason = "the same code against both crates is the point"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

/// Runs the same function of both sides: `(official, ours)`.
macro_rules! both {
    ($module:ident::$function:ident($($argument:expr),* $(,)?) $($rest:tt)*) => {
        (
            crate::official::side::$module::$function($($argument),*) $($rest)*,
            crate::ours::side::$module::$function($($argument),*) $($rest)*,
        )
    };
}

/// Asserts that the same function of both sides gives the same, which is the value of this.
macro_rules! same {
    ($module:ident::$function:ident($($argument:expr),* $(,)?) $($rest:tt)*) => {{
        let (official, ours) = both!($module::$function($($argument),*) $($rest)*);
        pretty_assertions::assert_eq!(official, ours, "official (left) and ours (right)");
        ours
    }};
}

mod harness;

mod official;
mod ours;

mod config;
mod ecosystem;
mod errors;
mod renamed;
mod requests;
mod responses;
mod secrets;
mod surface;
