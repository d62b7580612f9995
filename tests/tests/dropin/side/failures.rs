//! What is said when something is missing, wrong or late.

use super::call::{credentials, fixed, outcome_of};
use super::sdk;
use crate::harness::hooks::{Hooks, Log};
use crate::harness::{Answer, Outcome, Wire, anonymous, block_on};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future;
use sdk::config::retry::RetryConfig;
use sdk::config::timeout::TimeoutConfig;
use sdk::config::{BehaviorVersion, Builder, Credentials, ProvideCredentials, Region};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, UNIX_EPOCH};

fn outcome(change: impl FnOnce(Builder) -> Builder) -> Outcome {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(change(fixed(&wire)).build());
    block_on(outcome_of(&client, &wire))
}

fn panics(build: impl FnOnce() -> sdk::Client) -> String {
    let panic = catch_unwind(AssertUnwindSafe(build)).unwrap_err();
    let text = panic.downcast_ref::<String>().cloned();
    anonymous(
        text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap(),
    )
}

pub(crate) fn panics_of_clients() -> Vec<String> {
    let shared = aws_types::SdkConfig::builder().build();
    let fixed = || fixed(&Wire::fine());
    vec![
        panics(|| sdk::Client::from_conf(Builder::new().build())),
        panics(|| sdk::Client::new(&shared)),
        panics(|| {
            let mut builder = fixed();
            builder.set_behavior_version(None);
            sdk::Client::from_conf(builder.build())
        }),
        panics(|| {
            let client = sdk::Client::from_conf(fixed().build());
            let _ = client.config().endpoint_resolver();
            client
        }),
    ]
}

/// Without the runtime's sleep, retries cannot wait. Here the feature `rt-tokio` brings one back.
pub(crate) fn no_sleep() -> Outcome {
    let wire = Wire::fine();
    let mut builder = fixed(&wire);
    builder.set_sleep_impl(None);
    let client = sdk::Client::from_conf(builder.build());
    block_on(outcome_of(&client, &wire))
}

pub(crate) fn no_region() -> Outcome {
    outcome(|c| c.region(None))
}

pub(crate) fn wrong_region(region: &'static str) -> Outcome {
    outcome(|c| c.region(Region::new(region)))
}

pub(crate) fn no_credentials() -> Outcome {
    let wire = Wire::fine();
    let builder = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .http_client(wire.clone());
    block_on(outcome_of(&sdk::Client::from_conf(builder.build()), &wire))
}

/// Fails in a way of its own.
#[derive(Debug)]
struct Fails(fn() -> CredentialsError);

impl ProvideCredentials for Fails {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

pub(crate) fn credentials_that_fail() -> Vec<Outcome> {
    let ways: [fn() -> CredentialsError; 4] = [
        || CredentialsError::not_loaded("nowhere"),
        || CredentialsError::invalid_configuration("wrong"),
        || CredentialsError::provider_error("broken"),
        || CredentialsError::unhandled("odd"),
    ];
    let outcomes = ways.map(|way| outcome(|c| c.credentials_provider(Fails(way))));
    outcomes.into()
}

pub(crate) fn credentials_of_yesterday() -> Outcome {
    let expired = Some(UNIX_EPOCH + Duration::from_secs(1_699_000_000));
    outcome(|c| c.credentials_provider(Credentials::new("A", "s", None, expired, "test")))
}

pub(crate) fn endpoint_url(url: &'static str) -> Outcome {
    outcome(|c| c.endpoint_url(url))
}

pub(crate) fn endpoint_url_and_fips() -> Outcome {
    outcome(|c| c.endpoint_url("https://example.com").use_fips(true))
}

pub(crate) fn endpoint_url_and_dual_stack() -> Outcome {
    outcome(|c| c.endpoint_url("https://example.com").use_dual_stack(true))
}

/// No answer, and a limit to one attempt or to the whole call.
pub(crate) fn late() -> Vec<Outcome> {
    let limit = Duration::from_millis(20);
    let timeouts = [
        TimeoutConfig::builder().operation_timeout(limit),
        TimeoutConfig::builder().operation_attempt_timeout(limit),
    ];
    let outcomes = timeouts.map(|timeouts| {
        let wire = Wire::new([Answer::Never]);
        let config = fixed(&wire).timeout_config(timeouts.build());
        block_on(outcome_of(&sdk::Client::from_conf(config.build()), &wire))
    });
    outcomes.into()
}

/// Interceptors of the client and of the call that fail at a hook.
pub(crate) fn interceptors(hook: &'static str) -> (Vec<Outcome>, Vec<String>) {
    let log = Log::default();
    let fails = |name| Hooks {
        fails: Some(hook),
        ..Hooks::new(name, &log)
    };
    let client = outcome(|c| c.interceptor(fails("one")).interceptor(fails("two")));
    let wire = Wire::fine();
    let call = sdk::Client::from_conf(fixed(&wire).build()).get_disk_snapshots();
    let call = call.customize().interceptor(fails("call"));
    let error = block_on(call.send()).unwrap_err();
    log.lock()
        .unwrap()
        .push(anonymous(sdk::error::DisplayErrorContext(&error)));
    let log = log.lock().unwrap().clone();
    (vec![client], log)
}

/// A mapping of the request that fails.
pub(crate) fn map_request() -> String {
    let wire = Wire::fine();
    let call = sdk::Client::from_conf(fixed(&wire).build()).get_disk_snapshots();
    let call = call
        .customize()
        .map_request(|_| Err(std::io::Error::other("no")));
    let error = block_on(call.send()).unwrap_err();
    anonymous(sdk::error::DisplayErrorContext(&error))
}

/// The budget for retries is used up, and the time between attempts is the service's wish.
pub(crate) fn budget() -> Vec<usize> {
    use sdk::config::retry::{RetryPartition, TokenBucket};
    let bucket = TokenBucket::builder().capacity(12).retry_cost(5).build();
    let partition = RetryPartition::custom(module_path!())
        .token_bucket(bucket)
        .build();
    let wire = Wire::new([Answer::new(500, "{}")]);
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = fixed(&wire)
        .retry_partition(partition)
        .retry_config(retries);
    let client = sdk::Client::from_conf(config.build());
    let attempts = |_| {
        block_on(outcome_of(&client, &wire));
        wire.take().len()
    };
    (0..4).map(attempts).collect()
}

/// How often credentials are asked for: with a cache, without, and in an override.
pub(crate) fn credentials_asked_for() -> Vec<usize> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    #[derive(Debug, Clone, Default)]
    struct Counts(Arc<AtomicUsize>);
    impl ProvideCredentials for Counts {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            self.0.fetch_add(1, Ordering::Relaxed);
            future::ProvideCredentials::ready(Ok(credentials(None)))
        }
    }
    let cached: fn(Builder) -> Builder = |c| c;
    let uncached: fn(Builder) -> Builder =
        |c| c.identity_cache(sdk::config::IdentityCache::no_cache());
    let mut asked = Vec::new();
    for cache in [cached, uncached] {
        let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
        let (ours, other) = (Counts::default(), Counts::default());
        let config = cache(fixed(&wire).credentials_provider(ours.clone()));
        let client = sdk::Client::from_conf(config.build());
        for _ in 0..3 {
            wire.answer([Answer::new(500, "{}"), Answer::ok("{}")]);
            block_on(client.get_disk_snapshots().send()).unwrap();
            wire.answer([Answer::new(500, "{}"), Answer::ok("{}")]);
            let call = client.get_disk_snapshots().customize();
            let other = Builder::new().credentials_provider(other.clone());
            block_on(call.config_override(other).send()).unwrap();
        }
        asked.extend([ours, other].map(|counts| counts.0.load(Ordering::Relaxed)));
    }
    asked
}
