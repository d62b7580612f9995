//! The constant half of the client: everything that does not depend on the service or on a shape.
//!
//! These files are the same in every generated crate that has them. They know the rest of the crate
//! only as `crate::meta` (facts of the service), `crate::endpoint` (compiled endpoint rules) and
//! `crate::Error`.
#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "which parts are used depends on the shapes of the service: not every one has unions or timestamps"
)]
#![allow(
    unreachable_pub,
    reason = "this module is private; the host decides by re-exports what is public"
)]

pub(crate) mod aws_json;
pub(crate) mod codec;
pub mod error;
pub(crate) mod exception;
pub(crate) mod format;
pub(crate) mod members;
pub mod operation;
pub(crate) mod reply;
pub mod report;
pub(crate) mod schema;
pub(crate) mod service;
pub(crate) mod string_enum;

#[cfg(feature = "client")]
pub(crate) mod apply_endpoint;
#[cfg(feature = "client")]
pub mod auth;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod config;
#[cfg(feature = "client")]
pub mod customize;
#[cfg(feature = "client")]
pub mod endpoint;
#[cfg(all(test, feature = "client"))]
pub(crate) mod endpoint_tests;
#[cfg(feature = "client")]
pub(crate) mod erased;
#[cfg(feature = "client")]
pub(crate) mod features;
#[cfg(feature = "client")]
pub(crate) mod fluent;
#[cfg(feature = "client")]
pub(crate) mod invoke;
#[cfg(feature = "client")]
pub(crate) mod jmespath;
#[cfg(feature = "client")]
pub(crate) mod page_waiter;
#[cfg(feature = "client")]
pub(crate) mod paginator;
#[cfg(feature = "client")]
pub(crate) mod partitions;
#[cfg(feature = "client")]
pub(crate) mod pattern;
#[cfg(feature = "client")]
pub(crate) mod plugin;
#[cfg(feature = "client")]
pub(crate) mod rules;
#[cfg(feature = "client")]
pub(crate) mod telemetry;
#[cfg(feature = "client")]
pub(crate) mod waiter;
