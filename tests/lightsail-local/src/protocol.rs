//! awsJson 1.1 from the service's side: a request in, a reply out.

use crate::auth::{self, Access, Caller};
use crate::clock::Clock;
use crate::operations::{self, Context};
use crate::pages::{Paging, Tokens};
use crate::refusal::Refusal;
use crate::resources::Resources;
use crate::state::{Moment, State};
use http::header::{CONTENT_TYPE, HeaderMap};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

const JSON: &str = "application/x-amz-json-1.1";
const PREFIX: &str = "Lightsail_20161128.";

/// A response before it is on the wire.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn json(status: u16, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: vec![("content-type", JSON.to_owned())],
            body,
        }
    }

    /// What stands in front of a service and knows no JSON.
    pub(super) fn page(status: u16, content_type: &str, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body: body.as_bytes().to_vec(),
        }
    }
}

impl From<&Refusal> for Reply {
    fn from(refusal: &Refusal) -> Self {
        Self::json(refusal.status, refusal.body())
    }
}

/// The whole service, without a network: what applications can put behind an HTTP client of their own.
#[derive(Debug)]
pub struct Service {
    pub(super) state: Mutex<State>,
    pub(super) access: Access,
    pub(super) clock: Clock,
    pub(super) tokens: Tokens,
    pub(super) page_size: usize,
    pub(super) complete_after: Duration,
}

impl Service {
    /// The answer to a request, without faults.
    pub fn answer(&self, request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
        let (head, body) = request.into_parts();
        let how = How {
            now: self.clock.now(),
            paging: Paging::Fine,
        };
        let reply = self.reply(&head, &body, how);
        let mut response = http::Response::new(reply.body);
        *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or_default();
        for (name, value) in reply.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    /// The resources as they are now.
    pub fn dump(&self) -> Resources {
        let at = self.at(self.clock.now());
        self.state().resources(&at)
    }

    /// The state, even if a thread died while it had it: the operations check before they change.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn at(&self, now: SystemTime) -> Moment {
        Moment {
            now,
            complete_after: self.complete_after,
        }
    }

    /// The answer to a request, in the order of checks that AWS has.
    pub(super) fn reply(&self, head: &Parts, body: &[u8], how: How) -> Reply {
        if head.method != Method::POST || !is_json(&head.headers) {
            let body = "<UnknownOperationException/>\n";
            return Reply::page(404, "application/xml", body);
        }
        match self.carry_out(head, body, how) {
            Ok(body) => Reply::json(200, body),
            Err(refusal) => {
                tracing::debug!(code = refusal.code, message = refusal.message, "refused");
                Reply::from(&refusal)
            }
        }
    }

    fn carry_out(&self, head: &Parts, body: &[u8], how: How) -> Result<Vec<u8>, Refusal> {
        if serde_json::from_slice::<IgnoredAny>(body).is_err() {
            return Err(Refusal::bare(400, "SerializationException"));
        }
        let operation = operation(&head.headers);
        let operation = operation.filter(|name| OPERATIONS.contains(name));
        let operation = operation.ok_or_else(|| Refusal::bare(400, "UnknownOperationException"))?;
        let caller = auth::authenticate(&self.access, head, body, how.now)?;
        auth::authorize(&caller, operation)?;
        let mut state = self.state();
        state.ready(&caller.region)?;
        self.operate(&mut state, operation, &caller, body, how)
    }

    fn operate(
        &self,
        state: &mut State,
        operation: &str,
        caller: &Caller<'_>,
        body: &[u8],
        how: How,
    ) -> Result<Vec<u8>, Refusal> {
        let context = Context {
            operation,
            region: &caller.region,
            at: self.at(how.now),
            tokens: &self.tokens,
            page_size: self.page_size,
            paging: how.paging,
        };
        let context = &context;
        match operation {
            "CreateDiskSnapshot" => run(body, |input| {
                operations::create_disk_snapshot(state, context, input)
            }),
            "DeleteDiskSnapshot" => run(body, |input| {
                operations::delete_disk_snapshot(state, context, input)
            }),
            "GetDiskSnapshots" => run(body, |input| {
                operations::get_disk_snapshots(state, context, input)
            }),
            "GetInstanceSnapshots" => run(body, |input| {
                operations::get_instance_snapshots(state, context, input)
            }),
            "GetExportSnapshotRecords" => run(body, |input| {
                operations::get_export_snapshot_records(state, context, input)
            }),
            _ => Err(Refusal::bare(400, "UnknownOperationException")),
        }
    }
}

/// What a fault may change about how a request is answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    pub(super) now: SystemTime,
    pub(super) paging: Paging,
}

const OPERATIONS: [&str; 5] = [
    "CreateDiskSnapshot",
    "DeleteDiskSnapshot",
    "GetDiskSnapshots",
    "GetExportSnapshotRecords",
    "GetInstanceSnapshots",
];

/// The operation that a request asks for.
pub(super) fn operation(headers: &HeaderMap) -> Option<&str> {
    let target = headers.get("x-amz-target")?.to_str().ok()?;
    target.strip_prefix(PREFIX)
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case(JSON))
}

/// Reads the input, carries out, writes the output.
fn run<I: DeserializeOwned, O: Serialize>(
    body: &[u8],
    operation: impl FnOnce(I) -> Result<O, Refusal>,
) -> Result<Vec<u8>, Refusal> {
    let input = serde_json::from_slice(body)
        .map_err(|error| Refusal::new(400, "SerializationException", error.to_string()))?;
    let output = operation(input)?;
    serde_json::to_vec(&output)
        .map_err(|_| Refusal::new(500, "ServiceException", "The response cannot be written."))
}
