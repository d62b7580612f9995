//! One side: the same calls, once by the official crate and once by ours.

use self::printed::{debug, said};
use super::sdk;
use crate::harness::{Attempts, Call, Failure, Outcome, plain, timeless};
use crate::renewal::{Issuer, Now, Signers};
use aws_smithy_http_client::Builder as HttpBuilder;
use lightsail_local::{Credentials as Keys, Server};
use sdk::config::retry::{RetryConfig, RetryPartition};
use sdk::config::timeout::TimeoutConfig;
use sdk::config::{BehaviorVersion, Builder, Credentials, Region, SharedHttpClient};
use sdk::error::{ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;
use std::fmt::Debug;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tests::leaks::Shown;
use tokio::task::JoinSet;

#[path = "../../../tests/dropin/side/printed.rs"]
mod printed;

/// The configuration of a client of a server, with a retry budget of its own.
pub(crate) fn config(server: &Server) -> Builder {
    config_with(&server.url(), &server.credentials())
}

pub(crate) fn config_with(url: &str, keys: &Keys) -> Builder {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let token = keys.session_token().map(str::to_owned);
    let (id, secret) = (keys.access_key_id(), keys.secret_access_key());
    Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new(id, secret, token, None, "test"))
        .retry_partition(RetryPartition::new(format!("{}{count}", module_path!())))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .http_client(plain_http())
}

/// HTTP without TLS, so that no certificates have to be read.
fn plain_http() -> SharedHttpClient {
    static CLIENT: LazyLock<SharedHttpClient> = LazyLock::new(|| HttpBuilder::new().build_http());
    CLIENT.clone()
}

/// A client that gives up an attempt after a time.
pub(crate) fn client(server: &Server) -> sdk::Client {
    sdk::Client::from_conf(config(server).build())
}

/// A client with temporary credentials, and the time of those who issue them.
pub(crate) fn renewing(server: &Server, issuer: &Issuer, signers: &Signers) -> sdk::Client {
    let config = config(server)
        .credentials_provider(issuer.clone())
        .time_source(Now(issuer.clock.clone()))
        .interceptor(signers.clone());
    sdk::Client::from_conf(config.build())
}

/// Begins so many calls; gives how many of them succeed.
pub(crate) fn at_once(client: &sdk::Client, calls: usize) -> impl Future<Output = usize> + use<> {
    let mut tasks = JoinSet::new();
    for _ in 0..calls {
        tasks.spawn(client.get_disk_snapshots().send());
    }
    async {
        let results = tasks.join_all().await;
        results.iter().filter(|result| result.is_ok()).count()
    }
}

/// Lists the disk snapshots page by page, and does something after each; gives their number.
pub(crate) async fn listing(client: &sdk::Client, after: impl Fn()) -> Result<usize, Failure> {
    let (mut token, mut listed) = (None, 0);
    loop {
        let call = client.get_disk_snapshots().set_page_token(token);
        let page = call.send().await.map_err(|error| failure(&error, None))?;
        listed += page.disk_snapshots().len();
        after();
        token = page.next_page_token;
        if token.is_none() {
            return Ok(listed);
        }
    }
}

/// Makes a call with a client that has no connection yet.
pub(crate) async fn outcome(server: &Server, call: Call, attempt: Duration) -> Outcome {
    let attempts = Attempts::default();
    let timeout = TimeoutConfig::builder().operation_attempt_timeout(attempt);
    let config = config(server)
        .http_client(HttpBuilder::new().build_http())
        .timeout_config(timeout.build())
        .interceptor(attempts.clone());
    let client = sdk::Client::from_conf(config.build());
    Outcome {
        result: send(&client, call).await,
        attempts: attempts.count(),
    }
}

/// What is shown of a creation and of a listing, by a client that has no connection yet.
pub(crate) async fn shown(server: &Server, [name, disk]: [&str; 2], attempt: Duration) -> Shown {
    let mut shown = Shown::default();
    let timeout = TimeoutConfig::builder().operation_attempt_timeout(attempt);
    let config = config(server)
        .http_client(HttpBuilder::new().build_http())
        .timeout_config(timeout.build());
    let client = sdk::Client::from_conf(config.build());
    debug(&mut shown, "client", &client);
    let create = client.create_disk_snapshot();
    match create.disk_snapshot_name(name).disk_name(disk).send().await {
        Ok(output) => debug(&mut shown, "output", &output),
        Err(error) => said(error, &mut shown),
    }
    match client.get_disk_snapshots().send().await {
        Ok(output) => debug(&mut shown, "output", &output),
        Err(error) => said(error, &mut shown),
    }
    shown
}

/// Makes a call.
pub(crate) async fn send(client: &sdk::Client, call: Call) -> Result<String, Failure> {
    macro_rules! told {
        ($call:expr) => {
            match $call.send().await {
                Ok(output) => {
                    let text = format!("{output:?}");
                    let id = format!("_request_id: {:?}", output.request_id());
                    assert!(text.contains(&id), "no {id} in {text}");
                    Ok(plain(&text))
                }
                Err(error) => {
                    let exception = error.as_service_error().and_then(|error| {
                        [
                            error.is_access_denied_exception(),
                            error.is_account_setup_in_progress_exception(),
                            error.is_invalid_input_exception(),
                            error.is_not_found_exception(),
                            error.is_operation_failure_exception(),
                            error.is_region_setup_in_progress_exception(),
                            error.is_service_exception(),
                            error.is_unauthenticated_exception(),
                        ]
                        .iter()
                        .position(|is| *is)
                    });
                    Err(failure(&error, exception))
                }
            }
        };
    }
    let text = |text: Option<&str>| text.map(str::to_owned);
    match call {
        Call::Create {
            name,
            disk,
            instance,
        } => told!(
            client
                .create_disk_snapshot()
                .set_disk_snapshot_name(text(name))
                .set_disk_name(text(disk))
                .set_instance_name(text(instance))
        ),
        Call::Delete(name) => told!(
            client
                .delete_disk_snapshot()
                .set_disk_snapshot_name(text(name))
        ),
        Call::DiskSnapshots(token) => {
            told!(client.get_disk_snapshots().set_page_token(text(token)))
        }
        Call::InstanceSnapshots(token) => {
            told!(client.get_instance_snapshots().set_page_token(text(token)))
        }
        Call::Records(token) => told!(
            client
                .get_export_snapshot_records()
                .set_page_token(text(token))
        ),
    }
}

fn failure<E>(error: &SdkError<E>, exception: Option<usize>) -> Failure
where
    E: ProvideErrorMetadata + Debug,
{
    let kind = match error {
        SdkError::DispatchFailure(failure) if failure.is_timeout() => "timeout",
        SdkError::DispatchFailure(failure) if failure.is_io() => "io",
        SdkError::DispatchFailure(failure) if failure.is_user() => "user",
        SdkError::DispatchFailure(_) => "other",
        _ => "",
    };
    let variant = format!("{error:?}");
    Failure {
        variant: variant.split('(').next().unwrap().to_owned(),
        code: error.code().map(str::to_owned),
        message: error.message().map(timeless),
        has_request_id: error.request_id().is_some(),
        exception,
        kind,
    }
}
