//! What a selected service must fulfil before Rust is made of it: one short function a rule.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{AuthScheme, Protocol, Service, ShapeKind, Unsupported};
use crate::select::references;

mod endpoints;
mod names;
mod operations;
mod recursion;
mod shapes;

/// A rule: records what breaks it.
type Rule = fn(&Service, &mut Diagnostics);

/// All rules but that of the protocol.
const RULES: [Rule; 19] = [
    auth,
    supported,
    names::identifiers,
    operations::structures,
    operations::pagination,
    operations::host_labels,
    operations::context_params,
    shapes::enum_values,
    shapes::map_keys,
    shapes::idempotency_tokens,
    shapes::defaults,
    shapes::host_label_targets,
    recursion::structures,
    recursion::collections,
    recursion::nesting,
    recursion::depth,
    endpoints::parameters,
    endpoints::rules,
    waiters,
];

/// Checks `service`, in which every targeted shape is there.
///
/// # Errors
///
/// All that breaks a rule; the protocol alone, if that is not supported.
pub(crate) fn check(service: &Service) -> Result<(), Failure> {
    protocol(service)?;
    let mut problems = Diagnostics::default();
    for rule in RULES {
        rule(service, &mut problems);
    }
    problems.finish(())
}

/// The service speaks a protocol that can be generated.
fn protocol(service: &Service) -> Result<(), Diagnostic> {
    let supported = [Protocol::AwsJson1_0, Protocol::AwsJson1_1];
    if service
        .protocols
        .iter()
        .any(|protocol| supported.contains(protocol))
    {
        return Ok(());
    }
    let message = match service.protocols.first() {
        Some(protocol) => format!(
            "protocol `{}` is not supported yet",
            protocol_name(protocol)
        ),
        None => "the service has no protocol".to_owned(),
    };
    let names = supported
        .map(|protocol| format!("`{}`", protocol_name(&protocol)))
        .join(", ");
    Err(Diagnostic::new(&service.at, message)
        .note("service", &service.sdk_id)
        .help(format!("supported protocols: {names}")))
}

fn protocol_name(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::AwsJson1_0 => "aws.protocols#awsJson1_0",
        Protocol::AwsJson1_1 => "aws.protocols#awsJson1_1",
        Protocol::Other(name) => name,
    }
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
                    .help("supported schemes: `aws.auth#sigv4`, `smithy.api#noAuth`"),
            );
        }
    }
}

fn unsupported_scheme(scheme: &AuthScheme) -> Option<&str> {
    match scheme {
        AuthScheme::SigV4 | AuthScheme::NoAuth => None,
        AuthScheme::Other(name) => Some(name),
    }
}

/// Nothing that is left of the service has a trait which would have to be understood.
fn supported(service: &Service, problems: &mut Diagnostics) {
    let mut report = |unsupported: &[Unsupported], operation: Option<&&str>| {
        for Unsupported { at, what } in unsupported {
            let problem = Diagnostic::new(at, format!("{what} is not supported yet"));
            problems.push(match operation {
                None => problem,
                Some(name) => problem
                    .note("operation", name)
                    .help("leave out of the slice the operations that need it"),
            });
        }
    };
    report(&service.unsupported, None);
    for operation in service.operations.values() {
        report(&operation.unsupported, Some(&operation.name.as_str()));
        let checksum = operation.checksum_required.then(|| Unsupported {
            at: operation.at.clone(),
            what: "trait `smithy.api#httpChecksumRequired`".to_owned(),
        });
        report(checksum.as_slice(), Some(&operation.name.as_str()));
    }
    let users = first_users(service);
    for shape in service.shapes.values() {
        let user = users.get(shape.name.as_str());
        report(&shape.unsupported, user);
        for member in shape.members() {
            report(&member.unsupported, user);
        }
    }
}

/// For every shape the first operation that can reach it.
fn first_users(service: &Service) -> BTreeMap<&str, &str> {
    let mut users = BTreeMap::new();
    for operation in service.operations.values() {
        let mut todo: Vec<&str> = references(operation)
            .map(|(_, to)| to.shape.as_str())
            .collect();
        while let Some(name) = todo.pop() {
            if !users.contains_key(name) {
                users.insert(name, operation.name.as_str());
                let targets = service
                    .shapes
                    .get(name)
                    .into_iter()
                    .flat_map(Service::targets);
                todo.extend(targets.map(|target| target.shape.as_str()));
            }
        }
    }
    users
}

/// Every waiter has something that ends it well.
fn waiters(service: &Service, problems: &mut Diagnostics) {
    use crate::model::AcceptorState::Success;
    for waiter in service.waiters.values() {
        if !waiter
            .acceptors
            .iter()
            .any(|acceptor| acceptor.state == Success)
        {
            let problem = Diagnostic::new(&waiter.at, "nothing makes the waiter succeed");
            problems.push(problem.note("waiter", &waiter.name));
        }
    }
}

/// The kind of shape that `name` is, if it is in the service.
fn kind<'a>(service: &'a Service, name: &str) -> Option<&'a ShapeKind> {
    service.shapes.get(name).map(|shape| &shape.kind)
}

#[cfg(test)]
mod tests;
