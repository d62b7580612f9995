//! Calls over loopback, plain and TLS: the generated crate and the official one.
//!
//! Prints one line an outcome: case, rival, seconds a call, seconds of the client's processor a call.
//! The server is in another thread, so the processor time of the thread is that of the client alone.

#![allow(clippy::expect_used, reason = "a bench that fails should say where")]

#[allow(dead_code, reason = "it has more for other benches")]
#[path = "../calls/measure.rs"]
mod measure;
mod server;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use futures_util::future::join_all;
use measure::{Clock, median};
use server::{Server, Transport};
use std::pin::Pin;
use std::time::Instant;
use tokio::runtime::{Builder, Runtime};

const CALLS: usize = 1000;

/// A call of one client, again and again.
type Caller = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

macro_rules! caller {
    ($sdk:ident, $server:expr, $http:expr) => {{
        use $sdk::config::{BehaviorVersion, Credentials, Region};
        let config = $sdk::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-2"))
            .credentials_provider(Credentials::new(
                "AKIDEXAMPLE",
                "secret",
                None,
                None,
                "bench",
            ))
            .endpoint_url($server.url())
            .http_client($http);
        let client = $sdk::Client::from_conf(config.build());
        let caller: Caller = Box::new(move || {
            let call = client.get_disk_snapshots().send();
            Box::pin(async move {
                call.await.expect("a call that succeeds");
            })
        });
        caller
    }};
}

fn main() {
    let rounds = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(5);
    for transport in [Transport::Plain, Transport::Tls] {
        let server = Server::start(transport);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let http = || -> SharedHttpClient { server.client() };
        let callers = [
            ("ours", caller!(lightsail_snapshots, server, http())),
            ("official", caller!(aws_sdk_lightsail, server, http())),
        ];
        for (way, at_once) in [("sequential", 1), ("64 at once", 64)] {
            compare(
                &format!("{transport}, {way}"),
                &runtime,
                &callers,
                at_once,
                rounds,
            );
        }
    }
}

/// Lets both take turns, and prints how they did.
fn compare(
    case: &str,
    runtime: &Runtime,
    callers: &[(&str, Caller); 2],
    at_once: usize,
    rounds: usize,
) {
    let mut taken = [Vec::new(), Vec::new()];
    // The first round opens the connections.
    for round in 0..=rounds {
        for turn in 0..2 {
            let who = (round + turn) % 2;
            let one = calls(runtime, &callers[who].1, at_once);
            if round > 0 {
                taken[who].push(one);
            }
        }
    }
    for ((rival, _), taken) in callers.iter().zip(taken) {
        let (wall, processor): (Vec<f64>, Vec<f64>) = taken.into_iter().unzip();
        println!(
            "{case}\t{rival}\t{:e}\t{:e}",
            median(wall),
            median(processor)
        );
    }
}

/// Seconds a call, and seconds of the client's processor.
fn calls(runtime: &Runtime, caller: &Caller, at_once: usize) -> (f64, f64) {
    let (start, clock) = (Instant::now(), Clock::start());
    runtime.block_on(async {
        for _ in 0..CALLS / at_once {
            join_all((0..at_once).map(|_| caller())).await;
        }
    });
    let calls = (CALLS / at_once * at_once) as f64;
    (
        start.elapsed().as_secs_f64() / calls,
        clock.elapsed().as_secs_f64() / calls,
    )
}
