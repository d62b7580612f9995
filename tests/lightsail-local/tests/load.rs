//! Many calls at once, a tenth of them with faults: each ends with the right result or a typed error
//! before its deadline, and nothing is left behind, neither connections and tasks nor memory. A process
//! of its own, since the allocator counts.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_smithy_http_client::Builder as HttpBuilder;
use lightsail_local::{Fault, Resources, Rule, Server};
use lightsail_snapshots::Client;
use lightsail_snapshots::config::retry::RetryConfig;
use lightsail_snapshots::config::timeout::TimeoutConfig;
use lightsail_snapshots::config::{BehaviorVersion, Config, Credentials, Region};
use lightsail_snapshots::error::{ProvideErrorMetadata, SdkError};
use tests::random;
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// How many calls are under way at once.
const WORKERS: u64 = 64;
/// When a call ends at the latest.
const DEADLINE: Duration = Duration::from_secs(10);
/// What a loaded machine may add to that.
const SLACK: Duration = Duration::from_secs(5);
/// The part of requests to which a fault happens.
const FAULTS: f64 = 0.1;
/// How many bytes the last four fifths of the calls may leave behind: less than a leak in each would.
const LEFT: i64 = 8 * 1024;

/// The faults, with shares of equal size.
fn faults() -> Vec<Rule> {
    let error = |code: &str, status| Fault::Error {
        code: code.to_owned(),
        status,
    };
    let faults = [
        Fault::Latency { millis: 50 },
        Fault::ResetBeforeHeaders,
        Fault::CloseBeforeHeaders,
        Fault::ResetMidBody,
        Fault::TruncatedJson,
        Fault::CorruptedJson,
        Fault::Html,
        Fault::LongContentLength,
        Fault::ShortContentLength,
        Fault::Status { status: 500 },
        Fault::Status { status: 503 },
        Fault::Status { status: 429 },
        error("ThrottlingException", 400),
        error("ServiceException", 500),
        Fault::AmzRetryAfter { millis: 5 },
        Fault::DuplicateResponse,
        Fault::EmptyPages,
        Fault::Http10,
        Fault::HalfClosed,
    ];
    let share = FAULTS / faults.len() as f64;
    faults.map(|fault| Rule::new(fault).rate(share)).into()
}

fn seed() -> Resources {
    serde_json::from_str(include_str!("../fixtures/seed.json")).unwrap()
}

fn client(server: &Server) -> Client {
    let keys = server.credentials();
    let (id, secret) = (keys.access_key_id(), keys.secret_access_key());
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(DEADLINE);
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(server.url())
        .credentials_provider(Credentials::new(id, secret, None, None, "test"))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        .timeout_config(timeouts.build())
        .http_client(HttpBuilder::new().build_http());
    Client::from_conf(config.build())
}

/// What the calls came to, by kind.
#[derive(Default)]
struct Tally {
    calls: AtomicU64,
    slowest: Mutex<Duration>,
    kinds: Mutex<BTreeMap<String, u64>>,
}

impl Tally {
    /// Takes down a call; gives its output, or `None` if it failed in a way that faults explain.
    fn take<O, E: ProvideErrorMetadata>(
        &self,
        began: Instant,
        result: Result<O, SdkError<E>>,
    ) -> Option<O> {
        let took = began.elapsed();
        assert!(took < DEADLINE + SLACK, "a call took {took:?}");
        self.calls.fetch_add(1, Ordering::Relaxed);
        let mut slowest = self.slowest.lock().unwrap();
        *slowest = took.max(*slowest);
        let (kind, output) = match result {
            Ok(output) => ("right result".to_owned(), Some(output)),
            Err(error) => (kind(&error), None),
        };
        *self.kinds.lock().unwrap().entry(kind).or_default() += 1;
        output
    }
}

/// The variant of an error, and the code if the service sent it. Anything else that can happen is wrong.
fn kind<E: ProvideErrorMetadata>(error: &SdkError<E>) -> String {
    match error {
        SdkError::ServiceError(error) => {
            let code = error.err().code();
            let status = error.raw().status().as_u16();
            match (code, status) {
                // A creation or deletion whose response was lost has happened when it is tried again.
                (Some(code @ ("InvalidInputException" | "NotFoundException")), 400 | 404)
                | (Some(code @ ("ServiceException" | "ThrottlingException")), _) => code.to_owned(),
                (None, 429 | 500 | 503) => format!("status {status}"),
                other => panic!("{other:?} is not among the faults"),
            }
        }
        SdkError::ResponseError(_) => "ResponseError".to_owned(),
        SdkError::DispatchFailure(error) => {
            assert!(!error.is_user(), "{error:?}");
            "DispatchFailure".to_owned()
        }
        SdkError::TimeoutError(_) => "TimeoutError".to_owned(),
        _ => panic!("neither the server nor the network failed"),
    }
}

/// Calls one after the other, with a snapshot that no other worker has; gives whether that snapshot is
/// there at the end, as far as the worker knows.
async fn work(client: Client, tally: Arc<Tally>, name: String, calls: u64) -> Option<bool> {
    let mut exists = Some(false);
    for call in 0..calls {
        let began = Instant::now();
        match call % 5 {
            0 => {
                let create = client.create_disk_snapshot().disk_name("data-1");
                let result = create.disk_snapshot_name(&name).send().await;
                let output = tally.take(began, result);
                if let Some(output) = &output {
                    let operation = &output.operations()[0];
                    assert!(
                        matches!(operation.resource_name(), Some(n) if n == name || n == "data-1")
                    );
                    assert_ne!(exists, Some(true), "{name} was created twice");
                }
                exists = output.map(|_| true);
            }
            1 => {
                let result = client
                    .delete_disk_snapshot()
                    .disk_snapshot_name(&name)
                    .send()
                    .await;
                let output = tally.take(began, result);
                if output.is_some() {
                    assert_ne!(exists, Some(false), "{name} was deleted twice");
                }
                exists = output.map(|_| false);
            }
            2 => {
                let output = tally.take(began, client.get_disk_snapshots().send().await);
                let snapshots = output.iter().flat_map(|output| output.disk_snapshots());
                assert!(
                    snapshots
                        .into_iter()
                        .all(|snapshot| snapshot.name().is_some())
                );
            }
            3 => {
                let output = tally.take(began, client.get_instance_snapshots().send().await);
                let snapshots = output.iter().flat_map(|output| output.instance_snapshots());
                assert!(
                    snapshots
                        .into_iter()
                        .all(|snapshot| snapshot.name().is_some())
                );
            }
            _ => {
                let output = tally.take(began, client.get_export_snapshot_records().send().await);
                let records = output.iter().flat_map(|o| o.export_snapshot_records());
                assert!(records.into_iter().all(|record| record.name().is_some()));
            }
        }
    }
    exists
}

/// Waits until something is so, and fails if that takes too long.
async fn settled(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !so() {
        assert!(Instant::now() < end, "{what}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// All workers make their part of `calls`; gives what they know of their snapshots.
async fn round(client: &Client, tally: &Arc<Tally>, calls: u64) -> Vec<(String, Option<bool>)> {
    let mut workers = JoinSet::new();
    for worker in 0..WORKERS {
        let (client, tally) = (client.clone(), Arc::clone(tally));
        let name = format!("load-{worker}");
        workers.spawn(async move {
            let exists = work(client, tally, name.clone(), calls / WORKERS).await;
            (name, exists)
        });
    }
    workers.join_all().await
}

async fn server() -> Server {
    let server = Server::builder()
        .seed(seed())
        .page_size(50)
        .complete_after(Duration::ZERO)
        .faults(faults())
        .luck(random::seed());
    server.start().await.unwrap()
}

fn calls() -> u64 {
    std::env::var("WHITTLE_LOAD_CALLS").map_or(5_000, |text| text.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_well_and_nothing_is_left() {
    let server = server().await;
    let alive = || Handle::current().metrics().num_alive_tasks();
    let (idle, began) = (alive(), Instant::now());
    let tally = Arc::new(Tally::default());
    let client = client(&server);

    let known = round(&client, &tally, calls()).await;
    let took = began.elapsed();
    let uncertain = clean(&server, &client, known).await;

    drop(client);
    settled("connections are left open", || server.connections() == 0).await;
    settled("tasks are left running", || alive() <= idle).await;
    report(&tally, took, uncertain);
}

/// On one thread, whose memory is counted to the byte.
#[test]
fn no_call_leaves_memory_behind() {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let server = runtime.block_on(server());
    let some_calls = async |calls| {
        let (client, tally) = (client(&server), Arc::new(Tally::default()));
        let known = round(&client, &tally, calls).await;
        clean(&server, &client, known).await;
        drop(client);
        settled("connections are left open", || server.connections() == 0).await;
    };
    // A fifth first, after which memory should have what is made once.
    runtime.block_on(some_calls(calls() / 5));
    let rest = || runtime.block_on(some_calls(calls() - calls() / 5));
    let memory = allocation_counter::measure(rest);
    println!("{memory:?}");
    assert!(
        memory.bytes_total > 1000 * LEFT.unsigned_abs(),
        "nothing is counted"
    );
    assert!(memory.bytes_current < LEFT, "{memory:?}");
}

/// The server has the snapshots that the workers know of, and no others of theirs; removes them. Gives
/// how many workers do not know.
async fn clean(server: &Server, client: &Client, known: Vec<(String, Option<bool>)>) -> usize {
    server.set_faults([]);
    let snapshots = client.get_disk_snapshots().into_paginator().items().send();
    let snapshots = snapshots.collect::<Result<Vec<_>, _>>().await.unwrap();
    let mut uncertain = 0;
    for (name, exists) in known {
        let found = snapshots
            .iter()
            .any(|snapshot| snapshot.name() == Some(&name));
        match exists {
            Some(exists) => assert_eq!(found, exists, "{name}"),
            None => uncertain += 1,
        }
        if found {
            client
                .delete_disk_snapshot()
                .disk_snapshot_name(name)
                .send()
                .await
                .unwrap();
        }
    }
    server.set_faults(faults());
    uncertain
}

fn report(tally: &Tally, took: Duration, uncertain: usize) {
    let calls = tally.calls.load(Ordering::Relaxed);
    let kinds = tally.kinds.lock().unwrap();
    let right = kinds["right result"];
    println!(
        "{calls} calls, {WORKERS} at once, in {:.1} s ({:.0} a second); the slowest took {:?}",
        took.as_secs_f64(),
        calls as f64 / took.as_secs_f64(),
        tally.slowest.lock().unwrap()
    );
    println!("{uncertain} snapshots of unknown state at the end");
    for (kind, count) in kinds.iter() {
        println!("{count:>8}  {kind}");
    }
    assert!(
        right * 10 > calls * 9,
        "only {right} of {calls} calls have a result"
    );
    assert!(kinds.len() > 3, "the faults did not happen");
}
