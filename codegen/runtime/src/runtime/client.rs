//! The client: a configuration and the plugins made of it.

/// Changes to a single call before it is sent.
pub mod customize {
    pub use crate::runtime::customize::CustomizableOperation;
}

use super::config::{Config, client_plugins};
use super::error::BoxError;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::sdk_config::SdkConfig;
use std::sync::Arc;

/// What all clones of a client and the calls they start have in common.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) conf: Config,
    pub(crate) plugins: RuntimePlugins,
}

impl Handle {
    fn validate(&self) -> Result<(), BoxError> {
        let mut cfg = ConfigBag::base();
        self.plugins
            .apply_client_configuration(&mut cfg)?
            .validate_base_client_config(&cfg)
    }

    /// How the client sleeps and tells the time, for what waits between calls.
    pub(crate) fn clock(&self) -> Result<(SharedAsyncSleep, SharedTimeSource), BoxError> {
        let mut cfg = ConfigBag::base();
        let components = self
            .plugins
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
}

/// The client of the service.
///
/// It has a method for each operation, which starts a request. Clones are cheap and share
/// connections, credentials and the retry budget, so one client should serve a whole program.
#[derive(Clone, Debug)]
pub struct Client {
    handle: Arc<Handle>,
}

impl Client {
    /// Creates a client from what all AWS clients of a program have in common.
    ///
    /// # Panics
    ///
    /// As [`Client::from_conf`] does.
    #[track_caller]
    pub fn new(sdk_config: &SdkConfig) -> Self {
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
    #[expect(clippy::panic, reason = "drop-in: so does the official client")]
    pub fn from_conf(conf: Config) -> Self {
        let plugins = client_plugins(&conf);
        let handle = Handle { conf, plugins };
        if let Err(error) = handle.validate() {
            panic!("Invalid client configuration: {error}");
        }
        Self {
            handle: Arc::new(handle),
        }
    }

    /// The configuration of this client.
    pub fn config(&self) -> &Config {
        &self.handle.conf
    }

    pub(crate) fn handle(&self) -> Arc<Handle> {
        self.handle.clone()
    }
}
