//! Calls, beyond what `dropin` compares with the official client.

use crate::support::{fixed, replay};
use aws_smithy_runtime_api::client::orchestrator::SensitiveOutput;
use lightsail_snapshots::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use lightsail_snapshots::config::{Builder, RuntimePlugin};
use lightsail_snapshots::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use lightsail_snapshots::meta::Lightsail;
use lightsail_snapshots::operation::create_disk_snapshot::CreateDiskSnapshotError;
use lightsail_snapshots::operation::get_disk_snapshots::{
    GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsInput, GetDiskSnapshotsOutput,
};
use lightsail_snapshots::operation::{AnyOperation, RequestId};
use lightsail_snapshots::{Client, Error};
use std::error::Error as _;
use whittle_runtime::client::{Erase, Prepare};

fn client(config: Builder) -> Client {
    Client::from_conf(config.build())
}

#[tokio::test]
async fn a_call_without_code_has_an_unhandled_error_as_its_source() {
    let client = client(fixed(&replay([(400, "{}")])));
    assert!(format!("{client:?}").starts_with("Client"));
    let error = client.create_disk_snapshot().send().await.unwrap_err();
    let source = error.source().unwrap();
    let source = source.downcast_ref::<CreateDiskSnapshotError>().unwrap();
    assert_eq!(source.to_string(), "unhandled error");
    let error = Error::from(error);
    assert_eq!((error.code(), error.request_id()), (None, None));
    assert!(error.source().is_some());
}

/// Endpoints with this header.
#[derive(Debug)]
struct WithHeader(&'static str, &'static str);

impl ResolveEndpoint for WithHeader {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        let endpoint = Endpoint::builder().url("http://a").header(self.0, self.1);
        EndpointFuture::ready(Ok(endpoint.build()))
    }
}

/// The official client panics.
#[tokio::test]
async fn a_malformed_header_of_an_endpoint_is_an_error() {
    for (name, value) in [("a b", "c"), ("a", "b\n")] {
        let client = client(fixed(&replay([])).endpoint_resolver(WithHeader(name, value)));
        let error = client.get_disk_snapshots().send().await.unwrap_err();
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
        let text = DisplayErrorContext(&error).to_string();
        assert!(
            text.contains("a header of the endpoint is malformed"),
            "{text}"
        );
    }
}

#[test]
fn the_plugin_of_an_operation_is_made_once() {
    let first = GetDiskSnapshots::called().plugin();
    assert!(std::ptr::eq(first, GetDiskSnapshots::called().plugin()));
    assert!(GetDiskSnapshots::new().config().is_some());
}

/// An operation whose output is sensitive.
#[derive(Clone, Debug, Default)]
struct GetSecret;

impl AnyOperation for GetSecret {
    type Service = Lightsail;
    const NAME: &'static str = "GetSecret";
    const SENSITIVE_OUTPUT: bool = true;
    type Input = GetDiskSnapshotsInput;
    type Output = GetDiskSnapshotsOutput;
    type Error = GetDiskSnapshotsError;
}

whittle_runtime::operation!(
    GetSecret,
    GetDiskSnapshotsInput,
    GetDiskSnapshotsOutput,
    GetDiskSnapshotsError
);

impl Prepare for GetSecret {}

whittle_runtime::call!(GetSecret, "Lightsail.GetSecret");

/// The runtime logs the bodies of responses unless it is told that they are sensitive.
#[test]
fn no_log_shows_a_sensitive_output() {
    let told = |plugin: &dyn RuntimePlugin| {
        let layer = plugin.config().unwrap();
        layer.load::<SensitiveOutput>().is_some()
    };
    assert!(told(&GetSecret));
    assert!(!told(&GetDiskSnapshots::new()));
}
