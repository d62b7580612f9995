//! Cuts a service down to the operations of a slice, with the one that tells where to call them, and the
//! shapes that they can reach.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::model::{Operation, Service, Shape, ShapeKind, ShapeRef};
use crate::slice::{Operations, Slice, Types};

/// How many suggestions are made for dangling targets: each looks at the names of all shapes.
const SUGGESTIONS: usize = 20;

/// Keeps the operations of `slice`, their waiters, its types, and the shapes that all these can reach.
///
/// # Errors
///
/// If the slice names nothing, something twice or something that the model does not have, or if a
/// shape is targeted that is not in the model: later there would be no name left to suggest for it.
pub fn select(mut service: Service, slice: &Slice) -> Result<Service, Failure> {
    let mut chosen = chosen(&service, slice)?;
    chosen.extend(endpoint_operation(&service, &chosen));
    service.types = types(&service, slice)?;
    service.operations.retain(|name, _| chosen.contains(name));
    service
        .waiters
        .retain(|_, waiter| chosen.contains(&waiter.operation));

    let roots = service
        .operations
        .values()
        .flat_map(references)
        .map(|(_, to)| to.shape.as_str())
        .chain(service.types.iter().map(String::as_str));
    let reached: BTreeSet<String> = service
        .closure(roots)
        .into_iter()
        .map(str::to_owned)
        .collect();
    no_dangling_targets(&service, &reached)?;
    service.shapes.retain(|name, _| reached.contains(name));
    Ok(service)
}

/// The names of the chosen operations.
fn chosen(service: &Service, slice: &Slice) -> Result<BTreeSet<String>, Failure> {
    let named = match &slice.operations {
        Operations::All(_) => return Ok(service.operations.keys().cloned().collect()),
        Operations::Named(named) => named,
    };
    let mut problems = Diagnostics::default();
    if named.is_empty() && matches!(slice.types, Types::None) {
        let problem = Diagnostic::new(&slice.at, "the slice has no operations");
        problems.push(problem.help("name the operations that you call, or write \"all\""));
    }
    let mut chosen: BTreeMap<&str, &Location> = BTreeMap::new();
    for (name, at) in named {
        if !service.operations.contains_key(name) {
            problems.push(unknown_operation(service, name, at));
        }
        if let Some(first) = chosen.insert(name, at) {
            let problem = Diagnostic::new(at, "the operation is named twice");
            problems.push(problem.note("operation", name).note("first", first));
        }
    }
    problems.finish(chosen.into_keys().map(str::to_owned).collect())
}

/// The operation that tells endpoints, if one of the chosen can be called nowhere else.
fn endpoint_operation(service: &Service, chosen: &BTreeSet<String>) -> Option<String> {
    let mut chosen = chosen
        .iter()
        .filter_map(|name| service.operations.get(name));
    let is_needed = chosen.any(|operation| required_discovery(operation).is_some());
    let name = service.endpoint_discovery.as_ref().filter(|_| is_needed)?;
    service.operations.contains_key(name).then(|| name.clone())
}

/// Where it is said that an operation can be called at no endpoint but one that the service tells.
pub(crate) fn required_discovery(operation: &Operation) -> Option<&Location> {
    let discovery = operation.discovered_endpoint.as_ref();
    discovery.filter(|it| it.required).map(|it| &it.at)
}

/// The shapes that the slice names as types. The input and output of an operation are none: they are
/// its own.
fn types(service: &Service, slice: &Slice) -> Result<BTreeSet<String>, Failure> {
    let known = || service.shapes.values().filter(|shape| is_type(shape));
    let named = match &slice.types {
        Types::None => return Ok(BTreeSet::new()),
        Types::All => {
            let all: BTreeSet<&str> = service.types_of_operations().collect();
            let all = known().filter(|shape| all.contains(shape.name.as_str()));
            return Ok(all.map(|shape| shape.name.clone()).collect());
        }
        Types::Named(named) => named,
    };
    let mut problems = Diagnostics::default();
    let mut types = BTreeSet::new();
    for (name, at) in named {
        match service.shapes.get(name) {
            Some(shape) if is_type(shape) => {}
            Some(_) => problems.push(
                Diagnostic::new(at, "the shape has no type of its own")
                    .note("shape", name)
                    .help("types are structures, unions and enums"),
            ),
            None => problems.push(
                Diagnostic::new(at, "the type is not in the model")
                    .note("type", name)
                    .note("model", &service.at)
                    .did_you_mean(name, known().map(|shape| shape.name.as_str())),
            ),
        }
        if !types.insert(name.clone()) {
            problems.push(Diagnostic::new(at, "the type is named twice").note("type", name));
        }
    }
    problems.finish(types)
}

fn is_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_)
    )
}

fn unknown_operation(service: &Service, name: &str, at: &Location) -> Diagnostic {
    Diagnostic::new(at, "the operation is not in the model")
        .note("operation", name)
        .note("model", &service.at)
        .did_you_mean(name, service.operations.keys().map(String::as_str))
}

/// What an operation refers to, with the role it has there.
pub(crate) fn references(operation: &Operation) -> impl Iterator<Item = (&'static str, &ShapeRef)> {
    let input = operation.input.iter().map(|shape| ("input", shape));
    let output = operation.output.iter().map(|shape| ("output", shape));
    input
        .chain(output)
        .chain(operation.errors.iter().map(|shape| ("error", shape)))
}

/// Fails if something among the operations and the `reached` shapes targets what is not there.
fn no_dangling_targets(service: &Service, reached: &BTreeSet<String>) -> Result<(), Failure> {
    let from_operations = service.operations.values().flat_map(references);
    let shapes = reached.iter().filter_map(|name| service.shapes.get(name));
    let from_members = shapes
        .flat_map(Service::targets)
        .map(|target| ("member", target));
    let dangling = from_operations
        .chain(from_members)
        .filter(|(_, to)| service.shape(to).is_none());
    let mut problems = Diagnostics::default();
    for (i, (role, to)) in dangling.enumerate() {
        let problem = Diagnostic::new(
            &to.at,
            format!("{role} targets a shape that is not in the model"),
        )
        .note("shape", &to.shape);
        problems.push(if i < SUGGESTIONS {
            problem.did_you_mean(&to.shape, service.shapes.keys().map(String::as_str))
        } else {
            problem
        });
    }
    problems.finish(())
}

#[cfg(test)]
mod tests;
