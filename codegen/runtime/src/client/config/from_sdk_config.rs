//! What a client takes over from the configuration that all AWS clients of a program share.

use super::builder::Builder;
use super::by_hand::ByHand;
use super::parts::Own;
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

impl<S: ByHand> From<&SdkConfig> for Builder<S> {
    fn from(shared: &SdkConfig) -> Self {
        S::take_over(Self::of(parts(shared, S::FACTS.id)), shared)
    }
}

/// The settings for the service of that id. They are the same for all services but for the URL.
fn parts(shared: &SdkConfig, service: &str) -> Own {
    let mut builder = Builder::<()>::default();
    builder.set_credentials_provider(shared.credentials_provider());
    builder.set_region(shared.region().cloned());
    #[cfg(feature = "sigv4a")]
    builder
        .parts
        .layer
        .store_or_unset(shared.sigv4a_signing_region_set().cloned());
    builder.set_use_fips(shared.use_fips());
    builder.set_use_dual_stack(shared.use_dual_stack());
    builder.set_endpoint_url(endpoint_url(shared, service));
    builder.set_retry_config(shared.retry_config().cloned());
    builder.set_timeout_config(shared.timeout_config().cloned());
    builder.set_sleep_impl(shared.sleep_impl());
    builder.set_http_client(shared.http_client());
    builder.set_time_source(shared.time_source());
    builder.set_behavior_version(shared.behavior_version());
    builder.set_auth_scheme_preference(shared.auth_scheme_preference().cloned());
    // These two have defaults that a `None` would remove.
    if let Some(protection) = shared.stalled_stream_protection() {
        builder.set_stalled_stream_protection(Some(protection));
    }
    if let Some(cache) = shared.identity_cache() {
        builder.set_identity_cache(cache);
    }
    if let Some(mode) = shared.account_id_endpoint_mode() {
        builder.parts.layer.store_put(mode.clone());
    }
    builder.set_disable_clock_skew_correction(shared.disable_clock_skew_correction());
    #[cfg(feature = "checksums")]
    super::checksums::take_over(shared, &mut builder.parts);
    #[cfg(feature = "request-compression")]
    super::compression::take_over(shared, &mut builder.parts);
    builder.set_app_name(shared.app_name().cloned());
    for framework in shared.framework_metadata() {
        builder.push_framework_metadata(framework.clone());
    }
    builder.parts
}

/// What the program says wins over what environment and profile say of this service, and that
/// over what they say of all services.
fn endpoint_url(shared: &SdkConfig, service: &str) -> Option<String> {
    let for_all = || shared.endpoint_url().map(str::to_owned);
    if shared.get_origin("endpoint_url").is_client_config() {
        return for_all();
    }
    let for_service = of_service(shared, service, "AWS_ENDPOINT_URL", "endpoint_url");
    for_service.or_else(for_all)
}

/// What environment and profile say under these names of this service.
pub(crate) fn of_service(
    shared: &SdkConfig,
    service: &str,
    env: &'static str,
    profile: &'static str,
) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id(service)
        .env(env)
        .profile(profile)
        .build()
        .ok()?;
    shared.service_config()?.load_config(key)
}
