//! The tools of the ecosystem, as users of them write it.

use super::call::fixed;
use super::sdk;
use crate::harness::metrics::install;
use crate::harness::traces::Traces;
use crate::harness::{Answer, Wire, anonymous, block_on, text};
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient, capture_request};
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use aws_smithy_types::body::SdkBody;
use sdk::operation::get_disk_snapshots::{GetDiskSnapshotsError, GetDiskSnapshotsOutput};
use sdk::types::DiskSnapshot;
use sdk::types::error::NotFoundException;
use sdk::{Client, Config};

fn page(name: &str, next: Option<&str>) -> GetDiskSnapshotsOutput {
    GetDiskSnapshotsOutput::builder()
        .disk_snapshots(DiskSnapshot::builder().name(name).build())
        .set_next_page_token(next.map(str::to_owned))
        .build()
}

pub(crate) async fn mocks() -> Vec<String> {
    let first = mock!(Client::get_disk_snapshots)
        .match_requests(|input| input.page_token().is_none())
        .then_output(|| page("a", Some("more")));
    let second = mock!(Client::get_disk_snapshots)
        .match_requests(|input| input.page_token() == Some("more"))
        .then_output(|| page("b", None));
    let missing = mock!(Client::delete_disk_snapshot).then_error(|| {
        sdk::operation::delete_disk_snapshot::DeleteDiskSnapshotError::NotFoundException(
            NotFoundException::builder()
                .message("no such snapshot")
                .build(),
        )
    });
    let client = mock_client!(sdk, RuleMode::MatchAny, [&first, &second, &missing]);
    let mut texts = Vec::new();
    for token in [None, Some("more".to_owned())] {
        let page = client
            .get_disk_snapshots()
            .set_page_token(token)
            .send()
            .await;
        texts.push(format!("{:?}", page.unwrap()));
    }
    let error = client
        .delete_disk_snapshot()
        .disk_snapshot_name("x")
        .send()
        .await;
    let error = error.unwrap_err().into_service_error();
    texts.push(anonymous(format!(
        "{error} {error:?} {}",
        error.is_not_found_exception()
    )));
    texts.push(format!(
        "{} {} {}",
        first.num_calls(),
        second.num_calls(),
        missing.num_calls()
    ));
    texts
}

pub(crate) async fn mocked_sequence() -> Vec<String> {
    let retried = mock!(Client::get_disk_snapshots)
        .sequence()
        .http_status(503, None)
        .output(|| page("a", None))
        .error(|| GetDiskSnapshotsError::unhandled("no more"))
        .build();
    let client = mock_client!(sdk, RuleMode::Sequential, [&retried], |config| {
        config.retry_config(sdk::config::retry::RetryConfig::standard())
    });
    let page = client.get_disk_snapshots().send().await.unwrap();
    let error = client.get_disk_snapshots().send().await.unwrap_err();
    vec![
        format!("{page:?}"),
        anonymous(format!("{error:?}"))
            .split("raw:")
            .next()
            .unwrap()
            .to_owned(),
        retried.num_calls().to_string(),
    ]
}

/// The configuration of a test that has its own HTTP client.
fn config() -> sdk::config::Builder {
    Config::builder().with_test_defaults_v2()
}

pub(crate) async fn static_replay() -> Vec<String> {
    let event = |status: u16, token: &str, body: &str| {
        let sent = if token.is_empty() {
            "{}".into()
        } else {
            format!(r#"{{"pageToken":"{token}"}}"#)
        };
        ReplayEvent::new(
            http::Request::builder()
                .method("POST")
                .uri("https://lightsail.us-east-1.amazonaws.com/")
                .header("x-amz-target", "Lightsail_20161128.GetDiskSnapshots")
                .header("content-type", "application/x-amz-json-1.1")
                .body(SdkBody::from(sent))
                .unwrap(),
            http::Response::builder()
                .status(status)
                .body(SdkBody::from(body))
                .unwrap(),
        )
    };
    let replay = StaticReplayClient::new(vec![
        event(
            200,
            "",
            r#"{"diskSnapshots":[{"name":"a"}],"nextPageToken":"t"}"#,
        ),
        event(200, "t", r#"{"diskSnapshots":[{"name":"b"}]}"#),
    ]);
    let client = Client::from_conf(config().http_client(replay.clone()).build());
    let first = client.get_disk_snapshots().send().await.unwrap();
    let next = first.next_page_token().unwrap();
    let second = client
        .get_disk_snapshots()
        .page_token(next)
        .send()
        .await
        .unwrap();
    replay.assert_requests_match(&["user-agent", "x-amz-user-agent", "authorization"]);
    replay.relaxed_requests_match();
    vec![format!("{first:?}"), format!("{second:?}")]
}

pub(crate) async fn captured() -> Vec<String> {
    let response = http::Response::builder().status(404);
    let response = response
        .body(SdkBody::from(r#"{"__type":"NotFoundException"}"#))
        .unwrap();
    let (http_client, request) = capture_request(Some(response));
    let client = Client::from_conf(config().http_client(http_client).build());
    let error = client
        .get_disk_snapshots()
        .page_token("p")
        .send()
        .await
        .unwrap_err();
    let request = text(&request.expect_request());
    let lines = request
        .lines()
        .filter(|line| !line.starts_with("amz-sdk-invocation-id"));
    vec![
        lines.collect::<Vec<_>>().join("\n"),
        error
            .as_service_error()
            .unwrap()
            .is_not_found_exception()
            .to_string(),
    ]
}

/// What `with_test_defaults` and its relatives set.
pub(crate) async fn test_defaults() -> Vec<String> {
    let mut texts = Vec::new();
    let mut applied = Config::builder();
    applied.apply_test_defaults();
    let mut applied_v2 = Config::builder();
    applied_v2.apply_test_defaults_v2();
    for config in [
        Config::builder().with_test_defaults(),
        Config::builder().with_test_defaults_v2(),
        Config::builder()
            .region(sdk::config::Region::new("eu-west-1"))
            .with_test_defaults_v2(),
        applied,
        applied_v2,
    ] {
        let wire = Wire::fine();
        let client = Client::from_conf(config.http_client(wire.clone()).build());
        texts.extend(super::config::described(client.config()));
        let result = client.get_disk_snapshots().send().await;
        texts.push(result.is_ok().to_string());
        let sent = wire.take().join("\n");
        let lines = sent
            .lines()
            .filter(|line| !line.starts_with("amz-sdk-invocation-id"));
        texts.extend(lines.map(str::to_owned));
    }
    texts
}

/// Spans and events of a call that is tried twice.
pub(crate) fn traced() -> Vec<String> {
    Traces::of(|| {
        let answers = [
            Answer::new(500, "{}"),
            Answer::ok("{}").header("x-amzn-requestid", "id"),
        ];
        let wire = Wire::new(answers);
        let client = Client::from_conf(fixed(&wire).build());
        block_on(client.create_disk_snapshot().disk_snapshot_name("s").send()).unwrap();
        wire.answer([Answer::new(400, r#"{"__type":"NotFoundException"}"#)]);
        block_on(client.get_export_snapshot_records().send()).unwrap_err();
    })
}

/// What is measured of calls that are tried twice, and fail; to be run in a process of its own.
pub(crate) fn measured() -> Vec<String> {
    let measured = install();
    let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
    let config = fixed(&wire).emit_input_attributes(["diskSnapshotName", "tags", "unknown"]);
    let client = Client::from_conf(config.build());
    let call = client
        .create_disk_snapshot()
        .disk_snapshot_name("s")
        .disk_name("d");
    block_on(call.send()).unwrap();
    wire.answer([Answer::new(400, r#"{"__type":"NotFoundException"}"#)]);
    block_on(client.get_disk_snapshots().send()).unwrap_err();
    let mut measured = measured.lock().unwrap();
    std::mem::take(&mut measured)
}

/// The members of an input that interceptors may see, if they are asked for.
pub(crate) fn captured_attributes() -> Vec<String> {
    use aws_smithy_types::telemetry::CapturedTelemetryAttributes;
    use sdk::config::interceptors::BeforeSerializationInterceptorContextRef;
    use sdk::config::{ConfigBag, Intercept, RuntimeComponents};
    use std::sync::{Arc, Mutex};
    #[derive(Debug, Clone, Default)]
    struct See(Arc<Mutex<Vec<String>>>);
    impl Intercept for See {
        fn name(&self) -> &'static str {
            "See"
        }
        fn read_before_serialization(
            &self,
            _: &BeforeSerializationInterceptorContextRef<'_>,
            _: &RuntimeComponents,
            cfg: &mut ConfigBag,
        ) -> Result<(), sdk::error::BoxError> {
            let seen = cfg.load::<CapturedTelemetryAttributes>();
            self.0.lock().unwrap().push(format!("{seen:?}"));
            Ok(())
        }
    }
    let see = See::default();
    let client = |names: &[&str]| {
        let config = fixed(&Wire::fine()).interceptor(see.clone());
        Client::from_conf(
            config
                .capture_input_attributes(names.iter().copied())
                .build(),
        )
    };
    for names in [
        &["diskSnapshotName"][..],
        &["diskName"],
        &["instanceName"],
        &["pageToken"],
        &["disk_snapshot_name"],
        &["tags"],
        &[],
    ] {
        let client = client(names);
        let call = client
            .create_disk_snapshot()
            .disk_snapshot_name("s")
            .disk_name("d");
        block_on(call.instance_name("").send()).unwrap();
        block_on(client.get_instance_snapshots().page_token("t").send()).unwrap();
    }
    see.0.lock().unwrap().clone()
}
