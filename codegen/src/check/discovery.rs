//! Which operation tells the endpoints that others need, and where in its output.

use super::pagination::member;
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{Member, Operation, Service, Shape, ShapeKind};
use crate::select::required_discovery;

/// The operation that tells endpoints, and the members that do.
#[derive(Debug)]
pub(crate) struct Discovery<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) output: &'a Shape,
    /// The list of endpoints in the output.
    pub(crate) endpoints: &'a Member,
    pub(crate) endpoint: &'a Shape,
    /// The host name of an endpoint.
    pub(crate) address: &'a Member,
    /// For how many minutes it holds.
    pub(crate) minutes: &'a Member,
}

/// How endpoints are discovered, if an operation can be called nowhere else.
pub(super) fn discovery(service: &Service) -> Result<Option<Discovery<'_>>, Failure> {
    let mut operations = service.operations.values();
    let Some(at) = operations.find_map(required_discovery) else {
        return Ok(None);
    };
    let name = service.endpoint_discovery.as_ref();
    let operation = name
        .and_then(|name| service.operations.get(name))
        .ok_or_else(|| {
            let help = "`operation` of `aws.api#clientEndpointDiscovery` names it, or `endpointoperation` marks it in \
                        botocore's models";
            Diagnostic::new(at, "no operation of the service tells the endpoint").help(help)
        })?;
    match (needs_input(service, operation), told(service, operation)) {
        (false, Some(discovery)) => Ok(Some(discovery)),
        (true, _) => Err(wrong(operation, "it can be called without any input").into()),
        (false, None) => {
            let help = "its output has a list `Endpoints` of structures with `Address`, a string, and \
                        `CachePeriodInMinutes`, a long";
            Err(wrong(operation, help).into())
        }
    }
}

fn wrong(operation: &Operation, help: &str) -> Diagnostic {
    Diagnostic::new(&operation.at, "the operation does not tell endpoints")
        .note("operation", &operation.name)
        .help(help)
}

/// Whether something must be said to the operation, which a client would not know.
fn needs_input(service: &Service, operation: &Operation) -> bool {
    let input = operation.input.as_ref().and_then(|it| service.shape(it));
    let mut members = input.into_iter().flat_map(Shape::members);
    members.any(|member| member.required)
}

/// The members of the output that tell endpoints, if it has them.
fn told<'a>(service: &'a Service, operation: &'a Operation) -> Option<Discovery<'a>> {
    let target = |member: &Member| service.shape(&member.target);
    let output = service.shape(operation.output.as_ref()?)?;
    let endpoints = member(output, "Endpoints")?;
    let ShapeKind::List { member: each, .. } = &target(endpoints)?.kind else {
        return None;
    };
    let endpoint = target(each)?;
    let (address, minutes) = (
        member(endpoint, "Address")?,
        member(endpoint, "CachePeriodInMinutes")?,
    );
    let fit = matches!(target(address)?.kind, ShapeKind::String)
        && matches!(target(minutes)?.kind, ShapeKind::Long);
    fit.then_some(Discovery {
        operation,
        output,
        endpoints,
        endpoint,
        address,
        minutes,
    })
}
