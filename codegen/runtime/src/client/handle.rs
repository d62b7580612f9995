//! What a client is made of: a configuration and the plugins made of it.

use super::config::{Config, Defaults, client_plugins};
use super::service::HasClient;
use crate::error::BoxError;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;
use std::sync::Arc;

/// What all clones of a client and the calls they start have in common.
pub struct Handle<S> {
    conf: Config<S>,
    plugins: RuntimePlugins,
}

impl<S> fmt::Debug for Handle<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("Handle");
        f.field("conf", &self.conf);
        f.field("plugins", &self.plugins).finish()
    }
}

impl<S: HasClient> Handle<S> {
    /// The plugins of a configuration.
    ///
    /// # Panics
    ///
    /// If they do not fit together.
    #[track_caller]
    pub fn new(conf: Config<S>) -> Self {
        let plugins = client_plugins(conf.base(), Defaults::of::<S>());
        validate(&plugins);
        Self { conf, plugins }
    }
}

impl<S> Handle<S> {
    /// The configuration.
    pub fn conf(&self) -> &Config<S> {
        &self.conf
    }

    pub(super) fn plugins(&self) -> &RuntimePlugins {
        &self.plugins
    }

    /// How the client sleeps and tells the time, for what waits between calls.
    pub fn clock(&self) -> Result<(SharedAsyncSleep, SharedTimeSource), BoxError> {
        clock(&self.plugins)
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "drop-in: so does the official client")]
fn validate(plugins: &RuntimePlugins) {
    let mut cfg = ConfigBag::base();
    let components = plugins.apply_client_configuration(&mut cfg);
    if let Err(error) = components.and_then(|all| all.validate_base_client_config(&cfg)) {
        panic!("Invalid client configuration: {error}");
    }
}

fn clock(plugins: &RuntimePlugins) -> Result<(SharedAsyncSleep, SharedTimeSource), BoxError> {
    let mut cfg = ConfigBag::base();
    let components = plugins
        .apply_client_configuration(&mut cfg)?
        .into_time_components();
    let sleep = components
        .sleep_impl()
        .ok_or("waiting needs an async sleep implementation")?;
    let time = components
        .time_source()
        .ok_or("waiting needs a time source")?;
    Ok((sleep, time))
}

/// The client of a service.
pub trait Connected<S> {
    #[doc(hidden)]
    fn connected(&self) -> Arc<Handle<S>>;
}

/// The client of a service: the type that has a method for each operation.
#[doc(hidden)]
#[macro_export]
macro_rules! client {
    ($name:ident, $service:ty) => {
        /// The client of the service.
        ///
        /// It has a method for each operation, which starts a request. Clones are cheap and share
        /// connections, credentials and the retry budget, so one client should serve a whole program.
        #[derive(Clone, Debug)]
        pub struct $name {
            handle: ::std::sync::Arc<$crate::client::handle::Handle<$service>>,
        }

        impl $name {
            /// Creates a client from what all AWS clients of a program have in common.
            ///
            /// # Panics
            ///
            /// As [`from_conf`](Self::from_conf) does.
            #[track_caller]
            pub fn new(sdk_config: &$crate::export::aws_types::sdk_config::SdkConfig) -> Self {
                Self::from_conf(sdk_config.into())
            }

            /// Creates a client from the configuration of this service.
            ///
            /// # Panics
            ///
            /// - If no behavior version is set and the feature `behavior-version-latest` is off.
            /// - If retries, timeouts or stalled stream protection are on and no async sleep is
            ///   configured. The feature `rt-tokio` brings one.
            #[track_caller]
            pub fn from_conf(conf: $crate::client::config::Config<$service>) -> Self {
                Self {
                    handle: ::std::sync::Arc::new($crate::client::handle::Handle::new(conf)),
                }
            }

            /// The configuration of this client.
            pub fn config(&self) -> &$crate::client::config::Config<$service> {
                self.handle.conf()
            }
        }

        impl $crate::client::handle::Connected<$service> for $name {
            fn connected(&self) -> ::std::sync::Arc<$crate::client::handle::Handle<$service>> {
                self.handle.clone()
            }
        }

        /// Changes to a single call before it is sent.
        pub mod customize {
            /// A request that can still be changed: `T` is its output, `E` its error, `B` its builder.
            pub type CustomizableOperation<T, E, B> =
                $crate::client::customize::CustomizableOperation<T, E, B, $service>;
        }
    };
}
