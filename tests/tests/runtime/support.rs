//! A client without a network, whose requests can be looked at.

use aws_runtime::invocation_id::{InvocationId, InvocationIdGenerator};
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_types::body::SdkBody;
use lightsail_snapshots::config::http::HttpRequest;
use lightsail_snapshots::config::interceptors::BeforeSerializationInterceptorContextRef;
use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::{
    BehaviorVersion, Builder, ConfigBag, Credentials, HttpClient, Intercept, Region,
    RuntimeComponents,
};
use lightsail_snapshots::error::BoxError;
use std::time::Duration;

/// Answers the requests with these responses.
pub(crate) fn replay<'a>(
    responses: impl IntoIterator<Item = (u16, &'a str)>,
) -> StaticReplayClient {
    let events = responses.into_iter().map(|(status, body)| {
        let request = http::Request::new(SdkBody::empty());
        let response = http::Response::builder().status(status);
        ReplayEvent::new(request, response.body(SdkBody::from(body)).unwrap())
    });
    StaticReplayClient::new(events.collect())
}

/// The configuration of the reference requests.
pub(crate) fn fixed(http_client: &StaticReplayClient) -> Builder {
    Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            None,
            None,
            "test",
        ))
        .time_source(StaticTimeSource::from_secs(1_700_000_000))
        .sleep_impl(TokioSleep::new())
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .invocation_id_generator(FixedId)
        .interceptor(OfficialVersion)
        .http_client(Unnamed(http_client.clone()))
}

/// A client that does not put its name into the user agent.
#[derive(Debug)]
struct Unnamed(StaticReplayClient);

impl HttpClient for Unnamed {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.http_connector(settings, components)
    }
}

#[derive(Debug)]
struct FixedId;

impl InvocationIdGenerator for FixedId {
    fn generate(&self) -> Result<Option<InvocationId>, BoxError> {
        Ok(Some(InvocationId::new(
            "11111111-2222-4333-8444-555555555555".to_owned(),
        )))
    }
}

/// Says the version of the official crate in the user agent, since that is signed.
#[derive(Debug)]
struct OfficialVersion;

impl Intercept for OfficialVersion {
    fn name(&self) -> &'static str {
        "OfficialVersion"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let official = ApiMetadata::new("lightsail", "1.135.0");
        cfg.interceptor_state().store_put(official);
        Ok(())
    }
}

/// A request as it stands in the reference files.
pub(crate) fn text(request: &HttpRequest) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    let body = str::from_utf8(request.body().bytes().unwrap()).unwrap();
    format!("{text}\n{body}")
}
