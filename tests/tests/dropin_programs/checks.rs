//! What the programs say, whichever crate they are compiled with.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::result_large_err,
    reason = "whole programs, of which the tests need a part"
)]

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_lightsail::Client;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_types::body::SdkBody;
use aws_types::SdkConfig;
use aws_types::region::Region;

#[path = "../../dropin/programs/any_error.rs"]
mod any_error;
#[path = "../../dropin/programs/backup.rs"]
mod backup;
#[path = "../../dropin/programs/create_with_tags.rs"]
mod create_with_tags;
#[path = "../../dropin/programs/delete.rs"]
mod delete;
#[path = "../../dropin/programs/from_environment.rs"]
mod from_environment;
#[path = "../../dropin/programs/list_all.rs"]
mod list_all;

fn shared(http: &StaticReplayClient) -> SdkConfig {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(http.clone())
        .build()
}

/// A client that is given these answers, and what will have been sent.
fn client(answers: &[(u16, &str)]) -> (Client, StaticReplayClient) {
    let event = |(status, body): &(u16, &str)| {
        let response = http::Response::builder().status(*status);
        let response = response.header("x-amzn-requestid", "id-1");
        let request = http::Request::new(SdkBody::empty());
        ReplayEvent::new(request, response.body(SdkBody::from(*body)).unwrap())
    };
    let http = StaticReplayClient::new(answers.iter().map(event).collect());
    (Client::new(&shared(&http)), http)
}

fn bodies(http: &StaticReplayClient) -> Vec<String> {
    let bodies = http
        .actual_requests()
        .map(|request| request.body().bytes().unwrap());
    bodies
        .map(|body| String::from_utf8_lossy(body).into_owned())
        .collect()
}

#[tokio::test]
async fn list_all() {
    let (client, http) = client(&[
        (
            200,
            r#"{"diskSnapshots":[{"name":"a","sizeInGb":8,"state":"completed",
                "location":{"regionName":"eu-west-2"}},{}],"nextPageToken":"t"}"#,
        ),
        (
            200,
            r#"{"diskSnapshots":[{"name":"b","sizeInGb":32,"state":"new-state"}]}"#,
        ),
    ]);
    assert_eq!(
        list_all::run(&client).await.unwrap(),
        "b: 32 GB, new-state, nowhere\na: 8 GB, ready, eu-west-2\n(no name): 0 GB, ?, nowhere\n"
    );
    assert_eq!(bodies(&http), ["{}", r#"{"pageToken":"t"}"#]);
}

#[tokio::test]
async fn create_with_tags() {
    let answer = r#"{"operations":[{"operationType":"CreateDiskSnapshot","status":"Succeeded"},
        {"operationType":"CreateSomethingNew","status":"Started"}]}"#;
    let (client, http) = client(&[(200, answer)]);
    assert_eq!(
        create_with_tags::run(&client).await.unwrap(),
        "1 of 2 done: [CreateDiskSnapshot, Unknown(UnknownVariantValue(\"CreateSomethingNew\"))]\n"
    );
    let request = http.actual_requests().next().unwrap();
    assert_eq!(
        request.uri(),
        "https://lightsail.eu-central-1.amazonaws.com/"
    );
    assert_eq!(request.headers().get("x-reason"), Some("backup"));
    let sent = concat!(
        r#"{"diskName":"data","diskSnapshotName":"data-2023-11-14","#,
        r#""tags":[{"key":"team","value":"storage"},{"key":"keep","value":""}]}"#
    );
    assert_eq!(bodies(&http), [sent]);
}

#[tokio::test]
async fn delete() {
    for (status, body, said) in [
        (200, "{}", Ok("deleted by Some(\"id-1\")\n")),
        (
            404,
            r#"{"__type":"NotFoundException","message":"m","tip":"t"}"#,
            Ok("it was not there: NotFoundException: m (request id-1, tip t)\n"),
        ),
        (
            403,
            r#"{"__type":"AccessDeniedException"}"#,
            Err("ask for permission"),
        ),
    ] {
        let (client, _) = client(&[(status, body)]);
        let result = delete::run(&client).await;
        assert_eq!(result.as_deref().map_err(String::as_str), said);
    }
}

#[tokio::test]
async fn any_error() {
    let (client, _) = client(&[
        (200, "{}"),
        (
            400,
            r#"{"__type":"a#InvalidInputException:b","message":"wrong"}"#,
        ),
        (400, "<html>"),
        (400, r#"{"__type":"NotFoundException","message":"gone"}"#),
        (400, r#"{"__type":"Strange","message":"odd"}"#),
    ]);
    assert_eq!(
        any_error::run(&client).await,
        "instances: fine\n\
         records: 400 InvalidInputException wrong id-1 InvalidInputException: wrong\n\
         disks: 400 - - - \n\
         not found: NotFoundException: gone\n\
         unhandled error (Strange) Some(\"Strange\")\n"
    );
}

#[tokio::test]
async fn from_environment() {
    let http = StaticReplayClient::new(Vec::new());
    assert_eq!(
        from_environment::run(&shared(&http)),
        "Some(\"eu-west-2\") Some(\"backup\") None Some(30s) lightsail\n"
    );
}
