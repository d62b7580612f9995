//! The endpoint tests of a model: parameters, and what the rules must give for them.

use syn::Ident;

use super::Then;
use super::rules::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{EndpointTest, Outcome, ParamValue, ParameterKind, RuleSet};
use crate::plan::names;

/// A test.
#[derive(Debug)]
pub(crate) struct Case {
    /// What it shows.
    pub(crate) name: String,
    pub(crate) params: Vec<(Ident, ParamValue)>,
    pub(crate) expect: Expected,
}

/// What a test expects.
#[derive(Debug)]
pub(crate) enum Expected {
    /// An endpoint or an error, without variables.
    Outcome(Then),
    /// What is an error in the model and an endpoint by now.
    Endpoint,
}

/// The regions of partitions that had no dual-stack endpoints when many models were published, and
/// that have them in the runtime's table.
const NEWLY_DUAL_STACK: [&str; 2] = ["us-iso-", "us-isob-"];

/// The plan of all tests.
pub(super) fn lower(tests: &[EndpointTest], rules: &RuleSet) -> Result<Vec<Case>, Failure> {
    let mut problems = Diagnostics::default();
    let mut lowered = Vec::new();
    for test in tests {
        lowered.extend(problems.ok(lower_one(test, rules)));
    }
    problems.finish(lowered)
}

fn lower_one(test: &EndpointTest, rules: &RuleSet) -> Result<Case, Failure> {
    let mut params = Vec::new();
    for (name, value) in &test.params {
        // What the rules do not know can change nothing.
        let Some(parameter) = rules.parameters.get(name) else {
            continue;
        };
        let kind = match value {
            ParamValue::String(_) => ParameterKind::String,
            ParamValue::Boolean(_) => ParameterKind::Boolean,
            ParamValue::StringArray(_) => ParameterKind::StringArray,
        };
        if kind != parameter.kind {
            let what = "endpoint test gives a parameter a value of another type";
            return Err(Diagnostic::new(&test.at, what)
                .note("parameter", name)
                .into());
        }
        params.push((names::variable(&test.at, name)?, value.clone()));
    }
    Ok(Case {
        name: test.documentation.clone().unwrap_or_default(),
        params,
        expect: if is_outdated(test) {
            Expected::Endpoint
        } else {
            Expected::Outcome(Scope::default().outcome(&test.expect, &test.at)?)
        },
    })
}

/// Whether a model is older than the table of partitions and says so here.
fn is_outdated(test: &EndpointTest) -> bool {
    let new = |prefix: &&str| match test.params.get("Region") {
        Some(ParamValue::String(region)) => region.starts_with(*prefix),
        _ => false,
    };
    matches!(test.expect, Outcome::Error(_))
        && test.params.get("UseDualStack") == Some(&ParamValue::Boolean(true))
        && NEWLY_DUAL_STACK.iter().any(new)
}
