//! A client with nothing left to chance, and what its calls come to.

use super::sdk;
use crate::harness::{Answer, Call, Failure, Outcome, Wire, anonymous};
use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::StaticTimeSource;
use sdk::config::interceptors::BeforeSerializationInterceptorContextRef;
use sdk::config::retry::{RetryConfig, RetryPartition};
use sdk::config::{BehaviorVersion, Builder, ConfigBag, Credentials, Intercept, Region};
use sdk::error::{BoxError, ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;
use sdk::types::Tag;
use std::error::Error;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The configuration in which the reference requests were recorded.
pub(crate) fn fixed(wire: &Wire) -> Builder {
    own_version(wire).interceptor(SameVersion)
}

/// The same, with the version of the crate in the user agent.
pub(crate) fn own_version(wire: &Wire) -> Builder {
    Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(credentials(None))
        .time_source(StaticTimeSource::from_secs(1_700_000_000))
        .sleep_impl(TokioSleep::new())
        .retry_partition(own_retries())
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .invocation_id_generator(FixedId)
        .http_client(wire.clone())
}

/// A retry budget of its own, lest the tests use up that of others.
fn own_retries() -> RetryPartition {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    RetryPartition::new(format!("{}{count}", module_path!()))
}

pub(crate) fn credentials(session_token: Option<&str>) -> Credentials {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let token = session_token.map(str::to_owned);
    Credentials::new("AKIDEXAMPLE", secret, token, None, "test")
}

#[derive(Debug)]
struct FixedId;

impl InvocationIdGenerator for FixedId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        let id = "11111111-2222-4333-8444-555555555555";
        Ok(Some(InvocationId::new(id.to_owned())))
    }
}

/// Says one version for both crates in the user agent. That is signed, so that otherwise
/// signatures could not be compared.
#[derive(Debug)]
struct SameVersion;

impl Intercept for SameVersion {
    fn name(&self) -> &'static str {
        "SameVersion"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let version = ApiMetadata::new("lightsail", "1.135.0");
        cfg.interceptor_state().store_put(version);
        Ok(())
    }
}

/// Makes a call of this client.
pub(crate) async fn outcome_of(client: &sdk::Client, wire: &Wire) -> Outcome {
    let result = send(client, Call::GetDiskSnapshots(None)).await;
    Outcome {
        attempts: wire.count(),
        result,
    }
}

/// Makes the call with an answer to each attempt.
pub(crate) async fn outcome(call: Call, answers: Vec<Answer>) -> Outcome {
    let wire = Wire::new(answers);
    let client = client(&wire);
    let result = send(&client, call).await;
    Outcome {
        attempts: wire.take().len(),
        result,
    }
}

pub(crate) fn client(wire: &Wire) -> sdk::Client {
    sdk::Client::from_conf(fixed(wire).build())
}

pub(crate) async fn send(client: &sdk::Client, call: Call) -> Result<String, Failure> {
    macro_rules! get {
        ($operation:ident, $token:expr) => {
            told!(client.$operation().set_page_token($token))
        };
    }
    macro_rules! told {
        ($call:expr) => {
            match $call.send().await {
                Ok(output) => Ok(format!("{output:#?}")),
                Err(error) => Err(told!(error: error)),
            }
        };
        (error: $error:expr) => {{
            let error = $error;
            let service = error.as_service_error().map(|error| {
                let mut facts = facts(error);
                facts.push(format!("{:?}", error.meta()));
                facts.push(format!("{:?}", [
                    error.is_access_denied_exception(),
                    error.is_account_setup_in_progress_exception(),
                    error.is_invalid_input_exception(),
                    error.is_not_found_exception(),
                    error.is_operation_failure_exception(),
                    error.is_region_setup_in_progress_exception(),
                    error.is_service_exception(),
                    error.is_unauthenticated_exception(),
                ]));
                facts
            });
            failure(error, service)
        }};
    }
    match call {
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
            told!(client.delete_disk_snapshot().set_disk_snapshot_name(name))
        }
        Call::GetDiskSnapshots(token) => get!(get_disk_snapshots, token),
        Call::GetInstanceSnapshots(token) => get!(get_instance_snapshots, token),
        Call::GetExportSnapshotRecords(token) => get!(get_export_snapshot_records, token),
    }
}

fn tag((key, value): (Option<String>, Option<String>)) -> Tag {
    Tag::builder().set_key(key).set_value(value).build()
}

/// An error and its sources.
fn chain(error: &dyn Error) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    let texts: Vec<_> = chain.map(anonymous).collect();
    texts.join(": ")
}

/// What can be asked of errors of all kinds.
fn facts<E: Error + RequestId + ProvideErrorMetadata>(error: &E) -> Vec<String> {
    [
        format!("{error}"),
        format!("{error:?}"),
        format!("{:?}", error.code()),
        format!("{:?}", error.message()),
        format!("{:?}", error.request_id()),
        format!("{:?}", error.source().map(ToString::to_string)),
    ]
    .map(anonymous)
    .into()
}

fn failure<E>(error: SdkError<E>, service: Option<Vec<String>>) -> Failure
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    sdk::Error: From<SdkError<E>>,
{
    let variant = format!("{error:?}");
    let meta = ProvideErrorMetadata::meta(&error);
    Failure {
        variant: variant.split('(').next().unwrap_or_default().to_owned(),
        code: error.code().map(str::to_owned),
        message: error.message().map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
        meta: format!("{meta:?}"),
        service,
        text: chain(&error),
        converted: facts(&sdk::Error::from(error)),
    }
}
