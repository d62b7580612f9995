//! Endpoints that a service tells each caller, and that hold for a while.

use super::config::Config;
use super::endpoint::{
    Endpoint, EndpointFuture, EndpointResolverParams, ResolveAnyEndpoint, SharedEndpointResolver,
};
use super::handle::Handle;
use super::service::HasClient;
use crate::error::BoxError;
use aws_smithy_async::future::BoxFuture;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_async::time::SharedTimeSource;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

/// How long before its end an endpoint is replaced.
const EARLY: Duration = Duration::from_secs(120);

/// How long the task sleeps before it looks again.
const PAUSE: Duration = Duration::from_secs(60);

/// What the service says of an endpoint.
#[doc(hidden)]
#[derive(Debug)]
pub struct Told {
    address: String,
    minutes: i64,
}

impl Told {
    /// The host name, and for how many minutes it holds.
    pub fn new<'a>(address: impl Into<Option<&'a str>>, minutes: impl Into<Option<i64>>) -> Self {
        Self {
            address: address.into().unwrap_or_default().to_owned(),
            minutes: minutes.into().unwrap_or_default(),
        }
    }

    fn known(self, now: SystemTime) -> Result<Known, BoxError> {
        if self.address.is_empty() {
            return Err("the service tells an endpoint without an address".into());
        }
        let seconds = u64::try_from(self.minutes).unwrap_or_default();
        let held = Duration::from_secs(seconds.saturating_mul(60));
        let end = now.checked_add(held);
        let url = format!("https://{}", self.address);
        Ok(Known {
            endpoint: Endpoint::builder().url(url).build(),
            end: end.ok_or("the service tells an endpoint that holds for longer than time does")?,
        })
    }
}

/// The endpoint that was told last.
#[derive(Debug)]
struct Known {
    endpoint: Endpoint,
    end: SystemTime,
}

/// The endpoint of a client. It lives as long as the client's configuration.
#[derive(Clone, Debug)]
struct Resolver(Arc<Mutex<Known>>);

impl ResolveAnyEndpoint for Resolver {
    fn resolve_endpoint<'a>(&'a self, _: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(locked(&self.0).endpoint.clone()))
    }
}

fn locked(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks the service.
type Ask = Box<dyn Fn() -> BoxFuture<'static, Option<Told>, BoxError> + Send + Sync>;

/// Keeps the endpoint of a client current: [`reload_task`](Self::reload_task) by itself,
/// [`reload_once`](Self::reload_once) whenever it is called.
#[must_use = "an endpoint holds for a while, and is never replaced unless this is run"]
pub struct ReloadEndpoint {
    ask: Ask,
    known: Weak<Mutex<Known>>,
    sleep: SharedAsyncSleep,
    time: SharedTimeSource,
}

impl fmt::Debug for ReloadEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReloadEndpoint").finish()
    }
}

impl ReloadEndpoint {
    /// Asks the service for the endpoint. If it does not tell one, the client keeps that which it has.
    pub async fn reload_once(&self) {
        let told = self.told().await;
        let Some(known) = self.known.upgrade() else {
            return;
        };
        match told {
            Ok(told) => *locked(&known) = told,
            Err(error) => tracing::warn!(%error, "the endpoint could not be reloaded"),
        }
    }

    /// Asks for the endpoint two minutes before it expires, looking once a minute, until the client and its
    /// clones are dropped.
    pub async fn reload_task(self) {
        loop {
            let Some(known) = self.known.upgrade() else {
                return;
            };
            let left = locked(&known).end.duration_since(self.time.now());
            drop(known);
            if left.unwrap_or_default() < EARLY {
                self.reload_once().await;
            }
            self.sleep.sleep(PAUSE).await;
        }
    }

    async fn told(&self) -> Result<Known, BoxError> {
        let told = (self.ask)().await?;
        let told = told.ok_or("the service tells no endpoint")?;
        told.known(self.time.now())
    }
}

/// Asks for the endpoint; gives the configuration of a client that goes there, and what keeps it current.
#[doc(hidden)]
pub async fn discover<S: HasClient, F>(
    handle: &Handle<S>,
    ask: impl Fn() -> F + Send + Sync + 'static,
) -> Result<(Config<S>, ReloadEndpoint), BoxError>
where
    F: Future<Output = Result<Option<Told>, BoxError>> + Send + 'static,
{
    let (sleep, time) = handle.clock()?;
    let mut reload = ReloadEndpoint {
        ask: Box::new(move || Box::pin(ask())),
        known: Weak::new(),
        sleep,
        time,
    };
    let known = Arc::new(Mutex::new(reload.told().await?));
    reload.known = Arc::downgrade(&known);
    let mut config = handle.conf().to_builder();
    config.set_endpoint_resolver(Some(SharedEndpointResolver::new(Resolver(known))));
    Ok((config.build(), reload))
}

/// The method of a client that asks the service which endpoint to call.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoint_discovery {
    ($client:ident, $operation:ident, $endpoints:ident, $address:ident, $minutes:ident) => {
        impl $client {
            /// Asks the service for the endpoint, which is the caller's own and holds for a while. A client
            /// of this service works with it only.
            ///
            /// What comes with the client keeps the endpoint current: spawn its `reload_task`.
            ///
            /// # Errors
            ///
            /// If the service does not tell an endpoint.
            pub async fn with_endpoint_discovery_enabled(
                self,
            ) -> ::std::result::Result<
                (Self, $crate::client::endpoint_discovery::ReloadEndpoint),
                $crate::error::BoxError,
            > {
                use $crate::client::endpoint_discovery::{Told, discover};
                let handle = self.handle.clone();
                // Asked is a client that does not go to that endpoint.
                let ask = move || {
                    let request = self.$operation();
                    async move {
                        let told = request.send().await?;
                        let first = told.$endpoints().first();
                        Ok(first.map(|of| Told::new(of.$address(), of.$minutes())))
                    }
                };
                let (config, reload) = discover(&handle, ask).await?;
                Ok((Self::from_conf(config), reload))
            }
        }
    };
}
