//! Every fault with every operation: what it comes to, and after how many attempts. The official client
//! must come to the same on the same server.

use crate::harness::{Call, Outcome, seed};
use crate::{official, ours};
use lightsail_local::{Fault, Rule, Server};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// After this time a client gives up an attempt.
const ATTEMPT: Duration = Duration::from_secs(30);

/// The same for faults that last longer.
const IMPATIENT: Duration = Duration::from_secs(2);

/// How many calls run at the same time; most of them wait.
const AT_ONCE: usize = 16;

fn error(code: &str, status: u16) -> Fault {
    let code = code.to_owned();
    Fault::Error { code, status }
}

/// The faults, by name. Those that end with a number happen so often.
pub(crate) fn rows() -> Vec<(String, Rule)> {
    let always = [
        ("none", Fault::Latency { millis: 0 }),
        ("latency", Fault::Latency { millis: 50 }),
        ("latency-beyond-timeout", Fault::Latency { millis: 60_000 }),
        (
            "connection-refused",
            Fault::ConnectionRefused { millis: 60_000 },
        ),
        ("reset-before-headers", Fault::ResetBeforeHeaders),
        ("close-before-headers", Fault::CloseBeforeHeaders),
        ("reset-mid-body", Fault::ResetMidBody),
        ("truncated-json", Fault::TruncatedJson),
        ("corrupted-json", Fault::CorruptedJson),
        ("html", Fault::Html),
        ("long-content-length", Fault::LongContentLength),
        ("short-content-length", Fault::ShortContentLength),
        ("slow-drip", Fault::SlowDrip { millis: 1000 }),
        ("retry-after", Fault::RetryAfter { seconds: 60 }),
        ("amz-retry-after", Fault::AmzRetryAfter { millis: 20 }),
        ("clock-skew", Fault::ClockSkew { seconds: 600 }),
        ("clock-skew-behind", Fault::ClockSkew { seconds: -600 }),
        ("duplicate-response", Fault::DuplicateResponse),
        ("empty-pages", Fault::EmptyPages),
        ("endless-pages", Fault::EndlessPages),
        ("repeated-token", Fault::RepeatedToken),
        ("huge-body", Fault::HugeBody { mib: 2 }),
        ("http10", Fault::Http10),
        ("half-closed", Fault::HalfClosed),
        ("internal-failure", error("InternalFailure", 500)),
        ("service-exception", error("ServiceException", 500)),
        ("request-timeout", error("RequestTimeout", 400)),
    ];
    let always = always.map(|(name, fault)| (name.to_owned(), Rule::new(fault)));
    let mut rows = Vec::from(always);
    for status in [200, 301, 400, 403, 404, 408, 413, 429, 500, 502, 503, 504] {
        let fault = Fault::Status { status };
        rows.push((format!("status-{status}"), Rule::new(fault)));
    }
    for code in THROTTLING {
        rows.push((code.to_owned(), Rule::new(error(code, 400))));
    }
    let once = [
        ("reset-before-headers-1", Fault::ResetBeforeHeaders),
        ("reset-mid-body-1", Fault::ResetMidBody),
        ("truncated-json-1", Fault::TruncatedJson),
        ("long-content-length-1", Fault::LongContentLength),
        ("clock-skew-1", Fault::ClockSkew { seconds: 600 }),
        ("status-503-1", Fault::Status { status: 503 }),
        ("throttling-1", error("ThrottlingException", 400)),
    ];
    rows.extend(once.map(|(name, fault)| (name.to_owned(), Rule::new(fault).times(1))));
    let twice = Rule::new(Fault::Status { status: 500 }).times(2);
    rows.push(("status-500-2".to_owned(), twice));
    rows
}

const THROTTLING: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

/// The outcome with both clients, and how many requests the server saw from each.
async fn both(rule: Rule, call: Call) -> [(Outcome, u64); 2] {
    let server = || {
        Server::builder()
            .seed(seed())
            .faults([rule.clone()])
            .start()
    };
    let (one, two) = (server().await.unwrap(), server().await.unwrap());
    let attempt = match rule.fault {
        Fault::Latency { millis: 1000.. } | Fault::SlowDrip { .. } => IMPATIENT,
        _ => ATTEMPT,
    };
    let (official, ours) = tokio::join!(
        official::side::outcome(&one, call, attempt),
        ours::side::outcome(&two, call, attempt),
    );
    [(official, one.requests()), (ours, two.requests())]
}

/// What one cell comes to, as a line.
async fn cell(name: &str, rule: Rule, call: Call) -> Result<String, String> {
    let [official, ours] = both(rule, call).await;
    let operation = call.operation();
    if official != ours {
        return Err(format!(
            "{name} {operation}\nofficial: {official:?}\nours: {ours:?}\n"
        ));
    }
    let (outcome, seen) = ours;
    let attempts = outcome.attempts;
    let missed = match attempts - usize::try_from(seen).unwrap() {
        0 => String::new(),
        missed => format!(" ({missed} did not arrive)"),
    };
    let brief = outcome.brief();
    Ok(format!(
        "{name} | {operation} | {brief} | {attempts}{missed}\n"
    ))
}

/// The table is `fixtures/faults.txt`. A run whose table differs leaves its own in the
/// target folder and says where.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn table() {
    let start = Instant::now();
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut tasks = JoinSet::new();
    let cells = rows()
        .into_iter()
        .flat_map(|row| Call::ALL.map(|call| (row.clone(), call)));
    for (at, ((name, rule), call)) in cells.enumerate() {
        let turns = Arc::clone(&turns);
        tasks.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            (at, cell(&name, rule, call).await)
        });
    }
    let mut cells = tasks.join_all().await;
    cells.sort_by_key(|(at, _)| *at);
    let (mut table, mut problems) = (String::new(), String::new());
    for (_, cell) in cells {
        match cell {
            Ok(line) => table += &line,
            Err(problem) => problems += &problem,
        }
    }
    println!(
        "{} cells with both clients in {:?}",
        table.lines().count(),
        start.elapsed()
    );
    assert!(problems.is_empty(), "the clients differ:\n{problems}");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/faults.txt");
    if std::fs::read_to_string(&fixture).unwrap_or_default() != table {
        let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults.txt");
        std::fs::write(&actual, &table).unwrap();
        let (fixture, actual) = (fixture.display(), actual.display());
        panic!("the table has changed; to accept: cp {actual} {fixture}");
    }
}

/// A response that came twice must not answer the next call; nor may a connection be used that the
/// server closed.
#[tokio::test]
async fn nothing_is_left_on_a_connection() {
    let faults = [
        Fault::DuplicateResponse,
        Fault::ShortContentLength,
        Fault::HalfClosed,
        Fault::ResetMidBody,
        Fault::LongContentLength,
        Fault::Http10,
    ];
    for fault in faults {
        let rule = Rule::new(fault.clone()).operation("GetDiskSnapshots");
        let server = Server::builder().seed(seed()).faults([rule]);
        let server = server.start().await.unwrap();
        let (one, two) = (official::side::client(&server), ours::side::client(&server));
        for _ in 0..5 {
            // Whether this succeeds is for the table to say.
            let _ = official::side::send(&one, Call::DiskSnapshots(None)).await;
            let official = official::side::send(&one, Call::InstanceSnapshots(None)).await;
            let _ = ours::side::send(&two, Call::DiskSnapshots(None)).await;
            let ours = ours::side::send(&two, Call::InstanceSnapshots(None)).await;
            let text = ours.as_ref().unwrap();
            assert!(text.contains("web-snap-3"), "{fault:?}: {text}");
            assert_eq!(official, ours, "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_body_of_100_mib() {
    let rule = Rule::new(Fault::HugeBody { mib: 100 });
    let server = Server::builder().seed(seed()).faults([rule]);
    let server = server.start().await.unwrap();
    let long = Duration::from_secs(120);
    let start = Instant::now();
    let official = official::side::outcome(&server, Call::DiskSnapshots(None), long).await;
    println!("official: {:?}", start.elapsed());
    let start = Instant::now();
    let ours = ours::side::outcome(&server, Call::DiskSnapshots(None), long).await;
    println!("ours: {:?}", start.elapsed());
    assert_eq!((official.attempts, ours.attempts), (1, 1));
    assert!(ours.result.as_ref().unwrap().contains("old-7"));
    assert_eq!(official, ours);
}
