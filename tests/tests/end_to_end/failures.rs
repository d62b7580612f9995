//! Everything that can go wrong on the way.

use std::time::Duration;

use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::timeout::TimeoutConfig;
use lightsail_snapshots::config::{self, BehaviorVersion, Region};
use lightsail_snapshots::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use lightsail_snapshots::operation::RequestId;
use lightsail_snapshots::operation::get_disk_snapshots::GetDiskSnapshotsError;
use lightsail_snapshots::{Client, Error};
use tests::local::{Answer, Server, refused};

use super::complete;

type Failed = SdkError<GetDiskSnapshotsError>;

/// The error of a call to a server, and how many requests it took.
async fn failure(answers: impl IntoIterator<Item = Answer>) -> (Failed, usize) {
    let server = Server::answering(answers).await;
    let error = call(complete().endpoint_url(server.url()))
        .await
        .unwrap_err();
    (error, server.requests().len())
}

async fn call(config: config::Builder) -> Result<Vec<String>, Failed> {
    let client = Client::from_conf(config.build());
    let output = client.get_disk_snapshots().send().await?;
    let names = output.disk_snapshots().iter();
    Ok(names
        .map(|snapshot| snapshot.name().unwrap().to_owned())
        .collect())
}

const NAMED: &str = r#"{"diskSnapshots":[{"name":"a"}]}"#;

#[tokio::test]
async fn a_modeled_error_is_not_retried() {
    let body = r#"{"__type":"NotFoundException","message":"no such disk","docs":"https://example.com","tip":"look again"}"#;
    let answer = Answer::json(400, body)
        .header("x-amzn-errortype", "NotFoundException:http://internal/")
        .header("x-amzn-requestid", "r2");
    let (error, attempts) = failure([answer]).await;
    assert_eq!(attempts, 1);
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("NotFoundException"), Some("r2"))
    );
    let service_error = error.into_service_error();
    assert!(service_error.is_not_found_exception());
    assert!(!service_error.is_service_exception());
    assert_eq!(service_error.to_string(), "NotFoundException: no such disk");
    let Error::NotFoundException(inner) = Error::from(service_error) else {
        panic!("it became another error")
    };
    assert_eq!(inner.message(), Some("no such disk"));
    assert_eq!(
        (inner.docs(), inner.tip()),
        (Some("https://example.com"), Some("look again"))
    );
    assert_eq!(inner.request_id(), Some("r2"));
}

#[tokio::test]
async fn an_unknown_error_keeps_its_code() {
    let body = r#"{"__type":"com.amazonaws#BrandNewException","message":"never heard of"}"#;
    let (error, attempts) = failure([Answer::json(400, body)]).await;
    assert_eq!(attempts, 1);
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
    assert_eq!(error.code(), Some("BrandNewException"));
    assert_eq!(error.message(), Some("never heard of"));
    let service_error = error.into_service_error();
    assert_eq!(
        service_error.to_string(),
        "unhandled error (BrandNewException)"
    );
}

#[tokio::test]
async fn a_server_error_is_retried() {
    let server = Server::answering([
        Answer::json(500, r#"{"__type":"ServiceException"}"#),
        Answer::json(200, NAMED),
    ])
    .await;
    let names = call(complete().endpoint_url(server.url())).await.unwrap();
    assert_eq!(names, ["a"]);
    let attempts: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.header("amz-sdk-request").to_owned())
        .collect();
    assert_eq!(attempts, ["attempt=1; max=3", "attempt=2; max=3"]);
    let requests = server.requests();
    let ids: Vec<&str> = requests
        .iter()
        .map(|r| r.header("amz-sdk-invocation-id"))
        .collect();
    assert_eq!(ids[0], ids[1], "two attempts are one invocation");
}

#[tokio::test]
async fn a_server_error_is_reported_after_three_attempts() {
    let body = r#"{"__type":"ServiceException","message":"down"}"#;
    let (error, attempts) = failure([500, 502, 503].map(|status| Answer::json(status, body))).await;
    assert_eq!(attempts, 3);
    let raw = error.raw_response().unwrap();
    assert_eq!(raw.status().as_u16(), 503);
    assert!(error.into_service_error().is_service_exception());
}

#[tokio::test]
async fn throttling_is_retried() {
    let throttled = r#"{"__type":"ThrottlingException","message":"slow down"}"#;
    let server = Server::answering([
        Answer::json(400, throttled),
        Answer::json(400, throttled),
        Answer::json(200, NAMED),
    ])
    .await;
    assert_eq!(
        call(complete().endpoint_url(server.url())).await.unwrap(),
        ["a"]
    );
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn nobody_listens() {
    let error = call(complete().endpoint_url(refused().await))
        .await
        .unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_io(), "{failure:?}");
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("refused"), "{text}");
}

#[tokio::test]
async fn the_server_is_silent() {
    let timeouts = TimeoutConfig::builder()
        .read_timeout(Duration::from_millis(30))
        .build();
    let retries = RetryConfig::standard()
        .with_max_attempts(2)
        .with_initial_backoff(Duration::from_millis(1));
    let server = Server::answering([Answer::never(), Answer::never()]).await;
    let config = complete().timeout_config(timeouts).retry_config(retries);
    let error = call(config.endpoint_url(server.url())).await.unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else {
        panic!("{error:?}")
    };
    assert!(failure.is_timeout(), "{failure:?}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_operation_takes_too_long() {
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(30))
        .build();
    let server = Server::answering([Answer::never()]).await;
    let config = complete()
        .timeout_config(timeouts)
        .endpoint_url(server.url());
    let error = call(config).await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_body_breaks_off() {
    let (error, attempts) = failure([NAMED; 3].map(Answer::cut)).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert_eq!(attempts, 3);
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 200);
    // All of the JSON came: what is wrong is the length.
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("IncompleteBody"), "{text}");
}

#[tokio::test]
async fn html_with_success_is_no_output() {
    let (error, attempts) = failure([Answer::html(200)]).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert_eq!(attempts, 1);
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn html_with_a_server_error_is_retried() {
    let (error, attempts) = failure([500; 3].map(Answer::html)).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert_eq!(attempts, 3);
    assert_eq!(error.code(), None);
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 500);
}

#[tokio::test]
async fn without_a_region_nothing_is_sent() {
    let error = call(complete().region(None)).await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    let text = DisplayErrorContext(&error).to_string();
    assert!(
        text.contains("Invalid Configuration: Missing Region"),
        "{text}"
    );
}

#[tokio::test]
async fn without_credentials_nothing_is_sent() {
    let server = Server::answering([]).await;
    let config = config::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(server.url());
    let error = call(config).await.unwrap_err();
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    let text = DisplayErrorContext(&error).to_string();
    let wanted =
        "failed to select an auth scheme to sign the request with. \"sigv4\" wasn't a valid option";
    assert!(text.contains(wanted), "{text}");
    assert_eq!(server.requests().len(), 0);
}
