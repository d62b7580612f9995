//! What belongs to a Smithy service, and the names of it without namespaces.

use std::collections::{BTreeMap, BTreeSet};

use super::ast::{Ast, Binding, RawShape};
use super::prelude;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location};
use crate::model::UNIT;

/// The properties of services and resources that name operations.
const OPERATION_ROLES: [&str; 8] = [
    "operations",
    "collectionOperations",
    "create",
    "put",
    "read",
    "update",
    "delete",
    "list",
];

/// The operations of a service and of its resources, in the order of their ids.
pub(super) fn operations<'m, 'a>(
    ast: &'m Ast<'a>,
    service: &'m RawShape<'a>,
) -> Result<Vec<&'m RawShape<'a>>, Failure> {
    let mut problems = Diagnostics::default();
    let mut seen = BTreeSet::new();
    let mut operations = BTreeMap::new();
    let mut todo = vec![service];
    while let Some(entity) = todo.pop() {
        for binding in OPERATION_ROLES.iter().flat_map(|role| entity.bound(role)) {
            if let Some(operation) = problems.ok(bound(ast, binding, "operation")) {
                operations.insert(operation.id, operation);
            }
        }
        for binding in entity.bound("resources") {
            if seen.insert(binding.target) {
                todo.extend(problems.ok(bound(ast, binding, "resource")));
            }
        }
    }
    problems.finish(operations.into_values().collect())
}

/// The shape that `binding` names, which must be an operation or a resource.
fn bound<'m, 'a>(
    ast: &'m Ast<'a>,
    binding: &Binding<'a>,
    kind: &str,
) -> Result<&'m RawShape<'a>, Diagnostic> {
    let problem = |message| Diagnostic::new(&binding.at, message).note("shape", binding.target);
    match ast.get(binding.target) {
        Some(shape) if shape.kind == kind => Ok(shape),
        Some(shape) => Err(problem(format!("{kind} expected")).note("type", shape.kind)),
        None => {
            let known = ast
                .shapes()
                .filter(|shape| shape.kind == kind)
                .map(|shape| shape.id);
            Err(problem(format!("{kind} is not in the model")).did_you_mean(binding.target, known))
        }
    }
}

/// The names of shapes by absolute id.
///
/// A shape has the name that the service's `rename` gives it, or else its name without namespace.
/// Where two shapes have one name, the shape in the namespace of the service keeps it, and the
/// other is called by its absolute id, as are the shapes of Smithy's prelude: nothing can be called
/// `smithy.api#String` by chance. That is harmless for shapes whose names nobody sees in a client
/// (simple shapes, lists and maps); for others it is an error.
#[derive(Debug)]
pub(super) struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    /// Names everything that `service` and `operations` can reach.
    pub(super) fn new(
        ast: &Ast<'a>,
        service: &RawShape<'a>,
        operations: &[&RawShape<'a>],
    ) -> Result<Self, Failure> {
        let ids = closure(ast, service, operations)?;
        let renames = renames(service, &ids)?;
        let home = namespace(service.id);
        let mut sorted: Vec<&str> = ids.into_iter().collect();
        sorted.sort_by_key(|id| (namespace(id) != home, *id));

        let mut problems = Diagnostics::default();
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        let mut names = BTreeMap::new();
        for id in sorted {
            let mut name = renames
                .get(id)
                .map_or_else(|| short(id), String::as_str)
                .to_owned();
            if prelude::kind(id).is_some() {
                name = id.to_owned();
            } else if let Some(other) = taken.get(&name) {
                if let Some(shape) = ast.get(id).filter(|shape| is_visible(shape)) {
                    problems.push(clash(&shape.at, other, id));
                }
                name = id.to_owned();
            }
            taken.insert(name.clone(), id);
            names.insert(id, name);
        }
        problems.finish(Self(names))
    }

    /// The name of the shape `id`.
    pub(super) fn of(&self, id: &str) -> String {
        self.0.get(id).map_or(id, String::as_str).to_owned()
    }

    /// The absolute ids of all named shapes.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }
}

/// The ids of the shapes that the service's errors, the operations and the properties of resources can
/// reach.
fn closure<'a>(
    ast: &Ast<'a>,
    service: &RawShape<'a>,
    operations: &[&RawShape<'a>],
) -> Result<BTreeSet<&'a str>, Failure> {
    let of_operations = operations.iter().flat_map(|operation| &operation.bindings);
    let mut todo: Vec<&'a str> = service
        .bound("errors")
        .chain(of_operations)
        .map(|binding| binding.target)
        .collect();
    todo.extend(properties(ast, service)?);
    todo.retain(|id| *id != UNIT);
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if seen.insert(id)
            && let Some(shape) = ast.get(id)
            // Values of enums "target" the unit type.
            && !matches!(shape.kind, "enum" | "intEnum")
        {
            todo.extend(shape.members.iter().map(|member| member.target));
        }
    }
    Ok(seen)
}

/// The shapes of the properties of all resources.
fn properties<'a>(ast: &Ast<'a>, service: &RawShape<'a>) -> Result<Vec<&'a str>, Failure> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&str> = service.bound("resources").map(|to| to.target).collect();
    while let Some(id) = todo.pop() {
        let Some(resource) = ast.get(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        todo.extend(resource.bound("resources").map(|to| to.target));
        for (_, cursor) in resource.properties.clone().entries("properties")? {
            let target = cursor.object()?.required_string("target")?;
            found.extend(ast.get(&target).map(|shape| shape.id));
        }
    }
    Ok(found)
}

/// The service's `rename`, which must be about its closure.
fn renames(
    service: &RawShape<'_>,
    closure: &BTreeSet<&str>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut problems = Diagnostics::default();
    let mut renames = BTreeMap::new();
    for (id, cursor) in service.properties.clone().entries("rename")? {
        if !closure.contains(id) {
            problems.push(
                Diagnostic::new(cursor.at(), "renames a shape that is not in the service")
                    .note("shape", id)
                    .did_you_mean(id, closure.iter().copied()),
            );
        } else if let Some(name) = problems.ok(cursor.string()) {
            renames.insert(id.to_owned(), name.to_owned());
        }
    }
    problems.finish(renames)
}

/// Whether a client shows the name of the shape.
fn is_visible(shape: &RawShape<'_>) -> bool {
    matches!(shape.kind, "structure" | "union" | "enum" | "intEnum")
        || shape.traits.contains("smithy.api#enum")
}

fn clash(at: &Location, one: &str, other: &str) -> Diagnostic {
    Diagnostic::new(at, "two shapes of the service have the same name")
        .note("shapes", format!("{one}, {other}"))
        .help("give one of them another name with `rename` of the service")
}

/// `com.amazonaws.lightsail` of `com.amazonaws.lightsail#Disk`.
fn namespace(id: &str) -> &str {
    id.split_once('#').map_or("", |(namespace, _)| namespace)
}

/// `Disk` of `com.amazonaws.lightsail#Disk`.
pub(super) fn short(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
