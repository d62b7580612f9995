//! Rules about endpoint rule sets.

use std::collections::BTreeMap;

use super::operations::kind_of;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::model::{Condition, Expr, Outcome, Property, Rule, Service, TemplatePart};

/// The functions of the rules language, each with how many arguments it has.
const FUNCTIONS: [(&str, usize); 12] = [
    ("aws.isVirtualHostableS3Bucket", 2),
    ("aws.parseArn", 1),
    ("aws.partition", 1),
    ("booleanEquals", 2),
    ("getAttr", 2),
    ("isSet", 1),
    ("isValidHostLabel", 2),
    ("not", 1),
    ("parseURL", 1),
    ("stringEquals", 2),
    ("substring", 4),
    ("uriEncode", 1),
];

/// Defaults of parameters have the type of the parameter.
pub(super) fn parameters(service: &Service, problems: &mut Diagnostics) {
    for (name, parameter) in service
        .endpoint_rules
        .iter()
        .flat_map(|rules| &rules.parameters)
    {
        if parameter
            .default
            .as_ref()
            .is_some_and(|default| kind_of(default) != parameter.kind)
        {
            problems.push(
                Diagnostic::new(
                    &parameter.at,
                    "the default of the parameter has another type",
                )
                .note("parameter", name),
            );
        }
    }
}

/// Rules call functions that exist, with as many arguments as these have, and use only parameters
/// and variables that have a value.
pub(super) fn rules(service: &Service, problems: &mut Diagnostics) {
    let Some(rules) = &service.endpoint_rules else {
        return;
    };
    let mut scope = Scope {
        names: BTreeMap::new(),
        problems,
    };
    for name in rules.parameters.keys() {
        scope.enter(name);
    }
    for rule in &rules.rules {
        scope.rule(rule);
    }
}

/// The names that can be referred to, with how many times each is defined.
struct Scope<'a, 'p> {
    names: BTreeMap<&'a str, usize>,
    problems: &'p mut Diagnostics,
}

impl<'a> Scope<'a, '_> {
    fn enter(&mut self, name: &'a str) {
        *self.names.entry(name).or_default() += 1;
    }

    fn leave(&mut self, name: &str) {
        if let Some(count) = self.names.get_mut(name) {
            *count = count.saturating_sub(1);
        }
    }

    fn rule(&mut self, rule: &'a Rule) {
        for Condition { at, call, assign } in &rule.conditions {
            self.expr(at, call);
            if let Some(name) = assign {
                self.enter(name);
            }
        }
        match &rule.then {
            Outcome::Endpoint {
                url,
                headers,
                properties,
            } => {
                self.expr(&rule.at, url);
                headers
                    .values()
                    .flatten()
                    .for_each(|value| self.expr(&rule.at, value));
                properties
                    .values()
                    .for_each(|property| self.property(&rule.at, property));
            }
            Outcome::Error(message) => self.expr(&rule.at, message),
            Outcome::Tree(rules) => rules.iter().for_each(|rule| self.rule(rule)),
        }
        for name in rule
            .conditions
            .iter()
            .filter_map(|condition| condition.assign.as_ref())
        {
            self.leave(name);
        }
    }

    fn property(&mut self, at: &Location, property: &Property) {
        match property {
            Property::String(value) => self.expr(at, value),
            Property::Boolean(_) | Property::Number(_) => {}
            Property::List(elements) => elements.iter().for_each(|p| self.property(at, p)),
            Property::Map(members) => members.values().for_each(|p| self.property(at, p)),
        }
    }

    fn expr(&mut self, at: &Location, expr: &Expr) {
        match expr {
            Expr::Boolean(_) | Expr::Number(_) => {}
            Expr::Template(parts) => {
                for part in parts {
                    match part {
                        TemplatePart::Text(_) => {}
                        TemplatePart::Ref(name) | TemplatePart::Attr(name, _) => {
                            self.defined(at, name);
                        }
                    }
                }
            }
            Expr::List(elements) => elements.iter().for_each(|element| self.expr(at, element)),
            Expr::Ref(name) => self.defined(at, name),
            Expr::Call {
                at,
                function,
                arguments,
            } => {
                self.call(at, function, arguments.len());
                arguments
                    .iter()
                    .for_each(|argument| self.expr(at, argument));
            }
        }
    }

    fn defined(&mut self, at: &Location, name: &str) {
        if self.names.get(name).is_none_or(|count| *count == 0) {
            let known = self
                .names
                .iter()
                .filter(|(_, count)| **count > 0)
                .map(|(name, _)| *name);
            self.problems.push(
                Diagnostic::new(at, "the rules refer to something that has no value here")
                    .note("name", name)
                    .did_you_mean(name, known),
            );
        }
    }

    fn call(&mut self, at: &Location, function: &str, arguments: usize) {
        match FUNCTIONS.iter().find(|(name, _)| *name == function) {
            Some((_, arity)) if *arity == arguments => {}
            Some((_, arity)) => self.problems.push(
                Diagnostic::new(
                    at,
                    "the rules call a function with the wrong number of arguments",
                )
                .note("function", function)
                .note("expected", arity)
                .note("found", arguments),
            ),
            None => self.problems.push(
                Diagnostic::new(at, "the rules call a function that is not known")
                    .note("function", function)
                    .did_you_mean(function, FUNCTIONS.map(|(name, _)| name)),
            ),
        }
    }
}
