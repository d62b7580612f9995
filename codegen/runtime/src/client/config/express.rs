//! The settings of sessions, and the configuration of the client that opens one.

use super::Builder;
use super::from_sdk_config::of_service;
use super::public::retry::{RetryConfig, RetryPartition};
use super::public::timeout::TimeoutConfig;
use super::public::{AppName, ProvideCredentials, Region, SharedCredentialsProvider};
use super::settings::{DisableS3ExpressSessionAuth, HasSetting};
use crate::client::service::HasClient;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::sdk_config::SdkConfig;

/// The auth scheme of sessions, as endpoint rules name it.
pub(crate) const SCHEME_ID: AuthSchemeId = AuthSchemeId::new("sigv4-s3express");

/// The variable of the environment that turns sessions off.
pub(crate) const DISABLED: &str = "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH";

/// The settings of a service whose requests can be signed for a session.
pub enum Settings {}

impl<S: HasSetting<Settings>> Builder<S> {
    /// Sets what provides the credentials of sessions, in the place of the service.
    pub fn express_credentials_provider(
        mut self,
        provider: impl ProvideCredentials + 'static,
    ) -> Self {
        let provider = SharedCredentialsProvider::new(provider);
        self.set_express_credentials_provider(Some(provider));
        self
    }

    /// Sets what provides the credentials of sessions. `None` changes nothing.
    pub fn set_express_credentials_provider(
        &mut self,
        provider: Option<SharedCredentialsProvider>,
    ) -> &mut Self {
        if let Some(provider) = provider {
            let components = &mut self.parts.components;
            components.set_identity_resolver(SCHEME_ID, provider);
        }
        self
    }
}

/// Takes over what environment and profile say of sessions.
pub fn take_over<S: HasSetting<DisableS3ExpressSessionAuth>>(
    mut builder: Builder<S>,
    shared: &SdkConfig,
) -> Builder<S> {
    let text = of_service(shared, "S3", DISABLED, "s3_disable_express_session_auth");
    builder.set_disable_s3_express_session_auth(text.and_then(|text| text.parse().ok()));
    builder
}

/// The configuration that a call has, but for its interceptors.
pub(crate) fn of_call<S: HasClient>(components: &RuntimeComponents, cfg: &ConfigBag) -> Builder<S> {
    let mut builder = Builder::<S>::default();
    builder.set_region(cfg.load::<Region>().cloned());
    builder.set_use_fips(cfg.load::<UseFips>().map(|it| it.0));
    builder.set_use_dual_stack(cfg.load::<UseDualStack>().map(|it| it.0));
    builder.set_endpoint_url(cfg.load::<EndpointUrl>().map(|it| it.0.clone()));
    builder.set_retry_config(cfg.load::<RetryConfig>().cloned());
    builder.set_retry_partition(cfg.load::<RetryPartition>().cloned());
    builder.set_timeout_config(cfg.load::<TimeoutConfig>().cloned());
    builder.set_stalled_stream_protection(cfg.load::<StalledStreamProtectionConfig>().cloned());
    builder.set_app_name(cfg.load::<AppName>().cloned());
    let skew = cfg.load::<DisableClockSkewCorrection>();
    builder.set_disable_clock_skew_correction(skew.map(DisableClockSkewCorrection::is_disabled));
    let mut components = components.to_builder();
    components.set_interceptors(std::iter::empty::<SharedInterceptor>());
    builder.parts.components = components;
    builder
}
