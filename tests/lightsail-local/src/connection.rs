//! A connection: HTTP by hyper, until a fault takes it over.

use crate::faults::{Fault, Faults, Wire};
use crate::protocol::{self, How, Reply, Service};
use crate::refusal::Refusal;
use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::poll_fn;
use std::io;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// How long a client may take for its headers, and again for its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) service: Service,
    pub(super) faults: Faults,
    pub(super) body_limit: usize,
    /// The number of requests so far.
    pub(super) requests: AtomicU64,
    /// The number of open connections.
    pub(super) open: AtomicUsize,
    /// Asks the server to accept no connections for a while.
    pub(super) away: UnboundedSender<Duration>,
}

/// Counts a connection as long as it lives.
struct Open<'a>(&'a AtomicUsize);

impl<'a> Open<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

type Slot = Arc<Mutex<Option<Wire>>>;

/// Serves a connection to its end.
pub(super) async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let _open = Open::new(&shared.open);
    // Small answers should not wait for more.
    let _ = stream.set_nodelay(true);
    let slot = Slot::default();
    let service = service_fn(|request| {
        let (shared, slot) = (Arc::clone(&shared), Arc::clone(&slot));
        Box::pin(async move { respond(request, &shared, &slot).await })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = poll_fn(|context| connection.poll_without_shutdown(context)).await {
        tracing::trace!(%error, "the connection ends");
    }
    let stream = connection.into_parts().io.into_inner();
    let wire = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    let wire = wire.unwrap_or_default();
    let away = wire.away;
    if let Err(error) = wire.play(stream).await {
        tracing::trace!(%error, "the client went away");
    }
    if let Some(away) = away {
        // Nobody listens if the server is gone already.
        let _ = shared.away.send(away);
    }
}

/// The response, or an error if a fault takes over the connection.
async fn respond(
    request: Request<Incoming>,
    shared: &Shared,
    slot: &Slot,
) -> io::Result<Response<Full<Bytes>>> {
    shared.requests.fetch_add(1, Ordering::SeqCst);
    let (head, body) = request.into_parts();
    let operation = protocol::operation(&head.headers).map(str::to_owned);
    let body = read(body, shared.body_limit).await;
    let fault = shared.faults.pick(operation.as_deref());
    if let Some(fault) = &fault {
        tracing::debug!(?fault, operation, "a fault happens");
        sleep(fault.delay()).await;
    }
    let now = shared.service.clock.now();
    let how = How {
        now: fault.as_ref().map_or(now, |fault| fault.time(now)),
        paging: fault.as_ref().map(Fault::paging).unwrap_or_default(),
    };
    let instead = fault.as_ref().and_then(Fault::instead);
    let reply = instead.unwrap_or_else(|| match body {
        Ok(body) => shared.service.reply(&head, &body, how),
        Err(reply) => reply,
    });
    let reply = fault.iter().fold(reply, |reply, fault| fault.alter(reply));
    let reply = sealed(reply, how.now, operation.as_deref());
    if let Some(wire) = fault.and_then(|fault| Wire::plan(&fault, &reply)) {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(wire);
        return Err(io::Error::other("a fault takes over"));
    }
    response(reply)
}

/// Reads the body of a request, or says why that is not done.
async fn read(body: Incoming, limit: usize) -> Result<Bytes, Reply> {
    let refused = |status, code| {
        let mut reply = Reply::from(&Refusal::bare(status, code));
        reply.headers.push(("connection", "close".to_owned()));
        reply
    };
    match timeout(PATIENCE, Limited::new(body, limit).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(refused(413, "RequestEntityTooLargeException"))
        }
        Ok(Err(_)) => Err(refused(400, "SerializationException")),
        Err(_) => Err(refused(408, "RequestTimeoutException")),
    }
}

/// A reply with what all replies have.
fn sealed(mut reply: Reply, now: SystemTime, operation: Option<&str>) -> Reply {
    let id = Uuid::new_v4().to_string();
    tracing::debug!(
        operation,
        status = reply.status,
        request_id = id,
        "answered"
    );
    reply.headers.push(("x-amzn-requestid", id));
    reply.headers.push(("date", httpdate::fmt_http_date(now)));
    reply
}

fn response(reply: Reply) -> io::Result<Response<Full<Bytes>>> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        let value = HeaderValue::try_from(value.as_str()).map_err(io::Error::other)?;
        response = response.header(*name, value);
    }
    response
        .body(Full::from(reply.body))
        .map_err(io::Error::other)
}
