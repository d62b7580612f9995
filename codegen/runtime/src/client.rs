//! Everything that calls: the configuration of a client, and one call from its input to its output.
//!
//! What is large here is compiled once: it knows a service as [`Facts`](crate::service::Facts) and an
//! operation as an `ErasedOperation`. What is generic over them is thin, and compiled in the programs
//! that use it.

mod apply_endpoint;
#[doc(hidden)]
pub mod auth;
#[doc(hidden)]
pub mod called;
#[cfg(feature = "checksums")]
#[doc(hidden)]
pub mod checksums;
#[cfg(feature = "request-compression")]
#[doc(hidden)]
pub mod compression;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod custom;
#[doc(hidden)]
pub mod customize;
#[cfg(any(feature = "event-streams", feature = "presigning"))]
mod empty_payload;
#[doc(hidden)]
pub mod endpoint;
mod endpoint_cache;
#[cfg(feature = "endpoint-discovery")]
pub mod endpoint_discovery;
#[doc(hidden)]
pub mod endpoint_functions;
#[doc(hidden)]
pub mod endpoint_rules;
#[doc(hidden)]
pub mod endpoint_tests;
#[doc(hidden)]
pub mod erased;
#[cfg(feature = "event-streams")]
#[doc(hidden)]
pub mod events;
#[cfg(feature = "s3-express")]
#[doc(hidden)]
pub mod express;
#[doc(hidden)]
pub mod handle;
#[cfg(any(feature = "checksums", feature = "tree-hash"))]
mod hex;
#[cfg(feature = "idempotency-tokens")]
#[doc(hidden)]
pub mod idempotency_token;
mod invoke;
#[cfg(feature = "md5")]
#[doc(hidden)]
pub mod md5;
mod operation_plugin;
mod partitions;
mod pattern;
mod plugin;
mod prepare;
#[cfg(any(feature = "checksums", feature = "presigning"))]
mod presigned;
#[cfg(feature = "presigning")]
pub mod presigning;
mod retries;
#[doc(hidden)]
pub mod sending;
#[doc(hidden)]
pub mod service;
#[cfg(feature = "service-signing")]
#[doc(hidden)]
pub mod signing;
mod span;
mod telemetry;
#[cfg(feature = "unsigned-payload")]
#[doc(hidden)]
pub mod unsigned_payload;
mod user_agent;

pub use aws_types::request_id::RequestId;
pub use customize::CustomizableOperation;
pub use invoke::{Call, Signing};
pub use service::HasClient;

#[doc(hidden)]
pub use called::Erase;
#[doc(hidden)]
pub use customize::CustomizableSend;
#[doc(hidden)]
pub use handle::{Connected, Handle};
#[doc(hidden)]
pub use invoke::invoke;
#[doc(hidden)]
pub use operation_plugin::OperationPlugin;
#[doc(hidden)]
pub use prepare::{HostPrefix, Interceptors, Prepare, SetParams, host_label, required};
#[doc(hidden)]
pub use sending::Sending;
#[doc(hidden)]
pub use user_agent::{paginator, waiter};
