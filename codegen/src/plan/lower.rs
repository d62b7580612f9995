//! Lowers a checked service to the plan of its crate.

use std::collections::{BTreeMap, BTreeSet};

use syn::Ident;

use super::names::{self, Names};
use super::{
    Auth, Crate, Docs, ErrorVariant, Package, Role, Service, Waiter, WaiterKind, docs, endpoint,
    enums, operations, structs, waiters,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::model::{self, AuthScheme, Protocol, Shape, ShapeKind};
use crate::plan::recursion::Recursion;
use crate::slice::Slice;

/// What lowering needs everywhere.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) service: &'a model::Service,
    pub(super) names: Names<'a>,
    pub(super) recursion: Recursion<'a>,
}

/// The plan for a service that [`check`](crate::check) found sound.
pub(crate) fn plan(service: &model::Service, slice: &Slice) -> Result<Crate, Failure> {
    let cx = Context {
        service,
        names: Names::new(&slice.renames),
        recursion: Recursion::of(service),
    };
    let mut problems = Diagnostics::default();
    let mut krate = Crate {
        package: package(slice),
        service: service_facts(service),
        operations: Vec::new(),
        structs: Vec::new(),
        exceptions: Vec::new(),
        enums: Vec::new(),
        unions: Vec::new(),
        errors: Vec::new(),
        endpoint: problems.ok(endpoint::lower(service)).unwrap_or_default(),
        waiters: Vec::new(),
        unused_runtime: Vec::new(),
    };
    for operation in service.operations.values() {
        krate
            .operations
            .extend(problems.ok(operations::lower(&cx, operation)));
    }
    for shape in own_shapes(service) {
        lower_shape(&cx, shape, &mut krate, &mut problems);
    }
    krate.errors = service_errors(&krate);
    krate
        .waiters
        .extend(waiters::lower(&cx, slice, &krate.operations, &mut problems));
    krate.unused_runtime = unused_runtime(&krate);
    unique_types(&cx, slice, &mut problems);
    cx.names.finish(&mut problems);
    problems.finish(krate)
}

/// Waiters and paginators are large, and most slices have few of them.
fn unused_runtime(krate: &Crate) -> Vec<&'static str> {
    let over_pages = |waiter: &Waiter| matches!(waiter.kind, WaiterKind::Pages(_));
    let acceptors = krate.waiters.iter().any(|waiter| !over_pages(waiter));
    let pages = krate.waiters.iter().any(over_pages);
    let paginators = krate.operations.iter().any(|op| op.paginator.is_some());
    let modules = [
        ("jmespath", acceptors),
        ("page_waiter", pages),
        ("paginator", pages || paginators),
        ("waiter", acceptors),
    ];
    modules
        .into_iter()
        .filter_map(|(module, used)| (!used).then_some(module))
        .collect()
}

fn lower_shape(cx: &Context<'_>, shape: &Shape, krate: &mut Crate, problems: &mut Diagnostics) {
    match &shape.kind {
        ShapeKind::Structure(structure) if structure.error.is_some() => {
            krate
                .exceptions
                .extend(problems.ok(structs::exception(cx, shape)));
        }
        ShapeKind::Structure(_) => {
            let name = cx.names.type_name(&shape.at, &shape.name);
            let lowered = name.and_then(|name| structs::lower(cx, Some(shape), name, Role::Shape));
            krate.structs.extend(problems.ok(lowered));
        }
        ShapeKind::Union(members) => {
            krate
                .unions
                .extend(problems.ok(enums::union(cx, shape, members)));
        }
        ShapeKind::Enum(values) => {
            krate
                .enums
                .extend(problems.ok(enums::string_enum(cx, shape, values)));
        }
        _ => {}
    }
}

/// The shapes that get a type of their own: inputs and outputs get theirs with the operation, unless
/// something else refers to them too.
pub(super) fn own_shapes(service: &model::Service) -> impl Iterator<Item = &Shape> {
    let operations = service.operations.values();
    let mut roots: BTreeSet<&str> = BTreeSet::new();
    for operation in operations {
        roots.extend(operation.errors.iter().map(|error| error.shape.as_str()));
        for io in operation.input.iter().chain(&operation.output) {
            let targets = service
                .shape(io)
                .into_iter()
                .flat_map(model::Service::targets);
            roots.extend(targets.map(|target| target.shape.as_str()));
        }
    }
    service
        .closure(roots)
        .into_iter()
        .filter_map(|name| service.shapes.get(name))
}

fn package(slice: &Slice) -> Package {
    Package {
        name: slice.name.clone(),
        version: slice.version.clone(),
        library: slice.name.replace('-', "_"),
        keyword: slice
            .name
            .split('-')
            .next()
            .unwrap_or_default()
            .chars()
            .take(20)
            .collect(),
    }
}

fn service_facts(service: &model::Service) -> Service {
    let auth = auth(&service.auth);
    let auth_of = service
        .operations
        .values()
        .filter_map(|op| Some((op.name.clone(), self::auth(op.auth.as_ref()?))))
        .filter(|(_, of)| *of != auth)
        .collect();
    Service {
        title: service.title.clone(),
        shown_title: docs::plain(&service.title),
        shown_version: docs::plain(&service.version),
        sdk_id: service.sdk_id.clone(),
        user_agent_id: names::user_agent_id(&service.sdk_id),
        signing_name: service.signing_name.clone(),
        target_prefix: service.name.clone(),
        protocol: service
            .protocols
            .iter()
            .find(|protocol| !matches!(protocol, Protocol::Other(_)))
            .cloned()
            .unwrap_or(Protocol::AwsJson1_1),
        query_compatible: service.query_compatible,
        docs: Docs::of(service.docs.as_deref()),
        auth,
        auth_of,
    }
}

/// The schemes that the runtime has; [`check`](crate::check) saw to it that one is among them.
fn auth(schemes: &[AuthScheme]) -> Vec<Auth> {
    let known: Vec<Auth> = schemes
        .iter()
        .filter_map(|scheme| match scheme {
            AuthScheme::SigV4 => Some(Auth::SigV4),
            AuthScheme::NoAuth => Some(Auth::NoAuth),
            AuthScheme::Other(_) => None,
        })
        .collect();
    if known.is_empty() {
        vec![Auth::NoAuth]
    } else {
        known
    }
}

/// The variants of `crate::Error`: those of all operations, by name.
fn service_errors(krate: &Crate) -> Vec<ErrorVariant> {
    let by_name: BTreeMap<&Ident, &ErrorVariant> = krate
        .operations
        .iter()
        .flat_map(|op| &op.errors)
        .map(|error| (&error.name, error))
        .collect();
    by_name.into_values().cloned().collect()
}

/// Two shapes or operations that would be one type are a problem.
fn unique_types(cx: &Context<'_>, slice: &Slice, problems: &mut Diagnostics) {
    let (errors, shapes): (Vec<&Shape>, Vec<&Shape>) = own_shapes(cx.service)
        .filter(|shape| has_type(shape))
        .partition(|shape| is_error(shape));
    let named = |shape: &&'_ Shape| (shape.at.clone(), shape.name.clone());
    unique(cx, "shapes", shapes.iter().map(named), problems);
    unique(cx, "errors", errors.iter().map(named), problems);
    let operations = cx.service.operations.values();
    unique(
        cx,
        "operations",
        operations.map(|op| (op.at.clone(), op.name.clone())),
        problems,
    );
    let modeled = cx.service.waiters.values();
    let modeled = modeled.map(|waiter| (waiter.at.clone(), waiter.name.clone()));
    let ours = slice.waiters.iter();
    let ours = ours.map(|waiter| (waiter.at.clone(), waiter.name.clone()));
    unique(cx, "waiters", modeled.chain(ours), problems);
}

fn has_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)
    )
}

fn is_error(shape: &Shape) -> bool {
    matches!(&shape.kind, ShapeKind::Structure(structure) if structure.error.is_some())
}

fn unique(
    cx: &Context<'_>,
    what: &str,
    named: impl Iterator<Item = (Location, String)>,
    problems: &mut Diagnostics,
) {
    let mut seen: BTreeMap<Ident, String> = BTreeMap::new();
    for (at, name) in named {
        // A name that cannot be an identifier is reported where it is used.
        let Ok(module) = cx.names.module(&at, &name) else {
            continue;
        };
        if let Some(other) = seen.insert(module.clone(), name.clone()) {
            problems.push(
                Diagnostic::new(&at, format!("two {what} get the same Rust name"))
                    .note("names", format!("`{other}` and `{name}`"))
                    .note("module", names::unraw(&module))
                    .help("rename one of them with `[[rename]]` in the slice file"),
            );
        }
    }
}
