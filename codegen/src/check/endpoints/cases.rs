//! The endpoint tests of a model: parameters, and what the rules must give for them.

use super::code::Then;
use super::values::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{EndpointTest, Outcome, ParamValue, RuleSet};

/// A test.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    pub(crate) of: &'a EndpointTest,
    pub(crate) params: Vec<(&'a str, &'a ParamValue)>,
    pub(crate) expect: Expected,
}

/// What a test expects.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// An endpoint or an error, without variables.
    Outcome(Then),
    /// What is an error in the model and an endpoint by now.
    Endpoint,
}

/// The regions of partitions that had no dual-stack endpoints when many models were published, and
/// that have them in the runtime's table.
const NEWLY_DUAL_STACK: [&str; 2] = ["us-iso-", "us-isob-"];

/// All tests.
pub(super) fn cases<'a>(
    tests: &'a [EndpointTest],
    rules: &RuleSet,
) -> Result<Vec<Case<'a>>, Failure> {
    let mut problems = Diagnostics::default();
    let mut cases = Vec::new();
    for test in tests {
        cases.extend(problems.ok(case(test, rules)));
    }
    problems.finish(cases)
}

fn case<'a>(test: &'a EndpointTest, rules: &RuleSet) -> Result<Case<'a>, Failure> {
    let mut params = Vec::new();
    for (name, value) in &test.params {
        // What the rules do not know can change nothing.
        let Some(parameter) = rules.parameters.get(name) else {
            continue;
        };
        if value.kind() != parameter.kind {
            let what = "endpoint test gives a parameter a value of another type";
            return Err(Diagnostic::new(&test.at, what)
                .note("parameter", name)
                .into());
        }
        params.push((name.as_str(), value));
    }
    Ok(Case {
        of: test,
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
