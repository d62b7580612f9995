//! One side: the same code, once against the official crate and once against ours.

use super::sdk;

pub(crate) mod call;
pub(crate) mod calls;
pub(crate) mod config;
pub(crate) mod ecosystem;
pub(crate) mod endpoints;
pub(crate) mod errors;
pub(crate) mod failures;
pub(crate) mod printed;
pub(crate) mod requests;
pub(crate) mod secrets;
