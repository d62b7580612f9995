//! Temporary credentials that end while a client is at work: it gets new ones in time, once, whoever
//! asks for them.

use crate::harness::seed;
use crate::{official, ours};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use lightsail_local::{Access, Clock, Credentials as Keys, Server};
use lightsail_snapshots::error::DisplayErrorContext;
use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::time::sleep;

/// How long credentials are valid.
const VALID: Duration = Duration::from_secs(15 * 60);

/// The time of the server and of its clients.
#[derive(Clone, Debug)]
pub(crate) struct Now(pub(crate) Clock);

impl TimeSource for Now {
    fn now(&self) -> SystemTime {
        self.0.now()
    }
}

/// Issues credentials that nobody had before, one pair after the other, and takes its time.
#[derive(Clone, Debug)]
pub(crate) struct Issuer {
    pub(crate) clock: Clock,
    issued: Arc<AtomicUsize>,
    /// How many pairs there are; after that it fails.
    pairs: usize,
    /// A pair for which one waits in vain.
    never: Option<usize>,
}

fn key(number: usize) -> [String; 3] {
    ["ASIA", "secret", "token"].map(|part| format!("{part}{number}"))
}

impl Issuer {
    fn new(clock: &Clock, pairs: usize) -> Self {
        Self {
            clock: clock.clone(),
            issued: Arc::default(),
            pairs,
            never: None,
        }
    }

    /// Whoever asks first waits in vain.
    fn never_first(mut self) -> Self {
        self.never = Some(0);
        self
    }

    fn issued(&self) -> usize {
        self.issued.load(Ordering::SeqCst)
    }

    async fn issue(&self) -> Result<Credentials, CredentialsError> {
        let number = self.issued.fetch_add(1, Ordering::SeqCst);
        sleep(Duration::from_millis(20)).await;
        if self.never == Some(number) {
            pending::<()>().await;
        }
        if number >= self.pairs {
            return Err(CredentialsError::not_loaded("there are no more"));
        }
        let [id, secret, token] = key(number);
        let end = self.clock.now() + VALID;
        Ok(Credentials::new(id, secret, Some(token), Some(end), "test"))
    }
}

impl ProvideCredentials for Issuer {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.issue())
    }
}

/// A server that knows as many pairs, which end a while after they were issued `step` apart.
async fn server(clock: &Clock, pairs: u32, step: Duration) -> Server {
    let start = clock.now();
    let keys = (0..pairs).map(|number| {
        let [id, secret, token] = key(number as usize);
        Keys::new(id, secret).with_session(token, Some(start + step * number + VALID))
    });
    let server = Server::builder()
        .seed(seed())
        .page_size(2)
        .clock(clock.clone())
        .access(Access::Only(keys.collect()));
    server.start().await.unwrap()
}

fn clock() -> Clock {
    Clock::standing(SystemTime::now())
}

/// The numbers of the pairs with which requests were signed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signers(Arc<Mutex<Vec<usize>>>);

impl Signers {
    /// Those since this was called last.
    fn take(&self) -> Vec<usize> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Intercept for Signers {
    fn name(&self) -> &'static str {
        "Signers"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request().headers();
        let authorization = headers.get("authorization").unwrap();
        let (_, scope) = authorization.split_once("Credential=ASIA").unwrap();
        let number = scope.split('/').next().unwrap();
        let token = headers.get("x-amz-security-token").unwrap();
        assert_eq!(token.strip_prefix("token"), Some(number));
        self.0.lock().unwrap().push(number.parse().unwrap());
        Ok(())
    }
}

/// The same for the official client and for ours.
macro_rules! each_side {
    ($side:ident => $body:block) => {{
        {
            use official::side as $side;
            $body
        }
        {
            use ours::side as $side;
            $body
        }
    }};
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_calls_at_once_get_one_new_pair() {
    each_side!(side => {
        let (clock, signers) = (clock(), Signers::default());
        let step = VALID + Duration::from_secs(60);
        let (server, issuer) = (server(&clock, 3, step).await, Issuer::new(&clock, 3));
        let client = side::renewing(&server, &issuer, &signers);
        for pair in 0..3 {
            assert_eq!(side::at_once(&client, 100).await, 100);
            assert_eq!(issuer.issued(), pair + 1);
            assert_eq!(signers.take(), [pair; 100]);
            clock.advance(step);
        }
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_that_goes_away_takes_nothing_from_the_others() {
    each_side!(side => {
        let (clock, signers) = (clock(), Signers::default());
        let issuer = Issuer::new(&clock, 2).never_first();
        let server = server(&clock, 2, Duration::ZERO).await;
        let client = side::renewing(&server, &issuer, &signers);
        let gone = {
            let client = client.clone();
            tokio::spawn(async move { side::at_once(&client, 1).await })
        };
        while issuer.issued() == 0 {
            tokio::task::yield_now().await;
        }
        let others = side::at_once(&client, 20);
        gone.abort();
        assert!(gone.await.unwrap_err().is_cancelled());
        assert_eq!(others.await, 20);
        assert_eq!((issuer.issued(), signers.take()), (2, vec![1; 20]));
    });
}

/// How far the clock moves between two pages, and with which pair each of the four is signed.
const LISTINGS: [(Duration, [usize; 4]); 3] = [
    (Duration::from_secs(5 * 60), [0, 0, 0, 1]),
    (Duration::from_secs(16 * 60), [0, 1, 2, 3]),
    // They are good for a second more, which is too short to begin a call.
    (Duration::from_secs(15 * 60 - 1), [0, 1, 2, 3]),
];

#[tokio::test]
async fn a_listing_goes_on_with_new_ones() {
    for (step, pairs) in LISTINGS {
        let apart = step * if pairs[1] == 1 { 1 } else { 3 };
        each_side!(side => {
            let (clock, signers) = (clock(), Signers::default());
            let (server, issuer) = (server(&clock, 4, apart).await, Issuer::new(&clock, 4));
            let client = side::renewing(&server, &issuer, &signers);
            let listed = side::listing(&client, || clock.advance(step)).await;
            assert_eq!(listed.unwrap(), 7);
            assert_eq!((issuer.issued(), signers.take()), (pairs[3] + 1, pairs.to_vec()));
        });
        let (clock, signers) = (clock(), Signers::default());
        let (server, issuer) = (server(&clock, 4, apart).await, Issuer::new(&clock, 4));
        let client = ours::side::renewing(&server, &issuer, &signers);
        let mut pages = client.get_disk_snapshots().into_paginator().send();
        let mut listed = 0;
        while let Some(page) = pages.try_next().await.unwrap() {
            listed += page.disk_snapshots().len();
            clock.advance(step);
        }
        assert_eq!(listed, 7);
        assert_eq!(
            (issuer.issued(), signers.take()),
            (pairs[3] + 1, pairs.to_vec())
        );
    }
}

#[tokio::test]
async fn a_listing_for_which_there_are_no_more_ends_with_that_error() {
    let step = Duration::from_secs(5 * 60);
    let mut failures = Vec::new();
    each_side!(side => {
        let (clock, signers) = (clock(), Signers::default());
        let (server, issuer) = (server(&clock, 1, step).await, Issuer::new(&clock, 1));
        let client = side::renewing(&server, &issuer, &signers);
        let listed = side::listing(&client, || clock.advance(step)).await;
        failures.push(listed.unwrap_err());
        assert_eq!(signers.take(), [0, 0, 0]);
    });
    assert_eq!(failures[0], failures[1]);
    let (clock, signers) = (clock(), Signers::default());
    let (server, issuer) = (server(&clock, 1, step).await, Issuer::new(&clock, 1));
    let client = ours::side::renewing(&server, &issuer, &signers);
    let mut pages = client.get_disk_snapshots().into_paginator().send();
    for _ in 0..3 {
        pages.next().await.unwrap().unwrap();
        clock.advance(step);
    }
    let error = pages.next().await.unwrap().unwrap_err();
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("there are no more"), "{text}");
    assert!(pages.next().await.is_none());
}
