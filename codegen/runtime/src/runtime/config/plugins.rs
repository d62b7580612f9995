//! The plugins of a client, in the order in which they apply.

use super::auth::{DefaultAuthSchemeResolver, ResolveAuthScheme};
use super::endpoint::{DefaultResolver, ResolveEndpoint};
use super::{BehaviorVersion, Config, Layer, RuntimeComponentsBuilder};
use crate::meta::SERVICE;
use crate::runtime::apply_endpoint;
use crate::runtime::features::{EndpointOverrideFeature, RetryModeFeature};
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::HttpStatusCodeClassifier;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugins, StaticRuntimePlugin};
use std::sync::LazyLock;

/// Everything that all calls of a client have in common.
#[track_caller]
pub(crate) fn client_plugins(config: &Config) -> RuntimePlugins {
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(retry_partition(config))
        .with_behavior_version(behavior_version(config))
        .with_is_aws_sdk(true);
    let user = StaticRuntimePlugin::new()
        .with_config(config.layer().clone())
        .with_runtime_components(config.components().clone());
    #[cfg(feature = "rustls-ring")]
    let plugins = RuntimePlugins::new().with_client_plugin(ring_plugin());
    #[cfg(not(feature = "rustls-ring"))]
    let plugins = RuntimePlugins::new();
    let plugins = plugins
        .with_client_plugins(default_plugins(defaults))
        .with_client_plugin(user)
        .with_client_plugin(service_plugin())
        .with_client_plugin(no_auth_plugin())
        .with_client_plugin(metrics_plugin(config));
    let pushed = config.to_builder().take_plugins();
    pushed
        .into_iter()
        .fold(plugins, RuntimePlugins::with_client_plugin)
}

/// HTTPS with ring. The defaults apply after it, so it serves where they have no client. Like theirs it
/// goes through the proxy of the environment, which `build_https` would not.
#[cfg(feature = "rustls-ring")]
fn ring_plugin() -> StaticRuntimePlugin {
    use aws_smithy_http_client::proxy::ProxyConfig;
    use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
    use aws_smithy_http_client::{Builder, Connector};
    let client = Builder::new().build_with_connector_fn(|settings, components| {
        let mut connector = Connector::builder()
            .proxy_config(ProxyConfig::from_env())
            .tls_provider(Provider::Rustls(CryptoMode::Ring));
        connector
            .set_connector_settings(settings.cloned())
            .set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.build()
    });
    let components = RuntimeComponentsBuilder::new("RustlsRing").with_http_client(Some(client));
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_runtime_components(components)
}

/// Clients of the same service and region share a retry budget.
fn retry_partition(config: &Config) -> String {
    match config.region() {
        Some(region) => format!("{}-{region}", SERVICE.user_agent_id),
        None => SERVICE.user_agent_id.to_owned(),
    }
}

#[track_caller]
#[expect(clippy::expect_used, reason = "drop-in: so does the official client")]
fn behavior_version(config: &Config) -> BehaviorVersion {
    let version = config.to_builder().behavior_version;
    #[cfg(feature = "behavior-version-latest")]
    let version = version.or_else(|| Some(BehaviorVersion::latest()));
    version.expect(
        "Invalid client configuration: A behavior major version must be set when sending a \
         request or constructing a client. You must set it during client construction or by \
         enabling the `behavior-version-latest` cargo feature.",
    )
}

/// What the service brings along. It applies before the user's settings, which can replace it.
fn service_plugin() -> StaticRuntimePlugin {
    let mut layer = Layer::new(SERVICE.target_prefix);
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    layer.store_put(apply_endpoint::protocol());
    let auth = DefaultAuthSchemeResolver::default().into_shared_resolver();
    let endpoint = DefaultResolver::new().into_shared_resolver();
    let components = RuntimeComponentsBuilder::new("ServiceRuntimePlugin")
        .with_auth_scheme_option_resolver(Some(auth))
        .with_endpoint_resolver(Some(endpoint))
        .with_retry_classifier(HttpStatusCodeClassifier::default())
        .with_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()))
        .with_interceptor(permanent(ConnectionPoisoningInterceptor::new()))
        .with_interceptor(permanent(RetryModeFeature))
        .with_interceptor(SharedInterceptor::new(ServiceClockSkewInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(RequestInfoInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(UserAgentInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(InvocationIdInterceptor::new()))
        .with_interceptor(permanent(RecursionDetectionInterceptor::new()))
        .with_interceptor(permanent(EndpointOverrideFeature));
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// An interceptor that the user cannot turn off.
fn permanent(interceptor: impl Intercept + 'static) -> SharedInterceptor {
    SharedInterceptor::permanent(interceptor)
}

/// Knows how to send without a signature; nothing chooses that unless it is allowed.
fn no_auth_plugin() -> StaticRuntimePlugin {
    let identity = SharedIdentityResolver::new(NoAuthIdentityResolver::new());
    StaticRuntimePlugin::new().with_runtime_components(
        RuntimeComponentsBuilder::new("NoAuthRuntimePlugin")
            .with_identity_resolver(NO_AUTH_SCHEME_ID, identity)
            .with_auth_scheme(SharedAuthScheme::new(NoAuthScheme::new())),
    )
}

#[expect(
    clippy::expect_used,
    reason = "it fails only if the scope or the time source is missing"
)]
fn metrics_plugin(config: &Config) -> MetricsRuntimePlugin {
    /// The name of the official crate.
    static SCOPE: LazyLock<String> = LazyLock::new(|| format!("aws-sdk-{}", SERVICE.user_agent_id));
    MetricsRuntimePlugin::builder()
        .with_scope(&SCOPE)
        .with_time_source(config.time_source().unwrap_or_default())
        .build()
        .expect("scope and time source are set")
}
