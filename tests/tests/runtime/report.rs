//! Reports of errors, with and without a client.

use crate::miniature::{PutTag, PutTagError};
use lightsail_snapshots::Error;
use lightsail_snapshots::error::{DisplayErrorContext, ErrorMetadata, Report};
use lightsail_snapshots::operation::get_disk_snapshots::{GetDiskSnapshots, GetDiskSnapshotsError};
use whittle_runtime::codec::{Integer, Plain, Secret};
use whittle_runtime::operation::details::Members;
use whittle_runtime::schema::{Member, MemberWriter};

fn parsed(body: &str) -> GetDiskSnapshotsError {
    let response = http::Response::builder().status(400);
    let response = response.header("x-amzn-requestid", "id-1").body(body);
    GetDiskSnapshots::parse(&response.unwrap()).unwrap_err()
}

#[test]
fn an_exception_is_told_with_its_request() {
    let error = parsed(r#"{"__type":"NotFoundException","message":"no\nsuch\u2028 disk"}"#);
    let report = error.report();
    assert_eq!(report.message.as_deref(), Some("no\nsuch\u{2028} disk"));
    assert_eq!(
        report.to_string(),
        "GetDiskSnapshots: NotFoundException: no such disk (request id id-1)"
    );
    let report = Error::from(error).report();
    assert_eq!(
        report.to_string(),
        "NotFoundException: no such disk (request id id-1)"
    );
}

#[test]
fn members_that_say_nothing_new_are_left_out() {
    let error =
        parsed(r#"{"__type":"NotFoundException","message":"m","code":"NotFoundException"}"#);
    assert_eq!(error.report().members, []);
    let response = http::Response::builder().status(400);
    let response = response.header("x-amzn-errortype", "NotFoundException");
    let response = response.body(r#"{"code":"Own","message":"m"}"#).unwrap();
    let report = GetDiskSnapshots::parse(&response).unwrap_err().report();
    assert_eq!(report.members, [("code", "Own".to_owned())]);
    assert_eq!(
        report.to_string(),
        "GetDiskSnapshots: NotFoundException: m, code: Own"
    );
}

#[test]
fn what_the_model_calls_retryable_is() {
    let response = http::Response::builder().status(400);
    let response = response.body(r#"{"__type":"ThrottledException"}"#).unwrap();
    let error = PutTag::parse(&response).unwrap_err();
    assert_eq!(
        error.report().to_string(),
        "PutTag: ThrottledException (retryable)"
    );
    let meta = ErrorMetadata::builder().code("Other").message("m").build();
    let error = PutTagError::generic(meta);
    assert_eq!(error.report().to_string(), "PutTag: Other: m");
}

#[test]
fn a_body_is_not_quoted() {
    let response = http::Response::new(r#"{"nextPageToken":["hunter2"]}"#);
    let error = GetDiskSnapshots::parse(&response).unwrap_err();
    let report = error.report();
    assert_eq!(
        report.to_string(),
        "GetDiskSnapshots: unhandled error: a value is not as expected at line 1 column 17"
    );
    let response = http::Response::new(r#"{"diskSnapshots":"hunter2"}"#);
    let error = GetDiskSnapshots::parse(&response).unwrap_err();
    let (report, text) = (error.report(), DisplayErrorContext(&error));
    assert!(!format!("{report} {report:?} {text}").contains("hunter2"));
}

#[test]
fn a_session_token_is_not_repeated() {
    let message = "Expected\\n'POST\\nx-amz-date:1\\nx-amz-security-token:hunter2+/==\\nx-amz-target:t\\n\\nhost;x-amz-security-token'";
    let body = format!(r#"{{"__type":"InvalidSignatureException","message":"{message}"}}"#);
    let report = parsed(&body).report();
    assert_eq!(
        report.message.as_deref(),
        Some(
            "Expected\n'POST\nx-amz-date:1\nx-amz-security-token:***\nx-amz-target:t\n\nhost;x-amz-security-token'"
        )
    );
    assert!(!format!("{report} {report:?}").contains("hunter2"));
}

#[test]
fn sensitive_members_are_not_taken() {
    const TIP: Member = Member::new("tip", r#","tip":"#);
    const RETRY: Member = Member::new("retryAfterSeconds", r#","retryAfterSeconds":"#);
    const PIN: Member = Member::new("pin", r#","pin":"#);
    const MESSAGE: Member = Member::new("Message", r#","Message":"#);
    let mut members = Members::default();
    members.write::<Plain, _>(&TIP, &"t".to_owned());
    members.write::<Integer, _>(&RETRY, &7);
    members.write::<Secret<Integer>, _>(&PIN, &1234);
    assert!(!members.hide_message());
    members.write::<Secret<Plain>, _>(&MESSAGE, &"hunter2".to_owned());
    assert!(members.hide_message());
    let text = format!("{members:?}");
    assert!(
        text.contains(r#"[("tip", "t"), ("retryAfterSeconds", "7")]"#),
        "{text}"
    );
}

mod client {
    use crate::support::{fixed, replay, text};
    use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
    use aws_smithy_types::body::SdkBody;
    use lightsail_snapshots::config::Builder;
    use lightsail_snapshots::error::{CountAttempts, ErrorReport, Report};
    use lightsail_snapshots::meta::Lightsail;
    use lightsail_snapshots::operation::Call;
    use lightsail_snapshots::operation::get_disk_snapshots::{
        GetDiskSnapshots, GetDiskSnapshotsInput,
    };
    use lightsail_snapshots::{Client, Error};
    use std::time::Duration;

    /// What a call comes to that gets these answers, by the trait that all operations share.
    async fn failure<O: Call<Service = Lightsail>>(
        config: Builder,
        input: O::Input,
    ) -> ErrorReport {
        let client = Client::from_conf(config.build());
        O::send(&client, input).await.unwrap_err().report()
    }

    async fn answered(answers: &[(u16, &str)]) -> String {
        let http = replay(answers.iter().copied());
        let input = GetDiskSnapshotsInput::builder().build().unwrap();
        let report =
            failure::<GetDiskSnapshots>(fixed(&http).interceptor(CountAttempts), input).await;
        report.to_string()
    }

    #[tokio::test]
    async fn a_call_knows_status_and_attempts() {
        let not_found = r#"{"__type":"NotFoundException","message":"m"}"#;
        let throttled = r#"{"__type":"ThrottlingException","message":"m"}"#;
        for (answers, line) in [
            (
                vec![(400, not_found)],
                "NotFoundException: m (status 400, 1 attempt, not retryable)",
            ),
            (
                vec![(503, "{}"), (400, not_found)],
                "NotFoundException: m (status 400, 2 attempts, not retryable)",
            ),
            (
                vec![(400, throttled); 3],
                "ThrottlingException: m (status 400, 3 attempts, retryable)",
            ),
            (
                vec![(200, "[]")],
                "response error: a value is not as expected at line 1 column 0 \
                 (status 200, 1 attempt, not retryable)",
            ),
            (
                vec![(500, "{}"); 3],
                "response error: unhandled error: Error (status 500, 3 attempts, retryable)",
            ),
        ] {
            assert_eq!(
                answered(&answers).await,
                format!("GetDiskSnapshots: {line}")
            );
        }
    }

    #[tokio::test]
    async fn a_line_has_everything() {
        let event = |status: u16, body: &'static str| {
            let response = http::Response::builder()
                .status(status)
                .header("x-amzn-errortype", "NotFoundException")
                .header("x-amzn-requestid", "r-1")
                .header("x-private", "private header");
            let request = http::Request::new(SdkBody::empty());
            ReplayEvent::new(request, response.body(SdkBody::from(body)).unwrap())
        };
        let not_found = r#"{"code":"DiskSnapshotNotFound", "docs":"https://docs.example",
            "message":"no such\nsnapshot","tip":"look at the name"}"#;
        let http = StaticReplayClient::new(vec![event(503, "{}"), event(400, not_found)]);
        let config = fixed(&http).interceptor(CountAttempts);
        let call = Client::from_conf(config.build()).delete_disk_snapshot();
        let call = call.disk_snapshot_name("private-name");
        let error = call.send().await.unwrap_err();
        assert!(format!("{error:?}").contains("private header"));
        let report = error.report();
        assert_eq!(
            report.to_string(),
            "DeleteDiskSnapshot: NotFoundException: no such snapshot, code: DiskSnapshotNotFound, \
             docs: https://docs.example, tip: look at the name \
             (status 400, request id r-1, 2 attempts, not retryable)"
        );
        assert!(!format!("{report:?}").contains("private"), "{report:?}");
        let line = Error::from(error).report().to_string();
        let start = "NotFoundException: no such snapshot, code: DiskSnapshotNotFound, docs: ";
        assert!(line.starts_with(start), "{line}");
        assert!(line.ends_with(" (request id r-1)"), "{line}");
    }

    #[tokio::test]
    async fn a_call_without_answer_knows_neither() {
        let input = GetDiskSnapshotsInput::builder().build().unwrap();
        let config = fixed(&replay([])).region(None);
        let report = failure::<GetDiskSnapshots>(config, input.clone()).await;
        assert_eq!((report.status, report.attempts), (None, None));
        assert_eq!(report.retryable, Some(false));
        let line = report.to_string();
        let start = "GetDiskSnapshots: dispatch failure: ";
        assert!(line.starts_with(start), "{line}");
        assert!(
            line.ends_with("Invalid Configuration: Missing Region (not retryable)"),
            "{line}"
        );

        let at_once = lightsail_snapshots::config::timeout::TimeoutConfig::builder()
            .operation_timeout(Duration::ZERO)
            .build();
        let config = fixed(&replay([]))
            .http_client(aws_smithy_http_client::test_util::NeverClient::new())
            .timeout_config(at_once);
        let line = failure::<GetDiskSnapshots>(config, input).await.to_string();
        assert!(
            line.starts_with("GetDiskSnapshots: request has timed out: "),
            "{line}"
        );
        assert!(line.ends_with(" (retryable)"), "{line}");
    }

    #[tokio::test]
    async fn attempts_are_not_counted_unless_wanted() {
        let http = replay([(400, r#"{"__type":"NotFoundException"}"#)]);
        let client = Client::from_conf(fixed(&http).build());
        let error = client.get_disk_snapshots().send().await.unwrap_err();
        let text = format!("{error:?}");
        assert!(!text.contains("ttempt"), "{text}");
        assert_eq!(error.report().attempts, None);
    }

    #[tokio::test]
    async fn a_signed_request_is_the_one_that_is_sent() {
        let http = replay([(200, "{}")]);
        let client = Client::from_conf(fixed(&http).build());
        let input = GetDiskSnapshotsInput::builder().page_token("t").build();
        let input = input.unwrap();
        let signed = GetDiskSnapshots::sign(&client, input.clone())
            .await
            .unwrap();
        assert_eq!(http.actual_requests().count(), 0);
        assert_eq!(signed.uri(), "https://lightsail.eu-west-2.amazonaws.com/");
        assert_eq!(signed.body(), br#"{"pageToken":"t"}"#);

        GetDiskSnapshots::send(&client, input).await.unwrap();
        let sent = text(http.actual_requests().next().unwrap());
        for (name, value) in signed.headers() {
            let value = value.to_str().unwrap();
            assert!(
                sent.contains(&format!("\n{name}: {value}\n")),
                "{name}: {value}\n{sent}"
            );
        }
        assert!(signed.headers().contains_key("authorization"));
    }

    #[tokio::test]
    async fn what_cannot_be_signed_is_an_error() {
        let mut config = fixed(&replay([]));
        config.set_region(None);
        let client = Client::from_conf(config.build());
        let input = GetDiskSnapshotsInput::builder().build().unwrap();
        let error = GetDiskSnapshots::sign(&client, input).await.unwrap_err();
        let line = error.report().to_string();
        assert!(line.contains("Missing Region"), "{line}");
    }
}
