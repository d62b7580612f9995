//! Paginators and the waiters over pages of the generated crate, against a scripted service.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::TimeSource;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use lightsail_snapshots::Client;
use lightsail_snapshots::client::Waiters;
use lightsail_snapshots::config::{BehaviorVersion, Config, Region, retry::RetryConfig};
use lightsail_snapshots::error::ProvideErrorMetadata;
use lightsail_snapshots::waiters::PageWaiterError;
use serde_json::{Value, json};

/// What was asked for: the target's operation and the page token.
type Log = Arc<Mutex<Vec<(String, Option<String>)>>>;

/// A clock that follows tokio's, so that a paused runtime pauses it too.
#[derive(Debug)]
struct TokioClock(tokio::time::Instant);

impl TimeSource for TokioClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.0.elapsed()
    }
}

/// A client whose service is a function from the number of the call and the token to a response.
fn client(
    answer: impl Fn(usize, Option<&str>) -> (u16, Value) + Send + Sync + 'static,
) -> (Client, Log) {
    let log: Log = Arc::default();
    let seen = Arc::clone(&log);
    let http = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let target = request.headers()["x-amz-target"].to_str().unwrap();
        let operation = target.rsplit('.').next().unwrap().to_owned();
        let body: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
        let token = body["pageToken"].as_str().map(str::to_owned);
        let call = seen.lock().unwrap().len();
        seen.lock().unwrap().push((operation, token.clone()));
        let (status, body) = answer(call, token.as_deref());
        http::Response::builder()
            .status(status)
            .body(SdkBody::from(body.to_string()))
            .unwrap()
    });
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .with_test_defaults()
        .http_client(http)
        .sleep_impl(TokioSleep::new())
        .time_source(TokioClock(tokio::time::Instant::now()))
        .retry_config(RetryConfig::disabled())
        .build();
    (Client::from_conf(config), log)
}

fn tokens(log: &Log) -> Vec<Option<String>> {
    log.lock()
        .unwrap()
        .iter()
        .map(|(_, token)| token.clone())
        .collect()
}

fn snapshot(name: &str, state: &str) -> Value {
    json!({ "name": name, "state": state })
}

#[tokio::test]
async fn pages_follow_the_token_and_empty_pages_do_not_end_them() {
    let (client, log) = client(|_, token| {
        let page = match token {
            None => json!({ "diskSnapshots": [snapshot("a", "completed")], "nextPageToken": "1" }),
            Some("1") => json!({ "diskSnapshots": [], "nextPageToken": "2" }),
            Some("2") => {
                json!({ "diskSnapshots": [snapshot("b", "pending")], "nextPageToken": "" })
            }
            other => panic!("unexpected token {other:?}"),
        };
        (200, page)
    });
    let pages: Vec<_> = client
        .get_disk_snapshots()
        .into_paginator()
        .send()
        .collect::<Result<_, _>>()
        .await
        .unwrap();
    let sizes: Vec<usize> = pages
        .iter()
        .map(|page| page.disk_snapshots().len())
        .collect();
    assert_eq!(sizes, [1, 0, 1]);
    assert_eq!(tokens(&log), [None, Some("1".into()), Some("2".into())]);
}

#[tokio::test]
async fn items_come_one_by_one_and_pages_only_when_they_are_needed() {
    let (client, log) = client(|call, _| {
        let items: Vec<Value> = (0..1000)
            .map(|i| snapshot(&format!("{call}-{i}"), "completed"))
            .collect();
        (
            200,
            json!({ "diskSnapshots": items, "nextPageToken": format!("t{call}") }),
        )
    });
    let mut items = client.get_disk_snapshots().into_paginator().items().send();
    for i in 0..1000 {
        let item = items.try_next().await.unwrap().unwrap();
        assert_eq!(item.name(), Some(format!("0-{i}").as_str()));
    }
    // The stream may look one page ahead, but not further.
    assert!(tokens(&log).len() <= 2, "{:?}", tokens(&log));
    assert_eq!(items.try_next().await.unwrap().unwrap().name(), Some("1-0"));
}

#[tokio::test]
async fn a_repeated_token_is_the_end_unless_it_is_wanted() {
    let repeat = |call: usize, _: Option<&str>| {
        let next = if call < 3 { json!("same") } else { Value::Null };
        (
            200,
            json!({ "diskSnapshots": [snapshot("a", "completed")], "nextPageToken": next }),
        )
    };
    let (first, log) = client(repeat);
    let paginator = first.get_disk_snapshots().into_paginator();
    let pages: Vec<_> = paginator.send().try_collect().await.unwrap();
    assert_eq!((pages.len(), tokens(&log).len()), (2, 2));

    let (second, log) = client(repeat);
    let paginator = second
        .get_disk_snapshots()
        .into_paginator()
        .stop_on_duplicate_token(false);
    let pages: Vec<_> = paginator.send().try_collect().await.unwrap();
    assert_eq!((pages.len(), tokens(&log).len()), (4, 4));
}

#[tokio::test]
async fn an_error_is_the_last_item_and_the_start_is_where_the_builder_says() {
    let (client, log) = client(|call, _| match call {
        0 => (200, json!({ "diskSnapshots": [], "nextPageToken": "b" })),
        _ => (
            400,
            json!({ "__type": "InvalidInputException", "message": "no" }),
        ),
    });
    let mut pages = client
        .get_disk_snapshots()
        .page_token("a")
        .into_paginator()
        .send();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("InvalidInputException"));
    assert!(pages.next().await.is_none());
    assert_eq!(tokens(&log), [Some("a".into()), Some("b".into())]);
}

/// A service whose snapshot is in one state after the other, on its second page.
fn states(states: &'static [Option<&'static str>]) -> (Client, Log) {
    let looks = Mutex::new(0);
    client(move |_, token| {
        if token.is_none() {
            return (
                200,
                json!({ "diskSnapshots": [snapshot("other", "error")], "nextPageToken": "2" }),
            );
        }
        let mut look = looks.lock().unwrap();
        let state = states[(*look).min(states.len() - 1)];
        *look += 1;
        let items: Vec<Value> = state
            .map(|state| snapshot("nightly", state))
            .into_iter()
            .collect();
        (200, json!({ "diskSnapshots": items }))
    })
}

#[tokio::test(start_paused = true)]
async fn a_waiter_finds_its_item_on_any_page_and_waits_for_its_state() {
    let (client, log) = states(&[None, Some("pending"), Some("pending"), Some("completed")]);
    let start = tokio::time::Instant::now();
    let waiter = client.wait_until_disk_snapshot_completed().name("nightly");
    let snapshot = waiter.wait(Duration::from_secs(600)).await.unwrap();
    assert_eq!(snapshot.name(), Some("nightly"));
    assert_eq!(tokens(&log).len(), 8);
    // Three delays between 5 s and 5, 10, 20 s.
    let waited = start.elapsed().as_secs_f64();
    assert!((15.0..=35.5).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn a_waiter_says_how_it_failed() {
    let limit = Duration::from_secs(120);
    let wait = |client: Client| async move {
        client
            .wait_until_disk_snapshot_completed()
            .name("nightly")
            .wait(limit)
            .await
            .unwrap_err()
    };

    let error = wait(states(&[Some("pending"), Some("error")]).0).await;
    assert_eq!(
        error.to_string(),
        "the awaited state is out of reach: the item is in the state `error`"
    );
    let PageWaiterError::FailureState { item, state, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!((item.name(), state.as_str()), (Some("nightly"), "error"));

    let error = wait(states(&[None]).0).await;
    assert!(
        matches!(&error, PageWaiterError::NotFound { key, elapsed, .. }
        if key == "nightly" && elapsed.as_secs() >= 60),
        "{error:?}"
    );

    let error = wait(states(&[Some("pending")]).0).await;
    let PageWaiterError::ExceededMaxWait {
        item,
        state,
        max_wait,
        polls,
        ..
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(
        (item.unwrap().name(), state.as_deref(), max_wait),
        (Some("nightly"), Some("pending"), limit)
    );
    assert!(polls > 2);

    let (refused, _) = client(|_, _| (400, json!({ "__type": "AccessDeniedException" })));
    let error = wait(refused).await;
    let PageWaiterError::OperationFailed(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.code(), Some("AccessDeniedException"));
}

#[tokio::test(start_paused = true)]
async fn a_waiter_keeps_its_deadline() {
    let (client, _) = states(&[Some("pending")]);
    let start = tokio::time::Instant::now();
    let limit = Duration::from_secs(47);
    let result = client
        .wait_until_disk_snapshot_completed()
        .name("nightly")
        .wait(limit)
        .await;
    assert!(
        matches!(result, Err(PageWaiterError::ExceededMaxWait { .. })),
        "{result:?}"
    );
    assert_eq!(start.elapsed().as_secs(), 47);

    let (client, _) = states(&[Some("pending")]);
    let nothing = client
        .wait_until_disk_snapshot_completed()
        .wait(limit)
        .await
        .unwrap_err();
    assert!(
        matches!(nothing, PageWaiterError::ConstructionFailure(_)),
        "{nothing:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_other_waiters_know_their_states() {
    let (service, _) = client(|_, _| {
        let record = json!([{ "name": "r", "state": "Failed" }]);
        let instance = json!([{ "name": "i", "state": "available" }]);
        (
            200,
            json!({ "instanceSnapshots": instance, "exportSnapshotRecords": record }),
        )
    });
    let limit = Duration::from_secs(60);
    let instance = service
        .wait_until_instance_snapshot_available()
        .name("i")
        .wait(limit)
        .await
        .unwrap();
    assert_eq!(instance.name(), Some("i"));
    let record = service
        .wait_until_export_snapshot_record_succeeded()
        .name("r")
        .wait(limit)
        .await;
    assert!(
        matches!(record, Err(PageWaiterError::FailureState { .. })),
        "{record:?}"
    );
}
