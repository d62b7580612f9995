//! Calls, paginators and waiters that are dropped before they end, at each point where they wait:
//! nothing goes on, nothing is left, and the client works as before.

use crate::harness::seed;
use crate::ours::side;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep, TokioSleep};
use aws_smithy_http_client::Builder as HttpBuilder;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use hyper::body::{Body, Bytes, Frame};
use lightsail_local::{Fault, Rule, Server};
use lightsail_snapshots::Client;
use lightsail_snapshots::client::Waiters;
use lightsail_snapshots::config::timeout::TimeoutConfig;
use lightsail_snapshots::config::{Credentials, StalledStreamProtectionConfig};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::task::yield_now;
use tokio::time::sleep;

/// What the HTTP client of a test is asked for.
#[derive(Debug, Default)]
struct Counts {
    /// Requests so far.
    begun: AtomicUsize,
    /// Requests whose answer somebody still waits for.
    live: AtomicUsize,
}

/// An HTTP client that counts. It waits before and after each request, and its bodies wait, too.
#[derive(Clone, Debug)]
struct Counting<T> {
    inner: T,
    counts: Arc<Counts>,
}

impl HttpClient for Counting<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Counting {
            inner: self.inner.http_connector(settings, components),
            counts: Arc::clone(&self.counts),
        })
    }
}

impl HttpConnector for Counting<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Self { inner, counts } = self.clone();
        counts.begun.fetch_add(1, Ordering::SeqCst);
        counts.live.fetch_add(1, Ordering::SeqCst);
        let live = Live(counts);
        HttpConnectorFuture::new(async move {
            let _live = live;
            yield_now().await;
            let mut response = inner.call(request).await?;
            let body = std::mem::replace(response.body_mut(), SdkBody::taken());
            *response.body_mut() = SdkBody::from_body_1_x(Hesitant { body, waits: 2 });
            yield_now().await;
            Ok(response)
        })
    }
}

/// A body for which one has to wait.
struct Hesitant {
    body: SdkBody,
    waits: usize,
}

impl Body for Hesitant {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.waits > 0 {
            self.waits -= 1;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Pin::new(&mut self.body).poll_frame(context)
    }
}

/// A request that somebody waits for.
struct Live(Arc<Counts>);

impl Drop for Live {
    fn drop(&mut self) {
        self.0.live.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Gives credentials, but not at once.
#[derive(Debug)]
struct Slow(Credentials);

impl ProvideCredentials for Slow {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            yield_now().await;
            Ok(self.0.clone())
        })
    }
}

/// Sleeps a thousandth of the time.
#[derive(Clone, Debug)]
struct Hasty;

impl AsyncSleep for Hasty {
    fn sleep(&self, duration: Duration) -> Sleep {
        TokioSleep::new().sleep(duration / 1000)
    }
}

/// A client that has no connection and no credentials yet.
fn client(server: &Server, counts: &Arc<Counts>) -> Client {
    let keys = server.credentials();
    let (id, secret) = (keys.access_key_id(), keys.secret_access_key());
    let config = side::config(server)
        .credentials_provider(Slow(Credentials::new(id, secret, None, None, "test")))
        .sleep_impl(Hasty)
        .timeout_config(TimeoutConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(Counting {
            inner: HttpBuilder::new().build_http(),
            counts: Arc::clone(counts),
        });
    Client::from_conf(config.build())
}

/// Polls a future so many times, each time that it asks for it; gives its output if it has ended.
async fn polled<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = times;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Waits until something is so, and fails if that takes too long.
async fn settled(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !so() {
        assert!(Instant::now() < end, "{what}");
        sleep(Duration::from_millis(1)).await;
    }
}

/// Drops what is made of a client after no poll, after one, after two, until it ends; it makes so many
/// `requests`, or more, of a server with these faults.
async fn dropped<O>(
    requests: usize,
    rules: impl Fn() -> Vec<Rule>,
    future: impl AsyncFn(Client) -> O,
) -> O {
    let alive = || Handle::current().metrics().num_alive_tasks();
    for polls in 0.. {
        assert!(polls < 1000, "it does not end");
        let server = Server::builder()
            .seed(seed())
            .page_size(2)
            .complete_after(Duration::from_millis(15))
            .faults(rules());
        let server = server.start().await.unwrap();
        let (idle, counts) = (alive(), Arc::default());
        let client = client(&server, &counts);
        let output = polled(future(client.clone()), polls).await;

        let live = counts.live.load(Ordering::SeqCst);
        assert_eq!(live, 0, "a request is waited for after {polls} polls");
        let begun = counts.begun.load(Ordering::SeqCst);
        sleep(Duration::from_millis(3)).await;
        let later = counts.begun.load(Ordering::SeqCst);
        assert_eq!(later, begun, "a call goes on after {polls} polls");

        let next = client.get_instance_snapshots().send().await;
        next.unwrap_or_else(|error| panic!("after {polls} polls: {error:?}"));
        let sent = usize::try_from(server.requests()).unwrap();
        assert!(
            sent <= begun + 1 + rules().len(),
            "{sent} requests, {begun} begun"
        );
        drop(client);
        settled("connections are left open", || server.connections() == 0).await;
        settled("tasks are left running", || alive() <= idle).await;
        if let Some(output) = output {
            assert!(begun >= requests, "only {begun} requests");
            // Credentials once, and five times each request.
            assert!(polls > 5 * requests, "only {polls} points to drop it at");
            return output;
        }
    }
    unreachable!("there is always a next number")
}

fn fine() -> Vec<Rule> {
    Vec::new()
}

#[tokio::test]
async fn a_call() {
    let call = dropped(1, fine, async |client| {
        client.get_disk_snapshots().send().await
    });
    assert_eq!(call.await.unwrap().disk_snapshots().len(), 2);
}

#[tokio::test]
async fn a_call_that_is_tried_again() {
    let rules = || vec![Rule::new(Fault::Status { status: 503 }).times(1)];
    let call = dropped(2, rules, async |client| {
        client.get_disk_snapshots().send().await
    });
    assert_eq!(call.await.unwrap().disk_snapshots().len(), 2);
}

#[tokio::test]
async fn a_paginator() {
    let pages = dropped(4, fine, async |client| {
        let mut pages = client.get_disk_snapshots().into_paginator().send();
        let mut names = 0;
        while let Some(page) = pages.try_next().await? {
            names += page.disk_snapshots().len();
        }
        Ok::<_, Box<dyn std::error::Error>>(names)
    });
    assert_eq!(pages.await.unwrap(), 7);
}

#[tokio::test]
async fn the_items_of_a_paginator() {
    let items = dropped(4, fine, async |client| {
        let items = client.get_disk_snapshots().into_paginator().items().send();
        items.collect::<Result<Vec<_>, _>>().await
    });
    assert_eq!(items.await.unwrap().len(), 7);
}

#[tokio::test]
async fn a_waiter() {
    // The snapshot is completed some looks after it was created, and is on the last of four pages.
    let wait = dropped(5, fine, async |client| {
        let create = client.create_disk_snapshot().disk_name("data-1");
        create.disk_snapshot_name("young").send().await.unwrap();
        let wait = client.wait_until_disk_snapshot_completed().name("young");
        wait.wait(Duration::from_secs(20_000)).await
    });
    assert_eq!(wait.await.unwrap().name(), Some("young"));
}

/// Somebody who takes a page and then loses interest: no other page is asked for.
#[tokio::test]
async fn a_paginator_between_two_pages() {
    let server = Server::builder().seed(seed()).page_size(2);
    let server = server.start().await.unwrap();
    let counts = Arc::default();
    let client = client(&server, &counts);
    let mut pages = client.get_disk_snapshots().into_paginator().send();
    pages.next().await.unwrap().unwrap();
    drop(pages);
    sleep(Duration::from_millis(20)).await;
    assert_eq!(counts.begun.load(Ordering::SeqCst), 1);
    assert_eq!(server.requests(), 1);
}
