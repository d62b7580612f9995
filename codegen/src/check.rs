//! What a selected service must fulfil before Rust is made of it: one short function a rule.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Warning};
use crate::model::{AuthScheme, Service, Unsupported};
use crate::slice::Slice;
pub(crate) use discovery::Discovery;
pub(crate) use endpoints::{
    Block, Case, Condition, Endpoints, Expected, Property, Rule, Then, Value,
};
pub(crate) use operations::HostPart;
pub(crate) use pagination::{Pages, Path, Step};
pub(crate) use protocol::Spoken;
pub(crate) use query::Query;
pub(crate) use waiters::{Matcher, PageWaiter, PathMatcher, Waiter};
pub(crate) use walk::{Field as WalkField, Many, Walk, WalkedParam};

mod discovery;
mod endpoints;
mod http;
mod names;
mod operations;
mod pagination;
mod protocol;
mod query;
mod recursion;
mod shapes;
mod streams;
mod users;
mod waiters;
mod walk;

/// One rule: records what breaks it.
type Check = fn(&Service, &mut Diagnostics);

/// All rules but that of the protocol.
const RULES: [Check; 17] = [
    auth,
    supported,
    names::identifiers,
    names::title,
    operations::structures,
    operations::context_params,
    shapes::enum_values,
    shapes::map_keys,
    shapes::idempotency_tokens,
    shapes::defaults,
    shapes::host_label_targets,
    shapes::units,
    shapes::error_messages,
    recursion::structures,
    recursion::collections,
    recursion::nesting,
    recursion::depth,
];

/// A service that is sound, and what was found in it, so that nobody has to look again.
#[derive(Debug)]
pub(crate) struct Checked<'a> {
    pub(crate) service: &'a Service,
    /// The protocol that the crate speaks.
    pub(crate) spoken: Spoken,
    /// Its endpoints, if it has rules for them.
    pub(crate) endpoints: Option<Endpoints<'a>>,
    /// How a client finds out where to call operations, if one of them needs that.
    pub(crate) discovery: Option<Discovery<'a>>,
    /// The parameters of endpoints that the configuration of a client has a setting for.
    pub(crate) settings: Vec<&'static str>,
    /// The parts of host prefixes, by the name of the operation.
    pub(crate) host_prefixes: BTreeMap<&'a str, Vec<HostPart<'a>>>,
    /// The endpoint parameters that paths into an input fill, by the name of the operation.
    pub(crate) walked_params: BTreeMap<&'a str, Vec<WalkedParam<'a>>>,
    /// How the pages of operations follow each other, by the name of the operation.
    pub(crate) pages: BTreeMap<&'a str, Pages<'a>>,
    /// The waiters of the model.
    pub(crate) waiters: Vec<Waiter<'a>>,
    /// The waiters of the slice.
    pub(crate) page_waiters: Vec<PageWaiter<'a>>,
    pub(crate) warnings: Vec<Warning>,
}

/// Checks `service`, in which every targeted shape is there.
///
/// # Errors
///
/// All that breaks a rule; the protocol alone, if that is not supported.
pub(crate) fn check<'a>(service: &'a Service, slice: &'a Slice) -> Result<Checked<'a>, Failure> {
    let spoken = protocol::chosen(service, slice)?;
    let mut problems = Diagnostics::default();
    protocol::able(service, spoken, &mut problems);
    streams::streams(service, spoken, &mut problems);
    for rule in RULES {
        rule(service, &mut problems);
    }
    let endpoints = problems.ok(endpoints::endpoints(service)).flatten();
    let discovery = problems.ok(discovery::discovery(service)).flatten();
    let settings = operations::settings(service, &mut problems);
    let (mut host_prefixes, mut pages) = (BTreeMap::new(), BTreeMap::new());
    let mut walked_params = BTreeMap::new();
    for operation in service.operations.values() {
        let walked = problems.ok(walk::params(service, operation));
        walked_params.extend(walked.map(|params| (operation.name.as_str(), params)));
        if let Some(prefix) = &operation.host_prefix {
            let found = problems.ok(operations::host_prefix(service, operation, prefix));
            host_prefixes.extend(found.map(|parts| (operation.name.as_str(), parts)));
        }
        if let Some(pagination) = &operation.pagination {
            let found = problems.ok(pagination::pages(service, operation, pagination));
            let found = found.flatten();
            pages.extend(found.map(|pages| (operation.name.as_str(), pages)));
        }
    }
    let mut waiters = Vec::new();
    for waiter in service.waiters.values() {
        waiters.extend(problems.ok(waiters::modeled(service, waiter)));
    }
    let mut page_waiters = Vec::new();
    for waiter in &slice.waiters {
        let pages = pages.get(waiter.operation.as_str());
        page_waiters.extend(problems.ok(waiters::over_pages(service, waiter, pages)));
    }
    let warnings = problems.take_warnings();
    problems.finish(Checked {
        service,
        spoken,
        endpoints,
        discovery,
        settings,
        host_prefixes,
        walked_params,
        pages,
        waiters,
        page_waiters,
        warnings,
    })
}

/// The service, and every operation that differs from it, has an auth scheme that is supported.
fn auth(service: &Service, problems: &mut Diagnostics) {
    let own = service
        .operations
        .values()
        .filter_map(|operation| Some((&operation.at, &operation.name, operation.auth.as_ref()?)));
    for (at, name, schemes) in own.chain([(&service.at, &service.sdk_id, &service.auth)]) {
        let names: Vec<&str> = schemes.iter().filter_map(unsupported_scheme).collect();
        if !schemes.is_empty() && names.len() == schemes.len() {
            problems.push(
                Diagnostic::new(at, "none of the auth schemes is supported yet")
                    .note("of", name)
                    .note("schemes", names.join(", "))
                    .help("supported schemes: `aws.auth#sigv4`, `smithy.api#httpBearerAuth`, `smithy.api#noAuth`"),
            );
        }
    }
}

fn unsupported_scheme(scheme: &AuthScheme) -> Option<&str> {
    match scheme {
        AuthScheme::SigV4 | AuthScheme::HttpBearer | AuthScheme::NoAuth => None,
        other => Some(other.id()),
    }
}

/// Nothing that is left of the service has a trait which would have to be understood.
fn supported(service: &Service, problems: &mut Diagnostics) {
    for Unsupported { at, what } in &service.unsupported {
        problems.push(Diagnostic::new(at, format!("{what} is not supported yet")));
    }
    for operation in service.operations.values() {
        for Unsupported { at, what } in &operation.unsupported {
            problems.push(users::refused(at, what, &operation.name));
        }
    }
    let users = LazyCell::new(|| users::first(service));
    for shape in service.shapes.values() {
        let of_members = shape.members().flat_map(|member| &member.unsupported);
        for Unsupported { at, what } in shape.unsupported.iter().chain(of_members) {
            let user = users.get(shape.name.as_str()).copied().unwrap_or_default();
            problems.push(users::refused(at, what, user));
        }
    }
}

#[cfg(test)]
mod tests;
