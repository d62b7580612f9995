//! The plugins of a client, in the order in which they apply.

use super::parts::Base;
use super::public::{BehaviorVersion, Layer, Region, RuntimeComponentsBuilder};
use crate::client::apply_endpoint;
use crate::client::auth::DefaultAuthSchemeResolver;
use crate::client::endpoint::DefaultResolver;
use crate::client::service::HasClient;
use crate::client::user_agent::{EndpointOverrideFeature, ProtocolFeature, RetryModeFeature};
use crate::operation::Service;
use crate::protocol::{Protocol, SdkFeature};
use crate::service::Facts;
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
use aws_smithy_runtime_api::client::auth::{SharedAuthScheme, SharedAuthSchemeOptionResolver};
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugins, StaticRuntimePlugin};

/// What holds for a service where the user says nothing.
pub(crate) struct Defaults {
    auth: SharedAuthSchemeOptionResolver,
    endpoint: SharedEndpointResolver,
    interceptors: Vec<SharedInterceptor>,
    auth_schemes: Vec<SharedAuthScheme>,
    behavior_version: Option<BehaviorVersion>,
    /// What the user agent says of the protocol.
    protocol: Option<SdkFeature>,
    /// HTTPS with ring.
    ring: bool,
}

impl Defaults {
    pub(crate) fn of<S: HasClient>() -> Self {
        Self {
            auth: DefaultAuthSchemeResolver::<S>::default().shared(),
            endpoint: DefaultResolver::<S::Params>::new().shared(),
            interceptors: S::interceptors(),
            auth_schemes: S::more_auth_schemes(),
            behavior_version: S::LATEST_BEHAVIOR.then(BehaviorVersion::latest),
            protocol: <S as Service>::Protocol::SDK_FEATURE,
            ring: S::RING,
        }
    }
}

/// Everything that all calls of a client have in common.
#[track_caller]
pub(crate) fn client_plugins(base: Base<'_>, defaults: Defaults) -> RuntimePlugins {
    let Base {
        layer,
        parts,
        service,
    } = base;
    let params = DefaultPluginParams::new()
        .with_retry_partition_name(retry_partition(layer.load::<Region>(), service))
        .with_behavior_version(behavior_version(base, &defaults))
        .with_is_aws_sdk(true);
    let user = StaticRuntimePlugin::new()
        .with_config(layer.clone())
        .with_runtime_components(parts.components.clone());
    let ring = defaults.ring.then(ring_plugin).flatten();
    let first = ring
        .into_iter()
        .fold(RuntimePlugins::new(), RuntimePlugins::with_client_plugin);
    let plugins = first
        .with_client_plugins(default_plugins(params))
        .with_client_plugin(user)
        .with_client_plugin(service_plugin(service, defaults))
        .with_client_plugin(no_auth_plugin())
        .with_client_plugin(metrics_plugin(base));
    let pushed = parts.plugins.iter().cloned();
    pushed.fold(plugins, RuntimePlugins::with_client_plugin)
}

/// HTTPS with ring. The defaults apply after it, so it serves where they have no client. Like theirs it
/// goes through the proxy of the environment, which `build_https` would not.
fn ring_plugin() -> Option<StaticRuntimePlugin> {
    #[cfg(not(feature = "rustls-ring"))]
    return None;
    #[cfg(feature = "rustls-ring")]
    {
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
        let plugin = StaticRuntimePlugin::new().with_order(Order::Defaults);
        Some(plugin.with_runtime_components(components))
    }
}

/// Clients of the same service and region share a retry budget.
fn retry_partition(region: Option<&Region>, service: &Facts) -> String {
    match region {
        Some(region) => format!("{}-{region}", service.user_agent_id),
        None => service.user_agent_id.to_owned(),
    }
}

#[track_caller]
#[expect(clippy::expect_used, reason = "drop-in: so does the official client")]
fn behavior_version(base: Base<'_>, defaults: &Defaults) -> BehaviorVersion {
    let version = base.parts.behavior_version;
    version.or(defaults.behavior_version).expect(
        "Invalid client configuration: A behavior major version must be set when sending a \
         request or constructing a client. You must set it during client construction or by \
         enabling the `behavior-version-latest` cargo feature.",
    )
}

/// What the service brings along. It applies before the user's settings, which can replace it.
fn service_plugin(service: &Facts, defaults: Defaults) -> StaticRuntimePlugin {
    let mut layer = Layer::new(service.target_prefix);
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    layer.store_put(apply_endpoint::protocol());
    let mut components = RuntimeComponentsBuilder::new("ServiceRuntimePlugin");
    if let Some(feature) = defaults.protocol {
        components.push_interceptor(permanent(ProtocolFeature(feature)));
    }
    let mut components = components
        .with_auth_scheme_option_resolver(Some(defaults.auth))
        .with_endpoint_resolver(Some(defaults.endpoint))
        .with_retry_classifier(HttpStatusCodeClassifier::default())
        .with_auth_scheme(SharedAuthScheme::new(SigV4AuthScheme::new()))
        .with_interceptor(permanent(ConnectionPoisoningInterceptor::new()))
        .with_interceptor(permanent(RetryModeFeature))
        .with_interceptor(SharedInterceptor::new(ServiceClockSkewInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(RequestInfoInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(UserAgentInterceptor::new()))
        .with_interceptor(SharedInterceptor::new(InvocationIdInterceptor::new()))
        .with_interceptor(permanent(RecursionDetectionInterceptor::new()));
    #[cfg(feature = "sigv4a")]
    components.push_auth_scheme(SharedAuthScheme::new(
        aws_runtime::auth::sigv4a::SigV4aAuthScheme::new(),
    ));
    for scheme in defaults.auth_schemes {
        components.push_auth_scheme(scheme);
    }
    for interceptor in defaults.interceptors {
        components.push_interceptor(interceptor);
    }
    components.push_interceptor(permanent(EndpointOverrideFeature));
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
fn metrics_plugin(base: Base<'_>) -> MetricsRuntimePlugin {
    MetricsRuntimePlugin::builder()
        .with_scope(base.service.metrics_scope)
        .with_time_source(base.parts.components.time_source().unwrap_or_default())
        .build()
        .expect("scope and time source are set")
}
