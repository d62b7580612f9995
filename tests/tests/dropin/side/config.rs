//! Configurations: from what all clients share, and by the builder.

#![allow(deprecated, reason = "older behavior versions are still there")]

use super::call::{credentials, fixed, outcome_of};
use super::sdk;
use crate::harness::{Answer, Outcome, Wire, block_on};
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemePreference};
use aws_types::SdkConfig;
use sdk::config::retry::RetryConfig;
use sdk::config::timeout::TimeoutConfig;
use sdk::config::{
    AppName, BehaviorVersion, Builder, Config, Region, StalledStreamProtectionConfig,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// What the getters of a configuration say.
pub(crate) fn described(config: &Config) -> Vec<String> {
    #[allow(deprecated, reason = "it is there, so it must be the same")]
    let credentials = config.credentials_provider().is_none();
    vec![
        format!("region {:?}", config.region()),
        format!("app name {:?}", config.app_name()),
        format!("frameworks {:?}", config.framework_metadata()),
        format!("retries {:?}", config.retry_config()),
        format!("timeouts {:?}", config.timeout_config()),
        format!("partition {}", config.retry_partition().is_some()),
        format!("stalled {:?}", config.stalled_stream_protection()),
        format!("preference {:?}", config.auth_scheme_preference()),
        format!("clock skew {:?}", config.disable_clock_skew_correction()),
        format!("sleep {}", config.sleep_impl().is_some()),
        format!("time {:?}", config.time_source().map(|time| time.now())),
        format!("http {}", config.http_client().is_some()),
        format!("identities {}", config.identity_cache().is_some()),
        format!("interceptors {}", config.interceptors().count()),
        format!("classifiers {}", config.retry_classifiers().count()),
        format!("ids {}", config.invocation_id_generator().is_some()),
        format!(
            "schemes {:?}",
            config
                .auth_schemes()
                .map(|s| s.scheme_id())
                .collect::<Vec<_>>()
        ),
        format!("schemes {}", config.auth_scheme_resolver().is_some()),
        format!("{credentials} {}", config.signing_name()),
    ]
}

/// A client of what all clients share, with nothing left to chance.
pub(crate) async fn of_sdk_config(shared: &SdkConfig, wire: &Wire) -> (Vec<String>, Outcome) {
    let config = Config::new(shared);
    let other: Config = shared.into();
    let mut described = described(&config);
    assert_eq!(described, self::described(&other));
    // What is random or belongs to one crate comes from the configuration of the other tests.
    let fixed = fixed(wire).build();
    let mut builder = Builder::from(shared);
    builder.set_invocation_id_generator(fixed.invocation_id_generator());
    builder.set_interceptors(fixed.interceptors());
    builder.set_retry_partition(fixed.retry_partition().cloned());
    let outcome = outcome_of(&sdk::Client::from_conf(builder.build()), wire).await;
    described.extend(wire.take());
    (described, outcome)
}

/// A client whose builder was changed: what its getters say, what it sends, what comes of it.
fn built(change: impl FnOnce(Builder) -> Builder) -> Vec<String> {
    let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
    let config = change(fixed(&wire)).build();
    let mut texts = described(&config);
    // The getters of a configuration that went through a builder again are the same.
    assert_eq!(texts, described(&config.to_builder().build()));
    let client = catch_unwind(AssertUnwindSafe(|| sdk::Client::from_conf(config)));
    let client = match client {
        Ok(client) => client,
        Err(panic) => {
            texts.extend(panic.downcast_ref::<String>().cloned());
            return texts;
        }
    };
    assert_eq!(texts, described(client.config()));
    texts.push(format!("{:?}", block_on(outcome_of(&client, &wire))));
    texts.extend(wire.take());
    texts
}

fn set(change: impl FnOnce(&mut Builder) -> &mut Builder) -> Vec<String> {
    built(|mut builder| {
        change(&mut builder);
        builder
    })
}

fn timeouts(read: u64) -> TimeoutConfig {
    TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(read))
        .build()
}

pub(crate) fn values() -> Vec<Vec<String>> {
    let connect = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(9))
        .build();
    let name = || AppName::new("app").unwrap();
    vec![
        built(|c| c),
        built(|c| c.app_name(name())),
        built(|c| c.timeout_config(timeouts(7)).timeout_config(connect)),
        built(|c| c.timeout_config(timeouts(7)).timeout_config(timeouts(8))),
        built(|c| c.timeout_config(TimeoutConfig::disabled())),
        built(|c| c.retry_config(RetryConfig::disabled())),
        built(|c| c.retry_config(RetryConfig::adaptive().with_max_attempts(2))),
        built(|c| c.retry_config(RetryConfig::standard().with_max_attempts(1))),
        built(|c| c.stalled_stream_protection(StalledStreamProtectionConfig::disabled())),
        built(|c| c.disable_clock_skew_correction(true)),
        built(|c| c.disable_clock_skew_correction(Some(false))),
        built(|c| c.disable_clock_skew_correction(None)),
        built(|c| c.auth_scheme_preference([AuthSchemePreferenceId::from("no_auth")])),
        built(|c| c.allow_no_auth().allow_no_auth()),
        built(|c| c.use_fips(true).use_dual_stack(true)),
        built(|c| c.region(Region::new("us-gov-east-1"))),
        built(|c| c.region(None)),
        built(|c| c.credentials_provider(credentials(Some("token")))),
        built(|c| c.identity_cache(sdk::config::IdentityCache::no_cache())),
        built(Builder::behavior_version_latest),
        built(|c| c.behavior_version(BehaviorVersion::v2023_11_09())),
        built(|c| c.push_auth_scheme(aws_runtime::auth::sigv4::SigV4AuthScheme::new())),
    ]
}

type AuthSchemePreferenceId = aws_smithy_runtime_api::client::auth::AuthSchemeId;

/// `set_…(None)`, after a value.
pub(crate) fn unset() -> Vec<Vec<String>> {
    let preference = AuthSchemePreference::from([AuthSchemePreferenceId::from("sigv4")]);
    vec![
        set(|c| c.set_region(None)),
        set(|c| c.set_use_fips(Some(true)).set_use_fips(None)),
        set(|c| c.set_use_dual_stack(Some(true)).set_use_dual_stack(None)),
        set(|c| {
            c.set_endpoint_url(Some("http://a".into()))
                .set_endpoint_url(None)
        }),
        set(|c| {
            c.set_app_name(Some(AppName::new("a").unwrap()))
                .set_app_name(None)
        }),
        set(|c| c.set_retry_config(None)),
        set(|c| {
            c.set_timeout_config(Some(timeouts(3)))
                .set_timeout_config(None)
        }),
        set(|c| c.set_retry_partition(None)),
        set(|c| c.set_credentials_provider(None)),
        set(|c| c.set_stalled_stream_protection(None)),
        set(|c| {
            c.set_auth_scheme_preference(Some(preference))
                .set_auth_scheme_preference(None)
        }),
        set(|c| {
            c.set_disable_clock_skew_correction(Some(true))
                .set_disable_clock_skew_correction(None)
        }),
        set(|c| c.set_sleep_impl(None)),
        set(|c| c.set_endpoint_resolver(None)),
    ]
}

/// What each behavior version does when nothing else is said.
pub(crate) fn behavior_versions() -> Vec<Vec<String>> {
    [
        BehaviorVersion::v2023_11_09(),
        BehaviorVersion::v2024_03_28(),
        BehaviorVersion::v2025_01_17(),
        BehaviorVersion::v2025_08_07(),
        BehaviorVersion::v2026_01_12(),
        BehaviorVersion::latest(),
    ]
    .map(|version| {
        let wire = Wire::new([Answer::new(500, "{}")]);
        let fixed = fixed(&wire).build();
        let mut builder = Builder::new()
            .behavior_version(version)
            .region(Region::new("eu-west-3"))
            .credentials_provider(credentials(None))
            .retry_partition(fixed.retry_partition().cloned().unwrap())
            .http_client(wire.clone());
        builder.set_invocation_id_generator(fixed.invocation_id_generator());
        builder.set_interceptors(fixed.interceptors());
        builder.set_time_source(fixed.time_source());
        let config = builder.build();
        let mut texts = described(&config);
        let client = sdk::Client::from_conf(config);
        let outcome = block_on(outcome_of(&client, &wire));
        texts.push(format!("{outcome:?}"));
        texts
    })
    .into()
}

/// Settings of one call above those of the client.
pub(crate) async fn overridden() -> Vec<String> {
    let mut texts = Vec::new();
    let mut nowhere = Builder::new();
    nowhere.set_region(None);
    let overrides = [
        nowhere,
        Builder::new(),
        Builder::new().retry_config(RetryConfig::disabled()),
        Builder::new().retry_config(RetryConfig::adaptive().with_initial_backoff(Duration::ZERO)),
        Builder::new().timeout_config(timeouts(5)),
        Builder::new().region(Region::new("us-west-2")),
        Builder::new().credentials_provider(credentials(Some("other"))),
        Builder::new().allow_no_auth(),
        Builder::new().disable_clock_skew_correction(true),
        Builder::new().stalled_stream_protection(StalledStreamProtectionConfig::disabled()),
        Builder::new().behavior_version(BehaviorVersion::v2023_11_09()),
    ];
    for config in overrides {
        let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
        let client = sdk::Client::from_conf(fixed(&wire).timeout_config(timeouts(2)).build());
        let call = client
            .get_disk_snapshots()
            .customize()
            .config_override(config);
        texts.push(format!("{:?}", call.send().await.is_ok()));
        texts.extend(wire.take());
    }
    texts
}
