//! Endpoints: the parameters, and the rules as a table.

mod cases;
mod params;
mod table;

use std::collections::BTreeSet;

use syn::Ident;

use super::customizations;
use super::docs::Docs;
use super::names::{self, prefixed};
use super::types::Type;
use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{Parameter, ParameterKind, RuleSet};
pub(crate) use cases::{Case, Expect};
pub(crate) use params::{BuiltIn, Param, ParamLiteral, ParamPresence};
pub(crate) use table::{Found, Property, Rule, Table, Test, Then, Value};

/// The rules and their parameters.
#[derive(Debug, Default)]
pub(crate) struct Endpoint {
    pub(crate) params: Vec<Param>,
    pub(crate) rules: Table,
    /// What the model says that the rules must give.
    pub(crate) cases: Vec<Case>,
    /// The parameter with the bucket of a session, and the one that says to do without.
    pub(crate) session: Option<(Ident, Ident)>,
}

/// The parameters that the official crates list first, in their order.
const FIRST: [&str; 4] = ["Region", "UseDualStack", "UseFIPS", "Endpoint"];

/// The plan of a service's endpoints; without a rule set there is nothing to resolve.
pub(super) fn lower(checked: &Checked<'_>) -> Result<Endpoint, Failure> {
    let Some(endpoints) = &checked.endpoints else {
        return Ok(Endpoint::default());
    };
    let of = endpoints.of;
    let mut problems = Diagnostics::default();
    let mut params = Vec::new();
    for (name, parameter) in ordered(of) {
        params.extend(problems.ok(param(name, parameter, checked)));
    }
    distinct(of, &params, &mut problems);
    problems.finish(())?;
    let names: Vec<_> = ordered(of).into_iter().map(|(name, _)| name).collect();
    let rules = Table::of(&names, &endpoints.rules);
    let cases = endpoints.cases.iter().enumerate();
    let cases = cases.map(|(i, case)| Case::of(i + 1, case));
    Ok(Endpoint {
        rules,
        cases: cases.collect::<Result<_, Failure>>()?,
        session: session(checked, &params),
        params,
    })
}

/// The parameters that sessions are opened with, where there are sessions.
fn session(checked: &Checked<'_>, params: &[Param]) -> Option<(Ident, Ident)> {
    let named = |name: &str| {
        let mut all = params.iter().filter(|param| param.is_optional());
        let found = all.find(|param| param.name == name);
        found.map(|param| param.name.clone())
    };
    customizations::has_sessions(&checked.service.sdk_id)
        .then(|| named("bucket").zip(named("disable_s3_express_session_auth")))
        .flatten()
}

/// Every parameter has methods of its own on the builder, besides those that every builder has.
fn distinct(rules: &RuleSet, params: &[Param], problems: &mut Diagnostics) {
    let mut methods: BTreeSet<String> = ["build", "builder", "from_config"]
        .map(str::to_owned)
        .into();
    for param in params {
        let new = [&param.name, &param.set].map(|name| methods.insert(names::unraw(name)));
        if new.contains(&false) {
            problems.push(
                Diagnostic::new(
                    &rules.at,
                    "a parameter of the endpoint rules gets a Rust name that is taken",
                )
                .note("name", names::unraw(&param.name)),
            );
        }
    }
}

fn ordered(rules: &RuleSet) -> Vec<(&str, &Parameter)> {
    let mut all: Vec<_> = rules
        .parameters
        .iter()
        .map(|(name, p)| (name.as_str(), p))
        .collect();
    all.sort_by_key(|(name, _)| {
        FIRST
            .iter()
            .position(|first| first == name)
            .unwrap_or(FIRST.len())
    });
    all
}

fn param(name: &str, parameter: &Parameter, checked: &Checked<'_>) -> Result<Param, Failure> {
    let ident = names::parameter(&parameter.at, name)?;
    let takes_any = customizations::takes_any_region(&checked.service.sdk_id);
    let built_in = built_in(parameter);
    Ok(Param {
        set: prefixed("set_", &ident),
        name: ident,
        ty: match parameter.kind {
            ParameterKind::String => Type::String,
            ParameterKind::Boolean => Type::Bool,
            ParameterKind::StringArray => Type::Vec(Box::new(Type::String)),
        },
        presence: match (&parameter.default, parameter.required) {
            (Some(default), _) => ParamPresence::Default(default.into()),
            (None, true) => ParamPresence::Required,
            (None, false) => ParamPresence::Optional,
        },
        is_host_label: built_in == Some(BuiltIn::Region) && !takes_any,
        setting: checked
            .settings
            .iter()
            .find(|it| **it == name)
            .map(|it| names::known(it)),
        built_in,
        docs: Docs::of(parameter.docs.as_deref())
            .or(|| format!("The endpoint parameter `{name}`.")),
    })
}

fn built_in(parameter: &Parameter) -> Option<BuiltIn> {
    Some(match parameter.built_in.as_deref()? {
        "AWS::Region" => BuiltIn::Region,
        "AWS::UseFIPS" => BuiltIn::UseFips,
        "AWS::UseDualStack" => BuiltIn::UseDualStack,
        "SDK::Endpoint" => BuiltIn::Endpoint,
        "AWS::Auth::AccountId" => BuiltIn::AccountId,
        "AWS::Auth::AccountIdEndpointMode" => BuiltIn::AccountIdEndpointMode,
        _ => return None,
    })
}
