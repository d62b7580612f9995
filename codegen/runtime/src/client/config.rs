//! The configuration of a client.

#[cfg(feature = "account-id-endpoints")]
mod account_id;
#[cfg(feature = "bearer-auth")]
mod bearer;
mod builder;
pub mod by_hand;
#[cfg(feature = "checksums")]
pub(super) mod checksums;
mod components;
#[cfg(feature = "request-compression")]
pub(super) mod compression;
#[cfg(feature = "s3-express")]
pub mod express;
pub(crate) mod from_sdk_config;
#[cfg(feature = "idempotency-tokens")]
pub(super) mod idempotency_token;
mod overriding;
mod parts;
mod plugins;
// Not hidden: the documentation of generated crates has what is in it.
pub mod public;
#[cfg(feature = "service-settings")]
pub mod settings;
#[cfg(feature = "test-util")]
mod test_defaults;

pub use aws_types::sdk_config::SdkConfig;
pub use builder::Builder;
pub use by_hand::ByHand;
pub use parts::{Base, Own, Parts};

pub(super) use overriding::override_plugin;
pub(super) use plugins::{Defaults, client_plugins};

use crate::operation::Service;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use public::retry::{RetryConfig, RetryPartition};
use public::timeout::TimeoutConfig;
use public::{
    AppName, FrameworkMetadata, FrozenLayer, Region, RuntimeComponentsBuilder, SharedAsyncSleep,
    SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache, SharedInterceptor,
    StalledStreamProtectionConfig,
};
use std::fmt;

/// The configuration of a client of the service `S`.
///
/// `Config::new(&sdk_config)` takes what all AWS clients of a program have in common;
/// [`Config::builder`] starts with nothing. The methods here tell what has been set, not the
/// defaults that hold where nothing is.
pub struct Config<S> {
    layer: FrozenLayer,
    builder: Builder<S>,
}

impl<S> Clone for Config<S> {
    fn clone(&self) -> Self {
        Self {
            layer: self.layer.clone(),
            builder: self.builder.clone(),
        }
    }
}

impl<S> fmt::Debug for Config<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut f = f.debug_struct("Config");
        f.field("layer", &self.layer);
        f.field("builder", &self.builder).finish()
    }
}

impl<S: Service> Builder<S> {
    /// Makes the configuration.
    pub fn build(mut self) -> Config<S> {
        Config {
            layer: self.parts.complete(S::FACTS),
            builder: self,
        }
    }
}

impl<S: ByHand> Config<S> {
    /// Takes what all AWS clients of a program have in common.
    pub fn new(config: &SdkConfig) -> Self {
        Builder::from(config).build()
    }
}

impl<S: Service> Config<S> {
    /// A builder with nothing set.
    pub fn builder() -> Builder<S> {
        Builder::default()
    }

    /// A builder with everything set as it is here.
    pub fn to_builder(&self) -> Builder<S> {
        self.builder.clone()
    }

    pub(crate) fn base(&self) -> Base<'_> {
        Base {
            layer: &self.layer,
            parts: &self.builder.parts,
            service: S::FACTS,
        }
    }

    fn components(&self) -> &RuntimeComponentsBuilder {
        &self.builder.parts.components
    }

    /// What protects against streams that have stopped to flow.
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.layer.load::<StalledStreamProtectionConfig>()
    }

    /// The HTTP client.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.components().http_client()
    }

    /// The auth schemes that were added.
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.components().auth_schemes()
    }

    /// The auth scheme resolver, if it is not the default one.
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.components().auth_scheme_option_resolver()
    }

    /// The auth schemes to try first.
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.layer.load::<AuthSchemePreference>()
    }

    /// The endpoint resolver.
    ///
    /// # Panics
    ///
    /// If no resolver has been set, for the default one belongs to the client.
    #[expect(clippy::expect_used, reason = "drop-in: so does the official client")]
    pub fn endpoint_resolver(&self) -> SharedEndpointResolver {
        self.components()
            .endpoint_resolver()
            .expect("resolver defaulted if not set")
    }

    /// How to try again.
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.layer.load::<RetryConfig>()
    }

    /// What lets time pass.
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.components().sleep_impl()
    }

    /// How long to wait.
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.layer.load::<TimeoutConfig>()
    }

    /// With whom the retry budget is shared.
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.layer.load::<RetryPartition>()
    }

    /// Where identities are kept.
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.components().identity_cache()
    }

    /// The interceptors that were added.
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.components().interceptors()
    }

    /// What tells the time.
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.components().time_source()
    }

    /// The retry classifiers that were added.
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.components().retry_classifiers()
    }

    /// The name of the application in the user agent.
    pub fn app_name(&self) -> Option<&AppName> {
        self.layer.load::<AppName>()
    }

    /// The frameworks in the user agent, in the order in which they were added.
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut frameworks: Vec<_> = self.layer.load::<FrameworkMetadata>().collect();
        // The layer gives the newest first.
        frameworks.reverse();
        frameworks
    }

    /// Whether the clock of the service is ignored.
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.layer
            .load::<DisableClockSkewCorrection>()
            .map(DisableClockSkewCorrection::is_disabled)
    }

    /// What gives each call its id.
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.layer.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// The service in the credential scope of signatures.
    pub fn signing_name(&self) -> &'static str {
        S::FACTS.signing_name
    }

    /// The region of the endpoint and of signatures.
    pub fn region(&self) -> Option<&Region> {
        self.layer.load::<Region>()
    }

    /// Always `None`: a configuration does not give its credentials away.
    #[deprecated(
        note = "It always returns `None`; a configuration does not give its credentials away."
    )]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        None
    }
}

impl<S: ByHand> From<&SdkConfig> for Config<S> {
    fn from(sdk_config: &SdkConfig) -> Self {
        Self::new(sdk_config)
    }
}

/// The configuration of the clients of a service, and the modules that belong to it.
#[doc(hidden)]
#[macro_export]
macro_rules! config {
    ($service:ty) => {
        /// The configuration of a client of this service.
        ///
        /// `Config::new(&sdk_config)` takes what all AWS clients of a program have in common;
        /// `Config::builder()` starts with nothing. The methods here tell what has been set, not the
        /// defaults that hold where nothing is.
        pub type Config = $crate::client::config::Config<$service>;

        /// Makes a [`Config`].
        pub type Builder = $crate::client::config::Builder<$service>;

        #[doc(inline)]
        pub use $crate::client::config::public::*;

        /// Which auth schemes a request may use.
        pub mod auth {
            $crate::auth!($service);
        }
    };
}
