//! Compiles an endpoint rule set: every reference resolved, every condition typed.
//!
//! A rule becomes an `if` whose conditions bind what they find (`if let Some(region) = region && …`),
//! so that later uses need no check. Where the rules language lets a missing value make a condition
//! false, the binding is inserted here.

mod cases;
mod functions;
mod mentions;
mod rules;
mod values;

use std::collections::BTreeSet;

use syn::Ident;

use super::docs::Docs;
use super::names::{self, prefixed};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure};
use crate::model::{ParamValue, Parameter, ParameterKind, RuleSet, Service};
pub(crate) use cases::{Case, Expected};
use rules::Scope;

/// The compiled rules and their parameters.
#[derive(Debug, Default)]
pub(crate) struct Endpoint {
    pub(crate) params: Vec<Param>,
    pub(crate) rules: Block,
    /// What the model says that the rules must give.
    pub(crate) cases: Vec<Case>,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: Ident,
    pub(crate) set: Ident,
    pub(crate) kind: ParameterKind,
    pub(crate) required: bool,
    pub(crate) default: Option<ParamValue>,
    pub(crate) built_in: Option<BuiltIn>,
    pub(crate) docs: Docs,
}

impl Param {
    /// Whether the field is an `Option`.
    pub(crate) fn is_optional(&self) -> bool {
        !self.required && self.default.is_none()
    }
}

/// A configuration value that fills a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltIn {
    Region,
    UseFips,
    UseDualStack,
    Endpoint,
    AccountId,
    AccountIdEndpointMode,
}

/// Rules that are tried in order; if none applies, resolution fails.
#[derive(Debug, Default)]
pub(crate) struct Block(pub(crate) Vec<Rule>);

impl Block {
    /// Whether a rule calls a function.
    pub(crate) fn calls(&self) -> bool {
        self.0.iter().any(|rule| {
            let inner = matches!(&rule.then, Then::Block(inner) if inner.calls());
            inner || rule.conditions.iter().any(Condition::calls)
        })
    }
}

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) then: Then,
}

/// What a rule gives.
#[derive(Debug)]
pub(crate) enum Then {
    Endpoint {
        url: Value,
        headers: Vec<(String, Vec<Value>)>,
        properties: Vec<(String, Property)>,
    },
    Error(Value),
    Block(Block),
}

/// A condition.
#[derive(Debug)]
pub(crate) enum Condition {
    /// `let Some(name) = value`
    Bind(Ident, Value),
    IsSome(Value),
    IsNone(Value),
    True(Value),
    False(Value),
    Eq(Value, Value),
    Ne(Value, Value),
}

impl Condition {
    fn calls(&self) -> bool {
        match self {
            Self::Bind(_, value)
            | Self::IsSome(value)
            | Self::IsNone(value)
            | Self::True(value)
            | Self::False(value) => value.calls(),
            Self::Eq(left, right) | Self::Ne(left, right) => left.calls() || right.calls(),
        }
    }

    /// The opposite; a binding that binds nothing is a question.
    fn negated(self) -> Self {
        match self {
            Self::Bind(_, value) | Self::IsSome(value) => Self::IsNone(value),
            Self::IsNone(value) => Self::IsSome(value),
            Self::True(value) => Self::False(value),
            Self::False(value) => Self::True(value),
            Self::Eq(left, right) => Self::Ne(left, right),
            Self::Ne(left, right) => Self::Eq(left, right),
        }
    }
}

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Variable(Ident),
    Field(Box<Value>, Ident),
    /// `list.get(index)`, as `Option<&str>`.
    Index(Box<Value>, usize),
    String(String),
    Boolean(bool),
    Number(i64),
    /// A template: text and values.
    Format(Vec<Value>),
    /// A function of `runtime::rules`.
    Call(Ident, Vec<Value>),
    /// `&value`
    Borrow(Box<Value>),
    /// `Some(value)`
    Some(Box<Value>),
    /// `value.as_deref()`
    Deref(Box<Value>),
}

impl Value {
    fn calls(&self) -> bool {
        match self {
            Self::Call(..) => true,
            Self::Field(value, _)
            | Self::Index(value, _)
            | Self::Borrow(value)
            | Self::Some(value)
            | Self::Deref(value) => value.calls(),
            Self::Format(values) => values.iter().any(Self::calls),
            Self::Variable(_) | Self::String(_) | Self::Boolean(_) | Self::Number(_) => false,
        }
    }
}

/// A property of an endpoint.
#[derive(Debug)]
pub(crate) enum Property {
    Value(Value),
    Number(i64),
    List(Vec<Property>),
    Map(Vec<(String, Property)>),
}

/// The parameters that the official crates list first, in their order.
const FIRST: [&str; 4] = ["Region", "UseDualStack", "UseFIPS", "Endpoint"];

/// The plan of a service's endpoints; without a rule set there is nothing to resolve.
pub(super) fn lower(service: &Service) -> Result<Endpoint, Failure> {
    let Some(rules) = &service.endpoint_rules else {
        return Ok(Endpoint::default());
    };
    let mut problems = Diagnostics::default();
    let mut params = Vec::new();
    for (name, parameter) in ordered(rules) {
        params.extend(problems.ok(param(name, parameter)));
    }
    distinct(rules, &params, &mut problems);
    let scope = Scope::of(rules)?;
    let block = problems.ok(scope.block(&rules.rules));
    let cases = problems.ok(cases::lower(&service.endpoint_tests, rules));
    problems.finish(Endpoint {
        params,
        rules: block.unwrap_or_default(),
        cases: cases.unwrap_or_default(),
    })
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

fn param(name: &str, parameter: &Parameter) -> Result<Param, Failure> {
    let ident = names::variable(&parameter.at, name)?;
    Ok(Param {
        set: prefixed("set_", &ident),
        name: ident,
        kind: parameter.kind,
        required: parameter.required && parameter.built_in.is_some() && parameter.default.is_some(),
        default: parameter.default.clone(),
        built_in: match parameter.built_in.as_deref() {
            Some("AWS::Region") => Some(BuiltIn::Region),
            Some("AWS::UseFIPS") => Some(BuiltIn::UseFips),
            Some("AWS::UseDualStack") => Some(BuiltIn::UseDualStack),
            Some("SDK::Endpoint") => Some(BuiltIn::Endpoint),
            Some("AWS::Auth::AccountId") => Some(BuiltIn::AccountId),
            Some("AWS::Auth::AccountIdEndpointMode") => Some(BuiltIn::AccountIdEndpointMode),
            _ => None,
        },
        docs: Docs::of(parameter.docs.as_deref())
            .or(|| format!("The endpoint parameter `{name}`.")),
    })
}
