//! The plugin of an operation in the making.

use aws_runtime::auth::SigningOptions;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_types::config_bag::Layer;

/// The settings and components of an operation. What only some operations need is added by the modules
/// that are about it.
#[derive(Debug)]
pub struct OperationPlugin {
    pub(super) layer: Layer,
    pub(super) signing_options: SigningOptions,
    pub(super) interceptors: Vec<SharedInterceptor>,
    /// Whether a stream that has stopped to flow is an error.
    pub(super) protection: Protection,
}

/// What happens to streams that have stopped to flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protection {
    On,
    Off,
}

impl OperationPlugin {
    /// Adds an interceptor that the user cannot turn off.
    pub fn intercept(&mut self, interceptor: impl Intercept + 'static) {
        let interceptor = SharedInterceptor::permanent(interceptor);
        self.interceptors.push(interceptor);
    }

    /// Lets streams stop to flow for as long as they want.
    pub fn without_stalled_stream_protection(&mut self) {
        self.protection = Protection::Off;
    }
}
