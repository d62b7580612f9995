//! Rules about operations.

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Location, collect};
use crate::model::{
    self, HostPrefix, Member, Operation, ParameterKind, RuleSet, Service, ShapeKind,
};
use crate::select::references;

/// Inputs, outputs and errors are structures, and errors are marked as such.
pub(super) fn structures(service: &Service, problems: &mut Diagnostics) {
    for (role, to) in service.operations.values().flat_map(references) {
        let message = match service.kind(&to.shape) {
            None => continue,
            Some(ShapeKind::Structure(structure))
                if role != "error" || structure.error.is_some() =>
            {
                continue;
            }
            Some(ShapeKind::Structure(_)) => {
                "error is a structure without the error trait".to_owned()
            }
            Some(_) => format!("{role} is not a structure"),
        };
        problems.push(Diagnostic::new(&to.at, message).note("shape", &to.shape));
    }
}

/// The members of an operation's input.
fn input_members<'a>(service: &'a Service, operation: &Operation) -> &'a [Member] {
    match operation
        .input
        .as_ref()
        .and_then(|input| service.kind(&input.shape))
    {
        Some(ShapeKind::Structure(structure)) => &structure.members,
        _ => &[],
    }
}

/// A part of a host prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HostPart<'a> {
    Text(&'a str),
    /// The value of a member of the input.
    Label(&'a Member),
}

/// The parts of an operation's host prefix: labels are required members of the input which are marked
/// as host labels.
pub(super) fn host_prefix<'a>(
    service: &'a Service,
    operation: &'a Operation,
    prefix: &'a HostPrefix,
) -> Result<Vec<HostPart<'a>>, Failure> {
    let label = |name: &'a str| {
        let mut members = input_members(service, operation).iter();
        let message = match members.find(|member| member.name == name) {
            None => "the host prefix names no member of the input",
            Some(member) if !member.host_label => {
                "the host prefix names a member that is not a host label"
            }
            Some(member) if !member.required => {
                "the host prefix names a member that is not required"
            }
            Some(member) => return Ok(HostPart::Label(member)),
        };
        let problem = Diagnostic::new(&operation.at, message).note("hostPrefix", prefix);
        Err(problem.note("label", name).into())
    };
    collect(&prefix.parts, |part| match part {
        model::HostPart::Text(text) => Ok(HostPart::Text(text)),
        model::HostPart::Label(name) => label(name),
    })
}

/// What fills a parameter of the endpoint rules fills one that they have, with its type.
pub(super) fn context_params(service: &Service, problems: &mut Diagnostics) {
    let Some(rules) = &service.endpoint_rules else {
        return;
    };
    for (name, param) in &service.client_context_params {
        filled(rules, name, &param.at, Some(param.kind), problems);
    }
    for operation in service.operations.values() {
        for (name, value) in &operation.static_context_params {
            filled(rules, name, &operation.at, Some(value.kind()), problems);
        }
        for name in operation.operation_context_params.keys() {
            filled(rules, name, &operation.at, None, problems);
        }
        for member in input_members(service, operation) {
            if let Some(name) = &member.context_param {
                let kind = kind_of_member(service, member);
                filled(rules, name, &member.at, kind, problems);
                if kind.is_none() {
                    problems.push(
                        Diagnostic::new(
                            &member.at,
                            "no parameter of endpoint rules has the type of this member",
                        )
                        .note("parameter", name),
                    );
                }
            }
        }
    }
}

/// The settings that the runtime has for parameters of endpoints, with their types.
const SETTINGS: [(&str, ParameterKind); 6] = [
    ("Accelerate", ParameterKind::Boolean),
    ("DisableMultiRegionAccessPoints", ParameterKind::Boolean),
    ("DisableS3ExpressSessionAuth", ParameterKind::Boolean),
    ("ForcePathStyle", ParameterKind::Boolean),
    ("ServiceType", ParameterKind::String),
    ("UseArnRegion", ParameterKind::Boolean),
];

/// The settings of a service. For other parameters there is none: the rules take them as not set.
pub(super) fn settings(service: &Service, problems: &mut Diagnostics) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (name, param) in &service.client_context_params {
        let known = |(known, kind): &&(&str, ParameterKind)| known == name && *kind == param.kind;
        match SETTINGS.iter().find(known) {
            Some((known, _)) => found.push(*known),
            None => problems.warn(
                Diagnostic::new(
                    &param.at,
                    "clients have no setting for this parameter of the endpoint rules",
                )
                .note("parameter", name),
            ),
        }
    }
    found
}

fn filled(
    rules: &RuleSet,
    name: &str,
    at: &Location,
    kind: Option<ParameterKind>,
    problems: &mut Diagnostics,
) {
    match rules.parameters.get(name) {
        None => problems.push(
            Diagnostic::new(at, "fills a parameter that the endpoint rules do not have")
                .note("parameter", name)
                .did_you_mean(name, rules.parameters.keys().map(String::as_str)),
        ),
        Some(parameter) if kind.is_some_and(|kind| kind != parameter.kind) => problems.push(
            Diagnostic::new(
                at,
                "fills a parameter of the endpoint rules that has another type",
            )
            .note("parameter", name),
        ),
        Some(_) => {}
    }
}

/// The type of a parameter that a member can fill.
fn kind_of_member(service: &Service, member: &Member) -> Option<ParameterKind> {
    let is_string = |name: &str| matches!(service.kind(name), Some(ShapeKind::String));
    match service.kind(&member.target.shape)? {
        ShapeKind::String => Some(ParameterKind::String),
        ShapeKind::Boolean => Some(ParameterKind::Boolean),
        ShapeKind::List {
            member,
            sparse: false,
        } if is_string(&member.target.shape) => Some(ParameterKind::StringArray),
        _ => None,
    }
}
