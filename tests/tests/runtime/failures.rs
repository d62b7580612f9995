//! What the client says when something is missing: section 3.3 of the reference.

use crate::support::{fixed, replay};
use lightsail_snapshots::Client;
use lightsail_snapshots::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use lightsail_snapshots::config::{BehaviorVersion, Builder, Region};
use lightsail_snapshots::error::{DisplayErrorContext, SdkError};
use lightsail_snapshots::operation::get_disk_snapshots::GetDiskSnapshotsError;

async fn failure(config: Builder) -> (SdkError<GetDiskSnapshotsError>, String) {
    let client = Client::from_conf(config.build());
    let error = client.get_disk_snapshots().send().await.unwrap_err();
    let text = DisplayErrorContext(&error).to_string();
    (error, text)
}

#[test]
#[should_panic(
    expected = "Invalid client configuration: A behavior major version must be set when sending a request or constructing a client. You must set it during client construction or by enabling the `behavior-version-latest` cargo feature."
)]
fn behavior_version() {
    Client::from_conf(Builder::new().build());
}

#[test]
fn nothing_else_is_needed() {
    Client::from_conf(
        Builder::new()
            .behavior_version(BehaviorVersion::latest())
            .build(),
    );
}

#[tokio::test]
async fn region() {
    let (error, text) = failure(fixed(&replay([])).region(None)).await;
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert!(
        text.contains("Invalid Configuration: Missing Region"),
        "{text}"
    );
}

#[tokio::test]
async fn region_that_is_no_host_label() {
    let (error, text) = failure(fixed(&replay([])).region(Region::new("a b"))).await;
    assert!(
        matches!(error, SdkError::ConstructionFailure(_)),
        "{error:?}"
    );
    assert!(
        text.contains("GetDiskSnapshotsEndpointParamsInterceptor"),
        "{text}"
    );
    let rest = "endpoint params could not be built: invalid value for field: `region` - must be \
                a valid host label";
    assert!(text.contains(rest), "{text}");
}

#[tokio::test]
async fn credentials() {
    let config = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new())
        .http_client(replay([]));
    let (error, text) = failure(config).await;
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    let start = "failed to select an auth scheme to sign the request with. \"sigv4\" wasn't a \
                 valid option because there was no identity resolver for it.";
    assert!(text.contains(start), "{text}");
}

#[tokio::test]
async fn endpoint_url() {
    for (config, says) in [
        (
            fixed(&replay([])).endpoint_url("not a url"),
            "failed to apply endpoint `not a url`",
        ),
        (
            fixed(&replay([])).endpoint_url("http://a").use_fips(true),
            "Invalid Configuration: FIPS and custom endpoint are not supported",
        ),
        (
            fixed(&replay([]))
                .endpoint_url("http://a")
                .use_dual_stack(true),
            "Invalid Configuration: Dualstack and custom endpoint are not supported",
        ),
    ] {
        let (error, text) = failure(config).await;
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
        assert!(text.contains(says), "{text}");
        // The request, with its headers and body, is nobody's business.
        assert!(!text.contains("x-amz-target"), "{text}");
    }
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

#[tokio::test]
async fn endpoint_header() {
    for (name, value) in [("a b", "c"), ("a", "b\n")] {
        let config = fixed(&replay([])).endpoint_resolver(WithHeader(name, value));
        let (error, text) = failure(config).await;
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
        let says = "a header of the endpoint is malformed";
        assert!(text.contains(says), "{text}");
    }
}
