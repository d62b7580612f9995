//! The server: listens, and can be asked how it is.

use crate::auth::{Access, Credentials};
use crate::clock::{Clock, wire_time};
use crate::connection::{Shared, serve};
use crate::faults::{Faults, Rule};
use crate::pages::Tokens;
use crate::protocol::Service;
use crate::resources::Resources;
use crate::state::State;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

/// What a server is like, before it is started.
#[derive(Clone, Debug)]
pub struct Builder {
    address: SocketAddr,
    seed: Resources,
    access: Access,
    clock: Clock,
    page_size: usize,
    complete_after: Duration,
    body_limit: usize,
    faults: Vec<Rule>,
    luck: u64,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            seed: Resources::default(),
            access: Access::Only(vec![Credentials::random()]),
            clock: Clock::system(),
            page_size: 20,
            complete_after: Duration::from_secs(10),
            body_limit: 1024 * 1024,
            faults: Vec::new(),
            luck: 1,
        }
    }
}

impl Builder {
    /// Where to listen. The default is a free port on loopback.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// What is there from the start.
    #[must_use]
    pub fn seed(mut self, seed: Resources) -> Self {
        self.seed = seed;
        self
    }

    /// Whom to let in. The default is who has a random pair of keys, see [`Server::credentials`].
    #[must_use]
    pub fn access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Lets in who has these credentials, and nobody else.
    #[must_use]
    pub fn credentials(self, credentials: Credentials) -> Self {
        self.access(Access::Only(vec![credentials]))
    }

    /// What time it is.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// How many items a page has; at least one.
    #[must_use]
    pub fn page_size(mut self, items: usize) -> Self {
        self.page_size = items.max(1);
        self
    }

    /// How long a snapshot is pending.
    #[must_use]
    pub fn complete_after(mut self, time: Duration) -> Self {
        self.complete_after = time;
        self
    }

    /// How long the body of a request can be, in bytes.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// What goes wrong.
    #[must_use]
    pub fn faults(mut self, rules: impl IntoIterator<Item = Rule>) -> Self {
        self.faults = rules.into_iter().collect();
        self
    }

    /// Another number lets faults with a rate happen to other requests.
    #[must_use]
    pub fn luck(mut self, luck: u64) -> Self {
        self.luck = luck;
        self
    }

    /// The service alone, without a network and without faults.
    pub fn service(self) -> Service {
        Service {
            state: Mutex::new(State::new(self.seed, wire_time(self.clock.now()))),
            access: self.access,
            clock: self.clock,
            tokens: Tokens::new(),
            page_size: self.page_size,
            complete_after: self.complete_after,
        }
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// If it cannot listen at its address.
    pub async fn start(self) -> io::Result<Server> {
        let listener = TcpListener::bind(self.address).await?;
        let address = listener.local_addr()?;
        let (away, leave) = unbounded_channel();
        let faults = Faults::new(self.faults.clone(), self.luck);
        let body_limit = self.body_limit;
        let service = self.service();
        let shared = Arc::new(Shared {
            service,
            faults,
            body_limit,
            requests: AtomicU64::new(0),
            open: AtomicUsize::new(0),
            away,
        });
        let task = tokio::spawn(run(listener, Arc::clone(&shared), leave));
        Ok(Server {
            address,
            shared,
            task,
        })
    }
}

/// A running server. It ends, with all its connections, when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Server {
    /// Describes a server.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, for a client.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The first credentials that it accepts; some that it does not look at if it lets in anybody.
    pub fn credentials(&self) -> Credentials {
        match &self.shared.service.access {
            Access::Only(all) => all.first().cloned(),
            Access::Open => None,
        }
        .unwrap_or_else(Credentials::random)
    }

    /// The resources as they are now.
    pub fn dump(&self) -> Resources {
        self.shared.service.dump()
    }

    /// Replaces what goes wrong from now on.
    pub fn set_faults(&self, rules: impl IntoIterator<Item = Rule>) {
        self.shared.faults.set(rules.into_iter().collect());
    }

    /// How many requests there were, faults and refused ones included.
    pub fn requests(&self) -> u64 {
        self.shared.requests.load(Ordering::SeqCst)
    }

    /// How many connections are open.
    pub fn connections(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Accepts connections until the task is aborted, which ends them, too.
async fn run(
    mut listener: TcpListener,
    shared: Arc<Shared>,
    mut leave: UnboundedReceiver<Duration>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, Arc::clone(&shared)));
                }
                Err(error) => {
                    tracing::warn!(%error, "no connection could be accepted");
                    sleep(Duration::from_millis(50)).await;
                }
            },
            Some(_) = connections.join_next() => {}
            Some(time) = leave.recv() => {
                connections.shutdown().await;
                match away(listener, time).await {
                    Ok(back) => listener = back,
                    Err(error) => {
                        tracing::error!(%error, "the server could not come back");
                        return;
                    }
                }
            }
        }
    }
}

/// Keeps the port for a while without listening on it.
async fn away(listener: TcpListener, time: Duration) -> io::Result<TcpListener> {
    let address = listener.local_addr()?;
    drop(listener);
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    sleep(time).await;
    socket.listen(1024)
}
