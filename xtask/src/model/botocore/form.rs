//! What botocore's form cannot say, and a service without it.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::model::{Matcher, Member, Service, Shape, ShapeKind, Unsupported};
use codegen::{Failure, InRust};

/// Things that a service lost, by kind: the shapes or members, in the order of their names.
pub type Losses = BTreeMap<&'static str, Vec<String>>;

/// Fails if `service` has something without which it would be another one.
///
/// # Errors
///
/// A problem for everything that is not supported, since the written model would not show it any
/// more, and for every number of any size, which botocore does not have.
pub fn sayable(service: &Service) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    let of_members = |shape: &Shape| {
        shape
            .members()
            .flat_map(|m| m.unsupported.clone())
            .collect()
    };
    let shapes = service.shapes.values();
    let of_shapes = shapes.flat_map(|shape| [shape.unsupported.clone(), of_members(shape)]);
    let of_operations = service.operations.values().map(|op| op.unsupported.clone());
    let all = of_shapes
        .chain(of_operations)
        .chain([service.unsupported.clone()]);
    for Unsupported { at, what } in all.flatten() {
        problems.push(Diagnostic::new(&at, format!("{what} is not supported yet")));
    }
    for shape in service.shapes.values() {
        if shape.streaming.is_some() {
            let what = "trait `smithy.api#streaming` is not supported yet";
            problems.push(Diagnostic::new(&shape.at, what));
        }
        if matches!(shape.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal) {
            let message = "botocore's form has no numbers of any size";
            let problem = Diagnostic::new(&shape.at, message).note("shape", &shape.name);
            problems
                .push(problem.help("name the Smithy AST itself with `model` in the slice file"));
        }
    }
    problems.finish(())
}

/// `service` as botocore's form can say it, and what it loses by that.
#[must_use]
pub fn plain(mut service: Service) -> (Service, Losses) {
    let mut losses = Losses::new();
    variants(&service, &mut losses);
    names(&mut service);
    let shapes: Vec<String> = service.shapes.keys().cloned().collect();
    for name in shapes {
        if let Some(shape) = service.shapes.get_mut(&name) {
            self::shape(shape, &mut losses);
        }
    }
    let lost = |service: &mut Service, name: &str| service.waiters.remove(name);
    let waiters: Vec<String> = service.waiters.keys().cloned().collect();
    for name in waiters {
        let Some(waiter) = service.waiters.get_mut(&name) else {
            continue;
        };
        let of_input = |matcher: &Matcher| matches!(matcher, Matcher::InputOutput(_));
        if waiter
            .acceptors
            .iter()
            .any(|acceptor| of_input(&acceptor.matcher))
        {
            lose(&mut losses, "waiters over input and output", &name);
            lost(&mut service, &name);
        } else {
            waiter.max_delay = waiter.min_delay.max(120);
        }
    }
    if service.arn_namespace != service.endpoint_prefix {
        let namespace =
            std::mem::replace(&mut service.arn_namespace, service.endpoint_prefix.clone());
        lose(&mut losses, "ARN namespace", &namespace);
    }
    (service, losses)
}

fn lose(losses: &mut Losses, what: &'static str, name: &str) {
    losses.entry(what).or_default().push(name.to_owned());
}

fn shape(shape: &mut Shape, losses: &mut Losses) {
    let name = shape.name.clone();
    match &mut shape.kind {
        ShapeKind::Structure(structure) => members(&name, &mut structure.members, losses),
        ShapeKind::Union(all) => members(&name, all, losses),
        ShapeKind::List { member, .. } => {
            members(&name, std::slice::from_mut(&mut **member), losses)
        }
        ShapeKind::Map { key, value, .. } => {
            members(&name, std::slice::from_mut(&mut **key), losses);
            members(&name, std::slice::from_mut(&mut **value), losses);
        }
        ShapeKind::Enum(values) => {
            for value in values {
                value.name = None;
                if value.docs.take().is_some() || value.deprecated.take().is_some() {
                    lose(
                        losses,
                        "words of enum values",
                        &format!("{name}.{}", value.value),
                    );
                }
            }
        }
        ShapeKind::Byte | ShapeKind::Short | ShapeKind::IntEnum(_) => {
            lose(losses, "small integers and integer enums", &name);
            shape.kind = ShapeKind::Integer;
        }
        _ => {}
    }
}

/// The variants that get another name without the names of enum values.
fn variants(service: &Service, losses: &mut Losses) {
    let rust = InRust::new(service, &[]);
    for shape in service.shapes.values() {
        let ShapeKind::Enum(values) = &shape.kind else {
            continue;
        };
        for value in values {
            let (with, mut nameless) = (rust.variant(&shape.name, value), value.clone());
            nameless.name = None;
            if with != rust.variant(&shape.name, &nameless) {
                lose(
                    losses,
                    "names of enum values",
                    &format!("{}.{with}", shape.name),
                );
            }
        }
    }
}

fn members(shape: &str, members: &mut [Member], losses: &mut Losses) {
    for member in members {
        if member.default.take().is_some() {
            lose(
                losses,
                "defaults of members",
                &format!("{shape}.{}", member.name),
            );
        }
        member.client_optional = false;
    }
}

/// Gives shapes with absolute ids, such as `smithy.api#String`, names without namespace.
fn names(service: &mut Service) {
    let mut taken: BTreeSet<String> = service.shapes.keys().cloned().collect();
    let absolute = service.shapes.keys().filter(|name| name.contains('#'));
    let mut renames: BTreeMap<String, String> = BTreeMap::new();
    for id in absolute {
        let short = id.rsplit('#').next().unwrap_or(id);
        let numbered = (2..).map(|n| format!("{short}{n}"));
        let mut candidates = [short.to_owned(), format!("__{short}")]
            .into_iter()
            .chain(numbered);
        if let Some(name) = candidates.find(|name| !taken.contains(name)) {
            taken.insert(name.clone());
            renames.insert(id.clone(), name);
        }
    }
    let rename = |name: &mut String| {
        if let Some(new) = renames.get(name.as_str()) {
            new.clone_into(name);
        }
    };
    let shapes = std::mem::take(&mut service.shapes);
    service.shapes = shapes
        .into_iter()
        .map(|(mut key, mut shape)| {
            rename(&mut key);
            rename(&mut shape.name);
            for member in members_of(&mut shape) {
                rename(&mut member.target.shape);
            }
            (key, shape)
        })
        .collect();
    for operation in service.operations.values_mut() {
        let io = operation.input.iter_mut().chain(&mut operation.output);
        io.chain(&mut operation.errors)
            .for_each(|to| rename(&mut to.shape));
    }
}

fn members_of(shape: &mut Shape) -> Vec<&mut Member> {
    match &mut shape.kind {
        ShapeKind::Structure(structure) => structure.members.iter_mut().collect(),
        ShapeKind::Union(members) => members.iter_mut().collect(),
        ShapeKind::List { member, .. } => vec![&mut **member],
        ShapeKind::Map { key, value, .. } => vec![&mut **key, &mut **value],
        _ => Vec::new(),
    }
}
