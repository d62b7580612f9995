//! An offline Lightsail: a server on loopback that knows the five operations of the snapshot slice,
//! keeps its resources in memory, and lets in only requests that are signed with its credentials.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! let server = lightsail_local::Server::builder().start().await?;
//! println!("{}, key {}", server.url(), server.credentials().access_key_id());
//! # Ok(())
//! # }
//! ```
//!
//! The README says what it does and how it differs from the service.

#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a panic is how a test fails"
    )
)]

mod auth;
mod clock;
mod connection;
mod faults;
mod operations;
mod pages;
mod protocol;
mod refusal;
mod resources;
mod rules;
mod server;
mod state;

pub use auth::{Access, Credentials};
pub use clock::Clock;
pub use faults::{Fault, Rule};
pub use protocol::Service;
pub use resources::{Hardware, Instance, Resources};
pub use server::{Builder, Server};
