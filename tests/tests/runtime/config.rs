//! The configuration: what is set, unset, merged and taken over.

use crate::support::{at, fixed, replay};
use aws_smithy_async::time::StaticTimeSource;
use aws_types::sdk_config::SdkConfig;
use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::timeout::TimeoutConfig;
use lightsail_snapshots::config::{
    AppName, BehaviorVersion, Builder, Config, FrameworkMetadata, IdentityCache, Region,
    StalledStreamProtectionConfig,
};
use std::time::Duration;

#[test]
fn getters_show_what_was_set_and_no_defaults() {
    let config = Config::builder().build();
    assert!(config.region().is_none() && config.retry_config().is_none());
    assert!(config.timeout_config().is_none() && config.http_client().is_none());
    assert!(config.time_source().is_some());
    assert_eq!(config.signing_name(), "lightsail");
    #[expect(deprecated, reason = "it is the official method")]
    let provider = fixed(&replay([])).build().credentials_provider();
    assert!(provider.is_none());

    let framework = |name: &'static str| FrameworkMetadata::new(name, None::<String>).unwrap();
    let config = Config::builder()
        .region(Region::new("r"))
        .app_name(AppName::new("a").unwrap())
        .framework_metadata(framework("f1"))
        .framework_metadata(framework("f2"))
        .disable_clock_skew_correction(true)
        .build();
    assert_eq!(config.region().unwrap().as_ref(), "r");
    assert_eq!(config.disable_clock_skew_correction(), Some(true));
    assert_eq!(
        config.framework_metadata(),
        [&framework("f1"), &framework("f2")]
    );
    let again = config.to_builder().region(None).build();
    assert!(again.region().is_none());
    assert_eq!(again.app_name().unwrap().as_ref(), "a");
}

#[test]
#[should_panic(expected = "resolver defaulted if not set")]
fn the_endpoint_resolver_is_there_only_if_set() {
    let _ = Config::builder().build().endpoint_resolver();
}

#[test]
fn some_settings_cannot_be_unset() {
    let mut builder = Builder::new();
    builder
        .set_retry_config(Some(RetryConfig::disabled()))
        .set_retry_config(None);
    assert!(builder.clone().build().retry_config().is_some());
    let first = TimeoutConfig::builder().read_timeout(Duration::from_secs(1));
    let second = TimeoutConfig::builder().connect_timeout(Duration::from_secs(2));
    let config = builder
        .timeout_config(first.build())
        .timeout_config(second.build());
    let config = config.build();
    let timeouts = config.timeout_config().unwrap();
    assert_eq!(timeouts.read_timeout(), Some(Duration::from_secs(1)));
    assert_eq!(timeouts.connect_timeout(), Some(Duration::from_secs(2)));
}

#[test]
fn a_shared_configuration_is_taken_over() {
    let shared = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("r"))
        .use_fips(true)
        .use_dual_stack(false)
        .endpoint_url("http://a")
        .retry_config(RetryConfig::standard().with_max_attempts(7))
        .timeout_config(
            TimeoutConfig::builder()
                .read_timeout(Duration::from_secs(1))
                .build(),
        )
        .time_source(StaticTimeSource::new(at(5)))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::no_cache())
        .app_name(AppName::new("a").unwrap())
        .disable_clock_skew_correction(true)
        .build();
    let config = Config::new(&shared);
    assert_eq!(config.region().unwrap().as_ref(), "r");
    assert_eq!(config.retry_config().unwrap().max_attempts(), 7);
    assert!(config.timeout_config().is_some() && config.identity_cache().is_some());
    assert_eq!(config.time_source().unwrap().now(), at(5));
    assert!(!config.stalled_stream_protection().unwrap().upload_enabled());
    assert_eq!(config.app_name().unwrap().as_ref(), "a");
    assert_eq!(config.disable_clock_skew_correction(), Some(true));
    let layer = format!("{config:?}");
    for part in ["UseFips(true)", "UseDualStack(false)", "http://a"] {
        assert!(layer.contains(part), "{part} in {layer}");
    }
    let none = Config::from(&SdkConfig::builder().build());
    assert!(none.stalled_stream_protection().is_none() && none.identity_cache().is_none());
}

#[test]
fn a_client_has_its_configuration() {
    let shared = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .sleep_impl(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(
            aws_smithy_async::rt::sleep::TokioSleep::new(),
        ))
        .region(Region::new("r"));
    let client = lightsail_snapshots::Client::new(&shared.build());
    assert_eq!(client.config().region().unwrap().as_ref(), "r");
    assert!(format!("{client:?}").starts_with("Client"));
}

#[tokio::test]
async fn test_defaults_make_requests_reproducible() {
    let http = replay([(200, "{}")]);
    let config = Builder::new()
        .http_client(http.clone())
        .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new())
        .with_test_defaults_v2();
    let client = lightsail_snapshots::Client::from_conf(config.build());
    client.get_disk_snapshots().send().await.unwrap();
    let request = http.actual_requests().next().unwrap();
    let header = |name: &str| request.headers().get(name).unwrap();
    assert_eq!(header("x-amz-date"), "20090213T233130Z");
    assert!(header("user-agent").starts_with("aws-sdk-rust/0.123.test"));
    assert!(header("authorization").contains("Credential=ANOTREAL/20090213/us-east-1/"));
    let own = Builder::new()
        .region(Region::new("r"))
        .with_test_defaults_v2()
        .build();
    assert_eq!(own.region().unwrap().as_ref(), "r");
    assert!(
        Builder::new()
            .with_test_defaults()
            .build()
            .region()
            .is_none()
    );
}
