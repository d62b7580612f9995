//! Requests in all circumstances.

use super::call::{credentials, fixed, own_version};
use super::sdk;
use crate::harness::{Answer, Wire};
use sdk::client::customize::CustomizableOperation;
use sdk::config::timeout::TimeoutConfig;
use sdk::config::{AppName, Builder, FrameworkMetadata, Region};
use sdk::operation::get_disk_snapshots::builders::GetDiskSnapshotsFluentBuilder;
use sdk::operation::get_disk_snapshots::{GetDiskSnapshotsError, GetDiskSnapshotsOutput};
use std::time::Duration;

type Custom = CustomizableOperation<
    GetDiskSnapshotsOutput,
    GetDiskSnapshotsError,
    GetDiskSnapshotsFluentBuilder,
>;

/// What a changed client sends.
async fn configured(change: impl FnOnce(Builder) -> Builder) -> Vec<String> {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(change(fixed(&wire)).build());
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

/// What a changed call sends.
async fn customized(change: impl FnOnce(Custom) -> Custom) -> Vec<String> {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(fixed(&wire).build());
    let call = client.get_disk_snapshots().customize();
    change(call).send().await.unwrap();
    // The next call must not know of the changes.
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

pub(crate) async fn own_user_agent() -> Vec<String> {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(own_version(&wire).build());
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

pub(crate) async fn session_token() -> Vec<String> {
    configured(|c| c.credentials_provider(credentials(Some("SESSION/TOKEN==")))).await
}

pub(crate) async fn app_name() -> Vec<String> {
    configured(|c| c.app_name(AppName::new("my-app").unwrap())).await
}

pub(crate) async fn frameworks() -> Vec<String> {
    let one = FrameworkMetadata::new("one", Some("1.0")).unwrap();
    let two = FrameworkMetadata::new("two", None::<String>).unwrap();
    configured(|c| c.framework_metadata(one).framework_metadata(two)).await
}

pub(crate) async fn endpoint_url(url: &str) -> Vec<String> {
    configured(|c| c.endpoint_url(url)).await
}

pub(crate) async fn session_token_app_name_endpoint_url() -> Vec<String> {
    configured(|c| {
        c.credentials_provider(credentials(Some("SESSION/TOKEN==")))
            .app_name(AppName::new("my-app").unwrap())
            .endpoint_url("http://localhost:4566/base/path")
    })
    .await
}

pub(crate) async fn fips() -> Vec<String> {
    configured(|c| c.use_fips(true)).await
}

pub(crate) async fn dual_stack() -> Vec<String> {
    configured(|c| c.use_dual_stack(true)).await
}

pub(crate) async fn fips_and_dual_stack() -> Vec<String> {
    configured(|c| c.use_fips(true).use_dual_stack(true)).await
}

pub(crate) async fn no_credentials_allowed() -> Vec<String> {
    let wire = Wire::fine();
    let config = Builder::new()
        .behavior_version(sdk::config::BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .http_client(wire.clone())
        .allow_no_auth();
    let client = sdk::Client::from_conf(config.build());
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

pub(crate) async fn credentials_and_no_auth_allowed() -> Vec<String> {
    configured(Builder::allow_no_auth).await
}

/// The attempts of a call, and the time left in the second.
pub(crate) async fn retries_with_read_timeout() -> Vec<String> {
    let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(7));
    let config = fixed(&wire).timeout_config(timeouts.build());
    let client = sdk::Client::from_conf(config.build());
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

/// A server that is ten minutes ahead: the second request is signed for its time.
pub(crate) async fn clock_skew() -> Vec<String> {
    let skewed = Answer::new(403, r#"{"__type":"InvalidSignatureException"}"#);
    let skewed = skewed.header("date", "Tue, 14 Nov 2023 22:23:20 GMT");
    let wire = Wire::new([skewed, Answer::ok("{}")]);
    let client = sdk::Client::from_conf(fixed(&wire).build());
    client.get_disk_snapshots().send().await.unwrap();
    wire.take()
}

pub(crate) async fn mutate_request() -> Vec<String> {
    customized(|call| {
        call.mutate_request(|request| {
            request.headers_mut().insert("x-example", "1");
        })
        .mutate_request(|request| {
            request.headers_mut().append("x-amz-target", "Other");
            request.headers_mut().insert("x-late", "2");
        })
    })
    .await
}

pub(crate) async fn map_request() -> Vec<String> {
    customized(|call| {
        call.map_request(|mut request| {
            request.headers_mut().insert("x-example", "1");
            Ok::<_, std::io::Error>(request)
        })
    })
    .await
}

pub(crate) async fn other_region() -> Vec<String> {
    customized(|call| call.config_override(Builder::new().region(Region::new("cn-north-1")))).await
}

pub(crate) async fn other_credentials() -> Vec<String> {
    customized(|call| {
        let other = sdk::config::Credentials::new("OTHER", "secret", None, None, "test");
        call.config_override(Builder::new().credentials_provider(other))
    })
    .await
}

pub(crate) async fn other_everything() -> Vec<String> {
    customized(|call| {
        call.config_override(Builder::new().use_fips(true))
            .config_override(
                Builder::new()
                    .endpoint_url("https://example.com:8443/a/b?c=d")
                    .app_name(AppName::new("other-app").unwrap())
                    .retry_config(sdk::config::retry::RetryConfig::adaptive())
                    .region(Region::new("us-gov-west-1")),
            )
    })
    .await
}

/// What an override unsets, the client's settings do not bring back.
pub(crate) async fn unset() -> Vec<String> {
    let wire = Wire::fine();
    let config = fixed(&wire)
        .use_fips(true)
        .endpoint_url("http://localhost:1")
        .app_name(AppName::new("my-app").unwrap());
    let client = sdk::Client::from_conf(config.use_fips(false).build());
    let mut other = Builder::new();
    other
        .set_endpoint_url(None)
        .set_app_name(None)
        .set_use_fips(None);
    let call = client.get_disk_snapshots().customize();
    call.config_override(other).send().await.unwrap();
    wire.take()
}

/// Many calls of one client: the plugins of an operation must not wear out.
pub(crate) async fn again_and_again() -> Vec<String> {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(fixed(&wire).build());
    for token in ["a", "b", "c"] {
        let call = client.get_disk_snapshots().page_token(token);
        call.send().await.unwrap();
        client.get_instance_snapshots().send().await.unwrap();
    }
    wire.take()
}

/// The input builder alone, without the fluent one.
pub(crate) async fn send_with() -> Vec<String> {
    let wire = Wire::fine();
    let client = sdk::Client::from_conf(fixed(&wire).build());
    let input = sdk::operation::delete_disk_snapshot::DeleteDiskSnapshotInput::builder();
    let input = input.disk_snapshot_name("snap-1");
    input.send_with(&client).await.unwrap();
    wire.take()
}
