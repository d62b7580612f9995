//! What can go wrong between client and server. What an answer says is compared in `dropin`.

use std::time::Duration;

use lightsail_snapshots::Client;
use lightsail_snapshots::config;
use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::timeout::TimeoutConfig;
use lightsail_snapshots::error::{DisplayErrorContext, SdkError};
use lightsail_snapshots::operation::get_disk_snapshots::GetDiskSnapshotsError;
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
