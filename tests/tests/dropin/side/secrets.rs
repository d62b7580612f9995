//! Everything that a client says of a call: the outcome however it is printed, and all that is traced.

use super::call::fixed;
use super::printed::{debug, said};
use super::sdk;
use crate::harness::hooks::{Hooks, Log as HookLog};
use crate::harness::{Call, Wire, block_on};
use crate::secrets::{Case, Resolver, Trouble};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future;
use sdk::config::auth::{Params as AuthParams, ResolveAuthScheme};
use sdk::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use sdk::config::retry::RetryConfig;
use sdk::config::timeout::TimeoutConfig;
use sdk::config::{
    BehaviorVersion, Builder, ConfigBag, Credentials, ProvideCredentials, Region,
    RuntimeComponents, StalledStreamProtectionConfig,
};
use sdk::types::Tag;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, UNIX_EPOCH};
use tests::leaks::{Log, Marks, Shown};

/// What is shown of a case.
pub(crate) fn shown(case: &Case) -> Shown {
    let (log, guard) = Log::start();
    let mut shown = Shown::default();
    let call = AssertUnwindSafe(|| block_on(call(case, &mut shown)));
    if let Err(panic) = catch_unwind(call) {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        shown.say("panic", text.unwrap());
    }
    drop(guard);
    shown.add(&log.shown());
    shown
}

async fn call(case: &Case, shown: &mut Shown) {
    let wire = Wire::new(case.answers.clone());
    let config = troubled(
        case,
        fixed(&wire).credentials_provider(keys(&case.marks, None)),
    );
    debug(shown, "config builder", &config);
    let config = config.build();
    debug(shown, "config", &config);
    let client = sdk::Client::from_conf(config);
    debug(shown, "client", &client);
    send(case, &client, shown).await;
    super::super::more(case, &client, shown).await;
}

/// Credentials with a mark in each part.
fn keys(marks: &Marks, expires: Option<u64>) -> Credentials {
    let expires = expires.map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
    let token = Some(marks.word("sessiontoken"));
    let (id, secret) = (marks.word("accesskey"), marks.word("secretkey"));
    Credentials::new(id, secret, token, expires, "test")
}

async fn send(case: &Case, client: &sdk::Client, shown: &mut Shown) {
    macro_rules! told {
        ($call:expr) => {{
            let call = $call;
            debug(shown, "builder", &call);
            debug(shown, "input", call.as_input());
            let mut call = call.customize();
            match &case.trouble {
                Trouble::HookOfCall(hook) => call = call.interceptor(fails(hook)),
                Trouble::MapRequest => {
                    call = call.map_request(|_| Err(std::io::Error::other("no")));
                }
                _ => {}
            }
            match call.send().await {
                Ok(output) => debug(shown, "output", &output),
                Err(error) => {
                    let variant = format!("{error:?}");
                    shown.say("variant", variant.split('(').next().unwrap());
                    super::super::report(&error, shown);
                    said(error, shown);
                }
            }
        }};
    }
    match case.call.clone() {
        Call::CreateDiskSnapshot {
            disk_name,
            disk_snapshot_name,
            instance_name,
            tags,
        } => told!(
            client
                .create_disk_snapshot()
                .set_disk_name(disk_name)
                .set_disk_snapshot_name(disk_snapshot_name)
                .set_instance_name(instance_name)
                .set_tags(tags.map(|tags| tags.into_iter().map(tag).collect()))
        ),
        Call::DeleteDiskSnapshot(name) => {
            told!(client.delete_disk_snapshot().set_disk_snapshot_name(name));
        }
        Call::GetDiskSnapshots(token) => told!(client.get_disk_snapshots().set_page_token(token)),
        Call::GetInstanceSnapshots(token) => {
            told!(client.get_instance_snapshots().set_page_token(token));
        }
        Call::GetExportSnapshotRecords(token) => {
            told!(client.get_export_snapshot_records().set_page_token(token));
        }
    }
}

fn tag((key, value): (Option<String>, Option<String>)) -> Tag {
    Tag::builder().set_key(key).set_value(value).build()
}

fn fails(hook: &'static str) -> Hooks {
    Hooks {
        fails: Some(hook),
        ..Hooks::new("hook", &HookLog::default())
    }
}

/// The configuration with what is wrong with it.
fn troubled(case: &Case, config: Builder) -> Builder {
    let limit = Duration::from_millis(5);
    let marks = &case.marks;
    match &case.trouble {
        Trouble::None | Trouble::HookOfCall(_) | Trouble::MapRequest => config,
        Trouble::Region(region) => config.region(region.map(Region::new)),
        Trouble::Endpoint(url) => config.endpoint_url(url),
        Trouble::EndpointAndFips => config.endpoint_url("https://a.b").use_fips(true),
        Trouble::EndpointAndDualStack => config.endpoint_url("https://a.b").use_dual_stack(true),
        Trouble::NoCredentials => {
            let mut config = config;
            config.set_credentials_provider(None);
            config
        }
        Trouble::Provider(kind) => {
            config.credentials_provider(Failing(*kind, marks.word("provider")))
        }
        Trouble::Expired => config.credentials_provider(keys(marks, Some(1_699_000_000))),
        Trouble::NoBehaviorVersion => {
            let mut config = config;
            config.set_behavior_version(None);
            config
        }
        Trouble::OldBehavior =>
        {
            #[allow(deprecated, reason = "it is still there")]
            config.behavior_version(BehaviorVersion::v2023_11_09())
        }
        Trouble::Timeout => {
            let timeouts = TimeoutConfig::builder().operation_timeout(limit);
            config.timeout_config(timeouts.build())
        }
        Trouble::AttemptTimeout => {
            let timeouts = TimeoutConfig::builder().operation_attempt_timeout(limit);
            config.timeout_config(timeouts.build())
        }
        Trouble::Unprotected => {
            config.stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        }
        Trouble::NoRetries => config.retry_config(RetryConfig::disabled()),
        Trouble::Hook(hook) => config.interceptor(fails(hook)),
        Trouble::Resolver(resolver) => config.endpoint_resolver(Endpoints(resolver.clone())),
        Trouble::Schemes(schemes) => config.auth_scheme_resolver(Schemes(schemes)),
    }
}

/// A provider that fails in one of four ways.
#[derive(Debug)]
struct Failing(usize, String);

impl ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let text = self.1.clone();
        future::ProvideCredentials::ready(Err(match self.0 {
            0 => CredentialsError::not_loaded(text),
            1 => CredentialsError::invalid_configuration(text),
            2 => CredentialsError::provider_error(text),
            _ => CredentialsError::unhandled(text),
        }))
    }
}

#[derive(Debug)]
struct Endpoints(Resolver);

impl ResolveEndpoint for Endpoints {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        let endpoint = Endpoint::builder().url("https://a.b");
        EndpointFuture::ready(match &self.0 {
            Resolver::Fails => Err("no endpoint".into()),
            Resolver::Url(url) => Ok(endpoint.url(url.clone()).build()),
            Resolver::Header(name, value) => {
                Ok(endpoint.header(name.clone(), value.clone()).build())
            }
        })
    }
}

#[derive(Debug)]
struct Schemes(&'static [&'static str]);

impl ResolveAuthScheme for Schemes {
    fn resolve_auth_scheme<'a>(
        &'a self,
        _: &'a AuthParams,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> aws_smithy_runtime_api::client::auth::AuthSchemeOptionsFuture<'a> {
        use aws_smithy_runtime_api::client::auth::{
            AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture,
        };
        let options = self.0.iter().map(|id| {
            let option = AuthSchemeOption::builder().scheme_id(AuthSchemeId::from(*id));
            option.build().unwrap()
        });
        AuthSchemeOptionsFuture::ready(match self.0 {
            [] => Err("no auth scheme".into()),
            _ => Ok(options.collect()),
        })
    }
}
