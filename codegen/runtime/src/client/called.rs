//! What stays of an operation from one call to the next.

use super::config::public::SharedRuntimePlugin;
use super::erased::ErasedOperation;
use super::plugin::operation_plugin;
use super::prepare::Prepare;
use super::span::CallSite;
use std::sync::OnceLock;

/// An operation that is called.
#[derive(Debug)]
pub struct Called {
    pub(super) operation: ErasedOperation,
    pub(super) span: CallSite,
    plugin: OnceLock<SharedRuntimePlugin>,
}

impl Called {
    /// An operation that was not called yet, and the name and the module of its span. It is `own` itself.
    pub const fn new(
        operation: ErasedOperation,
        span: &'static str,
        module: &'static str,
        own: &'static Self,
    ) -> Self {
        Self {
            operation,
            span: CallSite::new(span, module, &own.span),
            plugin: OnceLock::new(),
        }
    }

    /// The plugin of the operation, made when it is first asked for.
    pub fn plugin(&'static self) -> &'static SharedRuntimePlugin {
        self.plugin
            .get_or_init(|| operation_plugin(&self.operation))
    }
}

/// An operation that can go without its types.
pub trait Erase: Prepare {
    /// This operation without its types. What it points to is compiled in the generated crate, not in
    /// each program that calls the operation.
    fn called() -> &'static Called;
}

/// Lets the client call an operation: what must be constant at its place, and the official
/// `RuntimePlugin` of the marker.
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    ($name:ident, $span:literal) => {
        impl $crate::client::called::Erase for $name {
            #[inline(never)]
            fn called() -> &'static $crate::client::called::Called {
                use $crate::client::called::Called;
                use $crate::client::erased::ErasedOperation;
                static CALLED: Called = Called::new(
                    ErasedOperation::of::<$name>(
                        concat!(stringify!($name), "TelemetryInputCaptureInterceptor"),
                        concat!(stringify!($name), "EndpointParamsInterceptor"),
                    ),
                    $span,
                    module_path!(),
                    &CALLED,
                );
                &CALLED
            }
        }

        impl $crate::client::config::public::RuntimePlugin for $name {
            #[inline]
            fn config(&self) -> ::std::option::Option<$crate::client::config::public::FrozenLayer> {
                <Self as $crate::client::called::Erase>::called()
                    .plugin()
                    .config()
            }

            #[inline]
            fn runtime_components(
                &self,
                current: &$crate::client::config::public::RuntimeComponentsBuilder,
            ) -> ::std::borrow::Cow<'_, $crate::client::config::public::RuntimeComponentsBuilder>
            {
                <Self as $crate::client::called::Erase>::called()
                    .plugin()
                    .runtime_components(current)
            }
        }
    };
}
