//! Calls a service that tells endpoints and wants a token in each request, and prints what was sent where. The
//! line above says with which crate.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::TimeSource;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;
use sdk::config::retry::RetryConfig;
use sdk::config::{BehaviorVersion, Credentials, Region};
use sdk::error::{ProvideErrorMetadata, SdkError};
use sdk::operation::describe_endpoints::DescribeEndpointsError;
use sdk::{Client, Config};
use tokio::time::{Instant, sleep, timeout};

/// Tells the time of tokio, which stands still unless all sleep.
#[derive(Clone, Copy, Debug)]
struct Clock(Instant);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_234_567_890) + self.0.elapsed()
    }
}

/// What was sent, each with the second it was sent in.
type Log = Arc<Mutex<Vec<String>>>;

/// A client of a service that tells one endpoint after the other. Where an address is empty it fails, and `-` is
/// no endpoint.
fn client(endpoints: &'static [(&str, u64)]) -> (Client, Log) {
    client_with(endpoints, |config| config.idempotency_token_provider("t"))
}

/// The same with other settings.
fn client_with(
    endpoints: &'static [(&str, u64)],
    set: impl FnOnce(sdk::config::Builder) -> sdk::config::Builder,
) -> (Client, Log) {
    let (clock, log) = (Clock(Instant::now()), Log::default());
    let mut endpoints = endpoints.iter();
    let endpoints = Mutex::new(move || endpoints.next().expect("an endpoint"));
    let sent = log.clone();
    let http = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let header = |name| request.headers()[name].to_str().unwrap();
        let (_, operation) = header("x-amz-target").rsplit_once('.').unwrap();
        let scope = header("authorization").split(['/', ',']).skip(2).take(2);
        let scope: Vec<&str> = scope.collect();
        sent.lock().unwrap().push(format!(
            "{:>4} s  {} at {}, signed for {}, length {:?}: {}",
            clock.0.elapsed().as_secs(),
            operation,
            request.uri(),
            scope.join(" "),
            request.headers().get("content-length"),
            std::str::from_utf8(request.body().bytes().unwrap()).unwrap(),
        ));
        let (status, body) = match operation {
            "DescribeEndpoints" => match endpoints.lock().unwrap()() {
                ("", _) => (500, r#"{"__type": "InternalServerException"}"#.to_owned()),
                ("-", _) => (200, r#"{"Endpoints": []}"#.to_owned()),
                (address, minutes) => (
                    200,
                    format!(
                        r#"{{"Endpoints": [{{"Address": "{address}", "CachePeriodInMinutes": {minutes}}},
                            {{"Address": "second.example.com", "CachePeriodInMinutes": 1}}]}}"#
                    ),
                ),
            },
            _ => (200, r#"{"QueryId": "1"}"#.to_owned()),
        };
        let response = http::Response::builder().status(status);
        response.body(SdkBody::from(body)).unwrap()
    });
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-west-2"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .sleep_impl(TokioSleep::new())
        .time_source(clock)
        .http_client(http);
    (Client::from_conf(set(config).build()), log)
}

async fn query(client: &Client) {
    client.query().query_string("q").send().await.unwrap();
}

fn print(what: &str, log: &Log) {
    println!("{what}");
    for line in log.lock().unwrap().drain(..) {
        println!("{line}");
    }
}

async fn a_client_goes_where_it_is_told() {
    let (client, log) = client(&[("one.example.com", 10)]);
    query(&client).await;
    print("without discovery", &log);
    let (client, reload) = client.with_endpoint_discovery_enabled().await.unwrap();
    query(&client).await;
    query(&client.clone()).await;
    // An endpoint that nobody reloads is used on.
    sleep(Duration::from_secs(1_000)).await;
    query(&client).await;
    print("with discovery", &log);
    println!("{reload:?}");
}

async fn endpoints_are_reloaded_before_they_expire() {
    let (client, log) = client(&[("one.example.com", 10), ("two.example.com", 10)]);
    let (client, reload) = client.with_endpoint_discovery_enabled().await.unwrap();
    let task = tokio::spawn(reload.reload_task());
    for pause in [265, 265, 20, 1] {
        query(&client).await;
        sleep(Duration::from_secs(pause)).await;
    }
    print("with the task", &log);
    assert!(!task.is_finished());
    let clone = client.clone();
    drop(client);
    sleep(Duration::from_secs(61)).await;
    assert!(!task.is_finished(), "a clone is a client");
    drop(clone);
    let ended = timeout(Duration::from_secs(61), task).await;
    ended.expect("the task ends with the client").unwrap();
}

async fn an_endpoint_is_kept_if_none_is_told() {
    let (client, log) = client(&[("one.example.com", 10), ("", 0), ("three.example.com", 60)]);
    let (client, reload): (_, sdk::endpoint_discovery::ReloadEndpoint) =
        client.with_endpoint_discovery_enabled().await.unwrap();
    reload.reload_once().await;
    query(&client).await;
    reload.reload_once().await;
    query(&client).await;
    print("reloaded by hand, once in vain", &log);
}

async fn a_client_must_be_told_once() {
    let (client, log) = client(&[("", 0)]);
    let error = client.with_endpoint_discovery_enabled().await.unwrap_err();
    print("in vain", &log);
    let error = error.downcast::<SdkError<DescribeEndpointsError>>().unwrap();
    println!("{:?}", error.as_service_error().unwrap().code());
}

async fn requests_have_a_token() {
    let (client, log) = client(&[]);
    let call = || client.query().query_string("q");
    call().client_token("own").send().await.unwrap();
    let other = Config::builder().idempotency_token_provider("other");
    let call = call().customize().config_override(other);
    call.send().await.unwrap();
    print("tokens of calls", &log);
    let (client, log) = client_with(&[], |config| config);
    query(&client).await;
    query(&client).await;
    let tokens = log.lock().unwrap().clone();
    let tokens = [0, 1].map(|at: usize| tokens[at].rsplit('"').nth(1).unwrap().to_owned());
    assert_ne!(tokens[0], tokens[1]);
    for token in tokens {
        // Those of UUIDs of version 4.
        let is_uuid = token.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            14 => c == '4',
            _ => c.is_ascii_hexdigit(),
        });
        assert!(is_uuid && token.len() == 36, "{token}");
    }
}

/// The official client panics in these cases.
async fn what_is_no_endpoint_is_an_error() {
    for told in [&[("-", 0)][..], &[("one.example.com", u64::MAX / 2)]] {
        let (client, _) = client(told);
        let error = client.with_endpoint_discovery_enabled().await.unwrap_err();
        println!("{error}");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    a_client_goes_where_it_is_told().await;
    endpoints_are_reloaded_before_they_expire().await;
    an_endpoint_is_kept_if_none_is_told().await;
    a_client_must_be_told_once().await;
    requests_have_a_token().await;
    if std::env::args().nth(1).is_some() {
        what_is_no_endpoint_is_an_error().await;
    }
}
