//! Calls: retries, errors, customization, endpoints and auth of the user's own.

use crate::support::{credentials, fast_retries, fixed, replay};
use aws_smithy_http_client::test_util::StaticReplayClient;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionsFuture;
use aws_smithy_runtime_api::client::orchestrator::SensitiveOutput;
use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
use lightsail_snapshots::config::auth::{Params as AuthParams, ResolveAuthScheme};
use lightsail_snapshots::config::endpoint::{
    DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint,
};
use lightsail_snapshots::config::interceptors::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use lightsail_snapshots::config::{
    Builder, ConfigBag, Intercept, Region, RuntimeComponents, RuntimePlugin,
};
use lightsail_snapshots::error::{BoxError, ProvideErrorMetadata, SdkError};
use lightsail_snapshots::meta::Lightsail;
use lightsail_snapshots::operation::AnyOperation;
use lightsail_snapshots::operation::RequestId;
use lightsail_snapshots::operation::create_disk_snapshot::CreateDiskSnapshotError;
use lightsail_snapshots::operation::get_disk_snapshots::builders::GetDiskSnapshotsInputBuilder;
use lightsail_snapshots::operation::get_disk_snapshots::{
    GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsInput, GetDiskSnapshotsOutput,
};
use lightsail_snapshots::{Client, Error};
use std::error::Error as _;
use std::sync::{Arc, Mutex};
use whittle_runtime::client::{Erase, Prepare};

fn client(http: &StaticReplayClient) -> Client {
    Client::from_conf(fixed(http).build())
}

fn attempts(http: &StaticReplayClient) -> usize {
    http.actual_requests().count()
}

#[tokio::test]
async fn a_page_is_read() {
    let http = replay([(
        200,
        r#"{"diskSnapshots":[{"name":"a"}],"nextPageToken":"t"}"#,
    )]);
    let page = client(&http).get_disk_snapshots().send().await.unwrap();
    assert_eq!(page.disk_snapshots()[0].name(), Some("a"));
    assert_eq!(page.next_page_token(), Some("t"));
    let http = replay([(200, "{}")]);
    let input = GetDiskSnapshotsInputBuilder::default().page_token("t");
    input.send_with(&client(&http)).await.unwrap();
    let request = http.actual_requests().next().unwrap();
    assert_eq!(request.body().bytes().unwrap(), br#"{"pageToken":"t"}"#);
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let throttled = r#"{"__type":"ThrottlingException","message":"m"}"#;
    for (responses, tries) in [
        (vec![(500, "{}"), (200, "{}")], 2),
        (vec![(503, "<html>"), (503, ""), (200, "{}")], 3),
        (vec![(400, throttled), (200, "{}")], 2),
        (
            vec![(400, r#"{"__type":"RequestTimeout"}"#), (200, "{}")],
            2,
        ),
    ] {
        let http = replay(responses);
        client(&http).get_disk_snapshots().send().await.unwrap();
        assert_eq!(attempts(&http), tries);
    }
    let http = replay([(500, "{}"); 3]);
    client(&http).get_disk_snapshots().send().await.unwrap_err();
    assert_eq!(attempts(&http), 3);
    // What the model says is worth another try.
    let http = replay([(400, r#"{"__type":"ThrottledException"}"#), (200, "{}")]);
    client(&http).create_disk_snapshot().send().await.unwrap();
    assert_eq!(attempts(&http), 2);
}

#[tokio::test]
async fn other_errors_are_not() {
    for (status, body) in [
        (429, "{}"),
        (400, r#"{"__type":"NotFoundException"}"#),
        (400, r#"{"__type":"Other"}"#),
        (400, "<html>"),
    ] {
        let http = replay([(status, body), (200, "{}")]);
        client(&http).get_disk_snapshots().send().await.unwrap_err();
        assert_eq!(attempts(&http), 1, "{body}");
    }
}

#[tokio::test]
async fn errors_are_of_the_service_or_of_the_response() {
    let http = replay([(400, r#"{"__type":"NotFoundException","message":"m"}"#)]);
    let error = client(&http).get_disk_snapshots().send().await.unwrap_err();
    assert!(error.as_service_error().unwrap().is_not_found_exception());
    assert_eq!(
        (error.code(), error.message()),
        (Some("NotFoundException"), Some("m"))
    );
    assert!(matches!(Error::from(error), Error::NotFoundException(_)));

    for body in ["{}", "", "<html>", r#"{"__type":"NotFoundException"} x"#] {
        let http = replay([(400, body)]);
        let error = client(&http).get_disk_snapshots().send().await.unwrap_err();
        assert!(
            matches!(error, SdkError::ResponseError(_)),
            "{body}: {error:?}"
        );
        let error = Error::from(error);
        assert_eq!((error.code(), error.request_id()), (None, None));
        assert!(error.source().is_some());
    }
    let http = replay([(200, "[]")]);
    let error = client(&http).get_disk_snapshots().send().await.unwrap_err();
    assert!(matches!(error, SdkError::ResponseError(_)));
}

#[tokio::test]
async fn a_call_without_code_has_an_unhandled_error_as_its_source() {
    let http = replay([(400, "{}")]);
    let error = client(&http)
        .create_disk_snapshot()
        .send()
        .await
        .unwrap_err();
    let source = error.source().unwrap();
    let source = source.downcast_ref::<CreateDiskSnapshotError>().unwrap();
    assert_eq!(source.to_string(), "unhandled error");
}

#[tokio::test]
async fn a_call_can_be_customized() {
    let http = replay([(200, "{}")]);
    let call = client(&http).get_disk_snapshots().customize();
    let other = Builder::new().region(Region::new("us-east-1"));
    call.config_override(Builder::new().region(Region::new("xx")))
        .config_override(other.credentials_provider(credentials(None)))
        .mutate_request(|request| {
            request.headers_mut().insert("x-example", "1");
        })
        .map_request(Ok::<_, std::convert::Infallible>)
        .send()
        .await
        .unwrap();
    let request = http.actual_requests().next().unwrap();
    assert_eq!(request.uri(), "https://lightsail.us-east-1.amazonaws.com/");
    let authorization = request.headers().get("authorization").unwrap();
    assert!(
        authorization.contains("/us-east-1/lightsail/aws4_request"),
        "{authorization}"
    );
    assert!(authorization.contains(";x-example,"), "{authorization}");
}

#[tokio::test]
async fn an_override_changes_only_what_it_says() {
    let http = replay([(500, "{}"), (500, "{}")]);
    let retries = fast_retries().with_max_attempts(2);
    let call = client(&http).get_disk_snapshots().customize();
    let call = call.config_override(Builder::new().retry_config(retries));
    call.send().await.unwrap_err();
    assert_eq!(attempts(&http), 2);
    let request = http.actual_requests().next().unwrap();
    assert_eq!(request.uri(), "https://lightsail.eu-west-2.amazonaws.com/");
    // Unsetting hides what the client has.
    let mut unset = Builder::new();
    unset.set_region(None);
    let call = client(&http).get_disk_snapshots().customize();
    let error = call.config_override(unset).send().await.unwrap_err();
    let error = lightsail_snapshots::error::DisplayErrorContext(error).to_string();
    assert!(
        error.contains("Invalid Configuration: Missing Region"),
        "{error}"
    );
}

#[tokio::test]
async fn requests_may_go_unsigned_if_allowed() {
    let http = replay([(200, "{}")]);
    let config = Builder::new()
        .behavior_version_latest()
        .region(Region::new("eu-west-2"))
        .http_client(http.clone())
        .allow_no_auth();
    let client = Client::from_conf(config.build());
    client.get_disk_snapshots().send().await.unwrap();
    let request = http.actual_requests().next().unwrap();
    assert!(request.headers().get("authorization").is_none());
    assert!(request.headers().get("x-amz-date").is_none());
}

#[derive(Debug, Default)]
struct Elsewhere(DefaultResolver);

impl ResolveEndpoint for Elsewhere {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        assert_eq!(
            (params.region(), params.use_fips()),
            (Some("eu-west-2"), Some(false))
        );
        EndpointFuture::new(async move {
            let usual = self.0.resolve_endpoint(params).await?;
            let url = usual.url().replace("lightsail", "elsewhere");
            Ok(Endpoint::builder().url(url).build())
        })
    }
}

impl ResolveAuthScheme for Elsewhere {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a AuthParams,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Err(params.operation_name().into()))
    }
}

#[tokio::test]
async fn endpoint_and_auth_can_be_resolved_by_the_user() {
    let http = replay([(200, "{}")]);
    let config = fixed(&http).endpoint_resolver(Elsewhere::default());
    let client = Client::from_conf(config.build());
    client.get_disk_snapshots().send().await.unwrap();
    let request = http.actual_requests().next().unwrap();
    assert_eq!(request.uri(), "https://elsewhere.eu-west-2.amazonaws.com/");

    let config = fixed(&http).auth_scheme_resolver(Elsewhere::default());
    let client = Client::from_conf(config.build());
    let error = client.get_disk_snapshots().send().await.unwrap_err();
    let error = lightsail_snapshots::error::DisplayErrorContext(error).to_string();
    assert!(error.contains("GetDiskSnapshots"), "{error}");
}

/// Notes what it sees.
#[derive(Clone, Debug, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Intercept for Witness {
    fn name(&self) -> &'static str {
        "Witness"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.lock().unwrap().push("started".to_owned());
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let captured = cfg.load::<CapturedTelemetryAttributes>();
        self.0.lock().unwrap().push(format!(
            "{:?}",
            captured.map(|c| c.iter().collect::<Vec<_>>())
        ));
        Ok(())
    }
}

#[tokio::test]
async fn telemetry_sees_the_text_members_that_are_asked_for() {
    for (names, seen) in [
        (vec![], "None"),
        (
            vec!["diskName", "tags", "x"],
            r#"Some([("diskName", "d")])"#,
        ),
    ] {
        let http = replay([(200, "{}")]);
        let witness = Witness::default();
        let config = fixed(&http).interceptor(witness.clone());
        let config = config.capture_input_attributes(names);
        let call = Client::from_conf(config.build()).create_disk_snapshot();
        call.disk_name("d")
            .disk_snapshot_name("s")
            .send()
            .await
            .unwrap();
        assert_eq!(*witness.0.lock().unwrap(), ["started", seen]);
    }
}

#[test]
fn the_plugin_of_an_operation_is_made_once() {
    let first = GetDiskSnapshots::plugin();
    assert!(std::ptr::eq(first, GetDiskSnapshots::plugin()));
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
