//! The plugin of an operation in the making.

use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::Layer;

/// The settings and components of an operation. What only some operations need is added by the modules
/// that are about it.
#[derive(Debug)]
pub struct OperationPlugin {
    pub(super) layer: Layer,
    pub(super) components: RuntimeComponentsBuilder,
}

impl OperationPlugin {
    /// Adds an interceptor that the user cannot turn off.
    pub fn intercept(&mut self, interceptor: impl Intercept + 'static) {
        let interceptor = SharedInterceptor::permanent(interceptor);
        self.components.push_interceptor(interceptor);
    }
}
