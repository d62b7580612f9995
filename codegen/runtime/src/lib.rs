//! What all clients that whittle generates have in common: the wire, the client, and what makes it pleasant.
//!
//! A generated crate is its service and nothing else; this library is the rest. Programs do not use it
//! by itself: what they need of it, the generated crate shows under the names of the official SDK crate.
//! What is hidden in this documentation is for generated crates only, and changes with them.
//!
//! The modules are layers. Each uses those before it in this list, and none after it:
//!
//! | layer | is |
//! |---|---|
//! | [`error`], `service` | what errors have in common; what the runtime must know of a service |
//! | `schema`, `codec` | what a shape is to all formats; how one Rust type looks |
//! | `format` | one notation of values, a module for each |
//! | `string_enum`, `members` | what makes a type a shape, from one line a member |
//! | `http` | a response as protocols see it |
//! | `protocol` | how a request is made and a response is read, a module for each protocol |
//! | `stream` | bodies that stream, of bytes and of events |
//! | [`operation`] | an operation without I/O: `request` and `parse` |
//! | [`client`] | everything that calls: configuration, endpoints, auth, the orchestrator |
//! | [`sugar`] | fluent builders, paginators, waiters, reports |

// The lints of the workspace, which the manifest cannot name.
#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo)]
#![warn(clippy::unimplemented, clippy::dbg_macro, clippy::too_many_lines)]

pub mod error;
#[doc(hidden)]
pub mod service;

#[doc(hidden)]
pub mod codec;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod members;
#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod string_enum;

#[doc(hidden)]
pub mod http;
#[doc(hidden)]
pub mod protocol;
#[cfg(feature = "streams")]
#[doc(hidden)]
pub mod stream;

pub mod operation;

#[cfg(feature = "client")]
pub mod client;

pub mod sugar;

/// The crates that macros refer to, so that a generated crate need not depend on each of them.
#[doc(hidden)]
pub mod export {
    pub use ::http;
    #[cfg(feature = "client")]
    pub use aws_credential_types;
    #[cfg(feature = "client")]
    pub use aws_smithy_async;
    #[cfg(feature = "client")]
    pub use aws_smithy_runtime_api;
    pub use aws_smithy_types;
    #[cfg(feature = "client")]
    pub use aws_types;
    #[cfg(feature = "client")]
    pub use fastrand;
    pub use serde_core;
    #[cfg(feature = "client")]
    pub use tracing;
}
