//! The runtime, seen through the client that is generated here and through shapes of one each kind.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::result_large_err,
    reason = "tests fail by panics, and look at the errors of the API as they are"
)]

mod bindings;
mod call;
mod cbor;
mod codec;
mod miniature;
mod parse;
mod report;
mod rest_xml;
mod rows;
mod rules;
mod support;
