//! Which variables a rule reads.

use crate::model::{self, Expr, Outcome, TemplatePart};

/// Calls `f` with every variable that an expression reads.
pub(super) fn references(expr: &Expr, f: &mut dyn FnMut(&str)) {
    match expr {
        Expr::Ref(name) => f(name),
        Expr::Template(parts) => parts.iter().for_each(|part| match part {
            TemplatePart::Ref(name) | TemplatePart::Attr(name, _) => f(name),
            TemplatePart::Text(_) => {}
        }),
        Expr::List(items)
        | Expr::Call {
            arguments: items, ..
        } => {
            items.iter().for_each(|item| references(item, f));
        }
        Expr::Boolean(_) | Expr::Number(_) => {}
    }
}

pub(super) fn mentions(expr: &Expr, name: &str) -> bool {
    let mut found = false;
    references(expr, &mut |variable| found |= variable == name);
    found
}

pub(super) fn outcome_mentions(outcome: &Outcome, name: &str) -> bool {
    match outcome {
        Outcome::Endpoint {
            url,
            headers,
            properties,
        } => {
            mentions(url, name)
                || headers
                    .values()
                    .flatten()
                    .any(|value| mentions(value, name))
                || properties
                    .values()
                    .any(|property| property_mentions(property, name))
        }
        Outcome::Error(message) => mentions(message, name),
        Outcome::Tree(rules) => rules.iter().any(|rule| {
            rule.conditions
                .iter()
                .any(|condition| mentions(&condition.call, name))
                || outcome_mentions(&rule.then, name)
        }),
    }
}

fn property_mentions(property: &model::Property, name: &str) -> bool {
    match property {
        model::Property::String(value) => mentions(value, name),
        model::Property::List(items) => items.iter().any(|item| property_mentions(item, name)),
        model::Property::Map(map) => map.values().any(|item| property_mentions(item, name)),
        model::Property::Boolean(_) | model::Property::Number(_) => false,
    }
}
