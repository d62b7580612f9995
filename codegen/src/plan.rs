//! The Rust-shaped plan: everything that [`emit`](crate::emit) prints, with every decision taken.
//!
//! A plan has identifiers, types, codecs and Markdown lines; it has no tokens and no file contents.

mod context;
pub(crate) mod customizations;
mod discovery;
mod docs;
mod endpoint;
mod enums;
mod errors;
mod examples;
mod extensions;
mod in_rust;
pub(crate) mod names;
mod operations;
mod paginators;
mod paths;
mod protocol;
mod recursion;
mod rows;
mod service;
mod streams;
mod structures;
mod types;
mod unions;
mod unique;
mod waiters;

use std::collections::BTreeSet;

use crate::check::Checked;
pub(crate) use crate::check::{Many, Matcher, PathMatcher, Query, Walk};
use crate::diagnostic::{Diagnostics, Failure};
pub(crate) use crate::model::{AcceptorState, Comparator};
use crate::model::{Shape, ShapeKind, Structure};
use crate::slice::Slice;
use context::Context;
pub(crate) use customizations::{Argument, Custom, SignedPayload};
pub(crate) use discovery::Discovery;
pub(crate) use docs::Docs;
pub(crate) use endpoint::{
    BuiltIn, Case, Endpoint, Expect, Found, Param, ParamLiteral, ParamPresence, Property, Rule,
    Table, Test, Then, Value,
};
pub(crate) use enums::{Enum, Variant};
pub(crate) use errors::{ErrorVariant, StreamError};
pub(crate) use extensions::Extension;
pub use in_rust::{InRust, MemberInRust};
pub(crate) use operations::{HostPart, Operation, ParamSource, Taken};
pub(crate) use paginators::Paginator;
pub(crate) use paths::{Entered, Step};
pub(crate) use protocol::Route;
pub(crate) use rows::{Codec, Row};
pub(crate) use service::{Auth, Client, Package, Runtime, RuntimeSource, Rustls, Service};
pub(crate) use structures::{Building, Field, Ids, Retry, Struct, StructKind};
pub use types::Role;
pub(crate) use types::{Access, Deprecated, Presence, Type, Zero};
pub(crate) use unions::{Union, UnionVariant};
pub(crate) use waiters::{Acceptor, Pages, Text, Waiter, WaiterKind};

/// A generated crate.
#[derive(Debug)]
pub(crate) struct Crate {
    pub(crate) package: Package,
    pub(crate) service: Service,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structs: Vec<Struct>,
    pub(crate) exceptions: Vec<Struct>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) unions: Vec<Union>,
    /// The errors of event streams.
    pub(crate) stream_errors: Vec<StreamError>,
    /// The variants of `crate::Error`.
    pub(crate) errors: Vec<ErrorVariant>,
    pub(crate) endpoint: Endpoint,
    /// How the client finds out which endpoint to call, if it must.
    pub(crate) discovery: Option<Discovery>,
    pub(crate) runtime: Runtime,
}

impl Crate {
    /// The waiters by name, each with the operation that it polls.
    pub(crate) fn waiters(&self) -> Vec<(&Operation, &Waiter)> {
        let operations = self.operations.iter();
        let mut all: Vec<_> = operations
            .flat_map(|op| op.waiters.iter().map(move |waiter| (op, waiter)))
            .collect();
        all.sort_by_key(|(_, waiter)| &waiter.module);
        all
    }

    /// What the service and its operations have by hand.
    fn by_hand(&self) -> impl Iterator<Item = &Custom> {
        let service = &self.service.by_hand;
        let of_service = [
            &service.interceptors,
            &service.take_over,
            &service.auth_schemes,
        ];
        let of_operations = self.operations.iter().flat_map(|op| {
            let adjusted = op.by_hand.adjusted.iter().map(|(_, custom)| custom);
            op.by_hand.interceptors.iter().chain(adjusted)
        });
        of_service.into_iter().flatten().chain(of_operations)
    }

    /// The extensions of its operations, each once.
    pub(crate) fn extensions(&self) -> Vec<&Extension> {
        let mut all: Vec<&Extension> = Vec::new();
        for extension in self.operations.iter().flat_map(|op| &op.extensions) {
            if !all.contains(&extension) {
                all.push(extension);
            }
        }
        all
    }

    /// Whether there are requests that have a token.
    fn has_tokens(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|op| op.idempotency_token.is_some())
    }

    /// The settings that some operations need, each once.
    pub(crate) fn settings(&self) -> BTreeSet<&'static str> {
        let extensions = self.extensions().into_iter();
        let tokens = self.has_tokens().then_some(TOKENS);
        extensions
            .filter_map(|extension| extension.settings)
            .chain(tokens)
            .collect()
    }

    /// What of the settings of the extensions the module `config` shows, each once.
    pub(crate) fn shown(&self) -> BTreeSet<&'static str> {
        let extensions = self.extensions().into_iter();
        extensions.flat_map(|it| it.shown).copied().collect()
    }

    /// Whether requests of an operation can be signed in advance.
    pub(crate) fn presigns(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|op| op.by_hand.presigned.is_some())
    }

    /// The operation that shows how to call one: best one that lists, and needs nothing for it.
    pub(crate) fn example(&self) -> Option<&Operation> {
        let rank = |op: &&Operation| {
            let is_deprecated = op.deprecated.is_some();
            (
                is_deprecated,
                !op.example.is_empty(),
                op.paginator.is_none(),
            )
        };
        self.operations.iter().min_by_key(rank)
    }
}

/// The setting for tokens of requests.
const TOKENS: &str = "idempotency_token::IdempotencyTokenProvider";

/// The plan for a service that [`check`](crate::check) found sound.
pub(crate) fn plan(checked: &Checked<'_>, slice: &Slice) -> Result<Crate, Failure> {
    let (service, spoken) = (checked.service, checked.spoken);
    let cx = Context::new(service, spoken, &slice.renames);
    let mut problems = Diagnostics::default();
    let mut krate = Crate {
        package: service::package(slice),
        service: service::facts(checked),
        operations: Vec::new(),
        structs: Vec::new(),
        exceptions: Vec::new(),
        enums: Vec::new(),
        unions: Vec::new(),
        stream_errors: Vec::new(),
        errors: Vec::new(),
        endpoint: problems.ok(endpoint::lower(checked)).unwrap_or_default(),
        discovery: None,
        runtime: service::runtime(slice),
    };
    for operation in service.operations.values() {
        let lowered = operations::lower(&cx, checked, operation);
        krate.operations.extend(problems.ok(lowered));
    }
    let discovery = checked.discovery.as_ref();
    let discovery = discovery.map(|found| discovery::lower(&cx, found));
    krate.discovery = problems.ok(discovery.transpose()).flatten();
    for shape in cx.own_shapes() {
        lower_shape(&cx, shape, &mut krate, &mut problems);
    }
    let of_streams = krate
        .stream_errors
        .iter()
        .flat_map(|it| it.variants.iter().map(|(variant, _)| variant));
    let of_operations = krate.operations.iter().flat_map(|op| &op.errors);
    krate.errors = errors::of_service(of_operations.chain(of_streams));
    krate.runtime.features = runtime_features(&krate);
    unique::modules(&cx, slice, &mut problems);
    cx.names.finish(&mut problems);
    problems.finish(krate)
}

fn lower_shape(cx: &Context<'_>, shape: &Shape, krate: &mut Crate, problems: &mut Diagnostics) {
    match &shape.kind {
        ShapeKind::Structure(Structure {
            error: Some(traits),
            ..
        }) => {
            let lowered = errors::exception(cx, shape, traits);
            krate.exceptions.extend(problems.ok(lowered));
        }
        ShapeKind::Structure(_) => {
            let name = cx.names.type_name(&shape.at, &shape.name);
            let lowered =
                name.and_then(|name| structures::lower(cx, Some(shape), name, StructKind::Shape));
            krate.structs.extend(problems.ok(lowered));
        }
        ShapeKind::Union(members) => {
            let lowered = unions::lower(cx, shape, members);
            krate.unions.extend(problems.ok(lowered));
            if shape.streaming.is_some() {
                let error = errors::of_stream(cx, shape);
                krate.stream_errors.extend(problems.ok(error));
            }
        }
        ShapeKind::Enum(values) => {
            krate
                .enums
                .extend(problems.ok(enums::lower(cx, shape, values)));
        }
        _ => {}
    }
}

/// What the crate needs of the runtime. Waiters and paginators are large, and most slices have few of them.
fn runtime_features(krate: &Crate) -> BTreeSet<&'static str> {
    let operations = || krate.operations.iter();
    let over_pages = |waiter: &Waiter| matches!(waiter.kind, WaiterKind::Pages(_));
    let mut waiters = operations().flat_map(|op| &op.waiters);
    let features = [
        (krate.service.protocol.feature, true),
        ("endpoint-discovery", krate.discovery.is_some()),
        ("event-streams", !krate.stream_errors.is_empty()),
        ("idempotency-tokens", krate.has_tokens()),
        ("streams", operations().any(|op| op.holds_stream())),
        ("presigning", krate.presigns()),
        ("page-waiters", waiters.clone().any(over_pages)),
        ("paginators", operations().any(|op| op.paginator.is_some())),
        ("service-settings", !krate.service.settings.is_empty()),
        ("waiters", waiters.any(|waiter| !over_pages(waiter))),
    ];
    let needed = features.into_iter().filter(|(_, needed)| *needed);
    let needed = needed.map(|(feature, _)| feature);
    let by_hand = krate.by_hand().map(|custom| custom.feature);
    let of_extensions = krate.extensions().into_iter().map(|it| it.feature);
    needed.chain(by_hand).chain(of_extensions).collect()
}
