//! The builder of a configuration: settings that are values.
//!
//! What has a `set_` method with an option can be unset again. In an override of a single call
//! that hides the setting of the client, unless said otherwise.

use super::parts::Own;
use super::public::retry::{RetryConfig, RetryPartition};
use super::public::timeout::TimeoutConfig;
use super::public::{
    AppName, BehaviorVersion, FrameworkMetadata, Region, SharedRuntimePlugin,
    StalledStreamProtectionConfig,
};
use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use std::fmt;
use std::marker::PhantomData;

/// Makes the [`Config`](super::Config) of a client of the service `S`.
pub struct Builder<S> {
    pub(super) parts: Own,
    service: PhantomData<fn() -> S>,
}

impl<S> Clone for Builder<S> {
    fn clone(&self) -> Self {
        Self::of(self.parts.clone())
    }
}

impl<S> fmt::Debug for Builder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt_as("Builder", f)
    }
}

impl<S> Default for Builder<S> {
    fn default() -> Self {
        Self::of(Own::default())
    }
}

impl<S> Builder<S> {
    /// A builder with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn of(parts: Own) -> Self {
        Self {
            parts,
            service: PhantomData,
        }
    }

    pub(crate) fn into_parts(self) -> Own {
        self.parts
    }

    #[doc(hidden)]
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) -> &mut Self {
        self.parts.plugins.push(plugin);
        self
    }

    /// Sets which defaults hold. Newer versions of the crate may bring better defaults, which
    /// only a newer behavior version turns on.
    pub fn behavior_version(mut self, behavior_version: BehaviorVersion) -> Self {
        self.set_behavior_version(Some(behavior_version));
        self
    }

    /// Sets or unsets which defaults hold. Has no effect in an override.
    pub fn set_behavior_version(&mut self, behavior_version: Option<BehaviorVersion>) -> &mut Self {
        self.parts.behavior_version = behavior_version;
        self
    }

    /// Uses the newest defaults, which may change with every version of the crate.
    pub fn behavior_version_latest(self) -> Self {
        self.behavior_version(BehaviorVersion::latest())
    }

    /// Sets the region of the endpoint and of signatures.
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.set_region(region.into());
        self
    }

    /// Sets or unsets the region of the endpoint and of signatures.
    pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
        self.parts.layer.store_or_unset(region);
        self
    }

    /// Sends all requests to this URL instead of the endpoint of the region.
    pub fn endpoint_url(mut self, endpoint_url: impl Into<String>) -> Self {
        self.set_endpoint_url(Some(endpoint_url.into()));
        self
    }

    /// Sets or unsets the URL that all requests are sent to.
    pub fn set_endpoint_url(&mut self, endpoint_url: Option<String>) -> &mut Self {
        self.parts
            .layer
            .store_or_unset(endpoint_url.map(EndpointUrl));
        self
    }

    /// Sets whether the endpoint is one that IPv6 reaches, too.
    pub fn use_dual_stack(mut self, use_dual_stack: impl Into<bool>) -> Self {
        self.set_use_dual_stack(Some(use_dual_stack.into()));
        self
    }

    /// Sets or unsets whether the endpoint is one that IPv6 reaches, too.
    pub fn set_use_dual_stack(&mut self, use_dual_stack: Option<bool>) -> &mut Self {
        self.parts
            .layer
            .store_or_unset(use_dual_stack.map(UseDualStack));
        self
    }

    /// Sets whether the endpoint uses cryptography that FIPS 140 has validated.
    pub fn use_fips(mut self, use_fips: impl Into<bool>) -> Self {
        self.set_use_fips(Some(use_fips.into()));
        self
    }

    /// Sets or unsets whether the endpoint uses cryptography that FIPS 140 has validated.
    pub fn set_use_fips(&mut self, use_fips: Option<bool>) -> &mut Self {
        self.parts.layer.store_or_unset(use_fips.map(UseFips));
        self
    }

    /// Sets how to try again.
    pub fn retry_config(mut self, retry_config: RetryConfig) -> Self {
        self.set_retry_config(Some(retry_config));
        self
    }

    /// Sets how to try again. `None` changes nothing.
    pub fn set_retry_config(&mut self, retry_config: Option<RetryConfig>) -> &mut Self {
        if let Some(retry_config) = retry_config {
            self.parts.layer.store_put(retry_config);
        }
        self
    }

    /// Sets with whom the retry budget is shared. By default it is shared with all clients of
    /// the same service and region in the program.
    pub fn retry_partition(mut self, retry_partition: RetryPartition) -> Self {
        self.set_retry_partition(Some(retry_partition));
        self
    }

    /// Sets with whom the retry budget is shared. `None` changes nothing.
    pub fn set_retry_partition(&mut self, retry_partition: Option<RetryPartition>) -> &mut Self {
        if let Some(retry_partition) = retry_partition {
            self.parts.layer.store_put(retry_partition);
        }
        self
    }

    /// Sets how long to wait. What is not set in it stays as it was set before.
    pub fn timeout_config(mut self, timeout_config: TimeoutConfig) -> Self {
        self.set_timeout_config(Some(timeout_config));
        self
    }

    /// Sets how long to wait. What is not set in it stays as it was set before, and `None`
    /// changes nothing.
    pub fn set_timeout_config(&mut self, timeout_config: Option<TimeoutConfig>) -> &mut Self {
        if let Some(mut timeout_config) = timeout_config {
            if let Some(before) = self.parts.layer.load::<TimeoutConfig>() {
                timeout_config.take_defaults_from(before);
            }
            self.parts.layer.store_put(timeout_config);
        }
        self
    }

    /// Sets what protects against streams that have stopped to flow.
    pub fn stalled_stream_protection(mut self, config: StalledStreamProtectionConfig) -> Self {
        self.set_stalled_stream_protection(Some(config));
        self
    }

    /// Sets or unsets what protects against streams that have stopped to flow.
    pub fn set_stalled_stream_protection(
        &mut self,
        config: Option<StalledStreamProtectionConfig>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(config);
        self
    }

    /// Sets which auth schemes to try first.
    pub fn auth_scheme_preference(mut self, preference: impl Into<AuthSchemePreference>) -> Self {
        self.set_auth_scheme_preference(Some(preference.into()));
        self
    }

    /// Sets or unsets which auth schemes to try first.
    pub fn set_auth_scheme_preference(
        &mut self,
        preference: Option<AuthSchemePreference>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(preference);
        self
    }

    /// Sets the name of the application, which the user agent then has.
    pub fn app_name(mut self, app_name: AppName) -> Self {
        self.set_app_name(Some(app_name));
        self
    }

    /// Sets or unsets the name of the application in the user agent.
    pub fn set_app_name(&mut self, app_name: Option<AppName>) -> &mut Self {
        self.parts.layer.store_or_unset(app_name);
        self
    }

    /// Adds a framework that the user agent then names.
    pub fn framework_metadata(mut self, framework: FrameworkMetadata) -> Self {
        self.push_framework_metadata(framework);
        self
    }

    /// Adds a framework that the user agent then names.
    pub fn push_framework_metadata(&mut self, framework: FrameworkMetadata) -> &mut Self {
        self.parts.layer.store_append(framework);
        self
    }

    /// Sets whether to ignore the clock of the service. By default requests are signed with the
    /// time of the service if the own clock differs from it.
    pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_clock_skew_correction(disable.into());
        self
    }

    /// Sets or unsets whether to ignore the clock of the service.
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
        self.parts
            .layer
            .store_or_unset(disable.map(DisableClockSkewCorrection::from));
        self
    }

    /// Sets what gives each call its id. The default is a random UUID.
    pub fn invocation_id_generator(
        mut self,
        generator: impl InvocationIdGenerator + 'static,
    ) -> Self {
        self.set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator)));
        self
    }

    /// Sets or unsets what gives each call its id.
    pub fn set_invocation_id_generator(
        &mut self,
        generator: Option<SharedInvocationIdGenerator>,
    ) -> &mut Self {
        self.parts.layer.store_or_unset(generator);
        self
    }

    /// Adds input members, by their names in the API, to the attributes of the client's metrics.
    /// Members that hold other than text are left out.
    pub fn emit_input_attributes(self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.telemetry(|requested| requested.emit(names.into_iter().map(Into::into)))
    }

    /// Lets interceptors see input members, by their names in the API, without adding them to
    /// metrics. Members that hold other than text are left out.
    pub fn capture_input_attributes(
        self,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.telemetry(|requested| requested.capture_only(names.into_iter().map(Into::into)))
    }

    fn telemetry(mut self, change: impl FnOnce(&mut RequestedTelemetryAttributes)) -> Self {
        let mut requested = self
            .parts
            .layer
            .load::<RequestedTelemetryAttributes>()
            .cloned()
            .unwrap_or_default();
        change(&mut requested);
        self.parts.layer.store_put(requested);
        self
    }
}
