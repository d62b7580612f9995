//! Endpoint rules: every reference resolved, every condition typed.
//!
//! Where the rules language lets a missing value make a condition false, the value is bound before:
//! what uses it later needs no check.

mod cases;
mod code;
mod functions;
mod mentions;
mod rules;
mod values;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{RuleSet, Service};
pub(crate) use cases::{Case, Expected};
pub(crate) use code::{Block, Condition, Property, Rule, Then, Value};
use values::Scope;

/// The endpoints of a service.
#[derive(Clone, Debug)]
pub(crate) struct Endpoints<'a> {
    pub(crate) of: &'a RuleSet,
    pub(crate) rules: Block,
    /// What the model says that the rules must give.
    pub(crate) cases: Vec<Case<'a>>,
}

/// The endpoints of a service that has rules for them.
pub(super) fn endpoints(service: &Service) -> Result<Option<Endpoints<'_>>, Failure> {
    let Some(of) = &service.endpoint_rules else {
        return Ok(None);
    };
    let mut problems = Diagnostics::default();
    for (name, parameter) in &of.parameters {
        let default = parameter.default.as_ref();
        if default.is_some_and(|default| default.kind() != parameter.kind) {
            let message = "the default of the parameter has another type";
            problems.push(Diagnostic::new(&parameter.at, message).note("parameter", name));
        }
    }
    let rules = problems.ok(Scope::of(of).block(&of.rules));
    let cases = problems.ok(cases::cases(&service.endpoint_tests, of));
    problems.finish(Some(Endpoints {
        of,
        rules: rules.unwrap_or_default(),
        cases: cases.unwrap_or_default(),
    }))
}
