//! Where requests go: the parameters of the endpoint rules, and what the rules answer.

use codegen::diagnostic::Location;
use codegen::model::{Parameter, RuleSet};

use super::behaviour::{docs, patch};
use super::rules::{Difference, differences};
use super::sides::{Change, Class, Sides, by_name, pairs};

/// What reports call the rules.
const ITEM: &str = "endpoint rules";
/// How many cases are told.
const CASES: usize = 8;

/// All that changed about endpoints.
pub(super) fn endpoints(sides: &Sides<'_>) -> Vec<Change> {
    let (old, new) = (
        &sides.old.service.endpoint_rules,
        &sides.new.service.endpoint_rules,
    );
    match (old, new) {
        (None, None) => Vec::new(),
        (Some(old), Some(new)) => {
            let mut changes = parameters(sides, old, new);
            changes.extend(answers(old, new));
            changes
        }
        (None, Some(new)) => vec![change(
            Class::Minor,
            "endpoint rules appeared",
            &new.at,
            "the client finds its endpoint without a custom one",
        )],
        (Some(_), None) => vec![change(
            Class::Breaking,
            "endpoint rules disappeared",
            &sides.new.service.at,
            "the client has no endpoint but a custom one",
        )],
    }
}

fn change(class: Class, what: &str, at: &Location, rust: &str) -> Change {
    Change {
        class,
        kind: "endpoint",
        item: ITEM.to_owned(),
        what: what.to_owned(),
        rust: rust.to_owned(),
        at: at.clone(),
    }
}

fn parameters(sides: &Sides<'_>, old: &RuleSet, new: &RuleSet) -> Vec<Change> {
    let (before, after) = (by_name(&old.parameters), by_name(&new.parameters));
    let mut changes = Vec::new();
    for (name, old, new) in pairs(&before, &after) {
        let field = format!("`endpoint::Params::{}`", sides.new.rust.module(name));
        let (class, what, rust, at) = match (old, new) {
            (None, Some(new)) => (Class::Minor, "appeared", "appears", &new.at),
            (Some(old), None) => (Class::Breaking, "disappeared", "is gone", &old.at),
            (Some(old), Some(new)) if old.kind != new.kind => (
                Class::Breaking,
                "has another type",
                "has another type",
                &new.at,
            ),
            (Some(old), Some(new)) => {
                changes.extend(parameter(name, old, new));
                continue;
            }
            (None, None) => continue,
        };
        let what = format!("parameter `{name}` {what}");
        changes.push(change(class, &what, at, &format!("{field} {rust}")));
    }
    changes
}

fn parameter(name: &str, old: &Parameter, new: &Parameter) -> Vec<Change> {
    let item = format!("{ITEM}.{name}");
    let of = (item.as_str(), &new.at);
    let facts = |p: &Parameter| (p.required, p.default.clone(), p.built_in.clone());
    let rust = "the parameter is filled in another way";
    let what = |_: &_, _: &_| "default, built-in or being required changed".to_owned();
    let changed = patch((&facts(old), &facts(new)), "endpoint", of, what, rust);
    changed
        .into_iter()
        .chain(docs((&old.docs, &new.docs), of))
        .collect()
}

fn answers(old: &RuleSet, new: &RuleSet) -> Vec<Change> {
    if written(old) == written(new) {
        return Vec::new();
    }
    let at = &new.at;
    let patch = |what: &str, rust: &str| change(Class::Patch, what, at, rust);
    match differences(old, new) {
        None => vec![patch(
            "rules changed, in too many cases to compare",
            "requests may go to other hosts",
        )],
        Some(none) if none.is_empty() => {
            vec![patch(
                "rules are written in another way",
                "they give the same answers",
            )]
        }
        Some(cases) => {
            let left = cases.len().saturating_sub(CASES);
            let mut changes: Vec<Change> = cases
                .iter()
                .take(CASES)
                .map(|case| answer(case, at))
                .collect();
            if left > 0 {
                changes.push(patch(
                    &format!("answers changed in {left} more cases"),
                    "as above",
                ));
            }
            changes
        }
    }
}

fn answer(case: &Difference, at: &Location) -> Change {
    let when = match case.when.as_slice() {
        [] => "always".to_owned(),
        when => format!("if {}", when.join(" and ")),
    };
    change(
        Class::Patch,
        &format!("another answer {when}"),
        at,
        &format!("`{}` instead of `{}`", case.new, case.old),
    )
}

/// The rules without their places.
fn written(rules: &RuleSet) -> String {
    let text = format!("{:?}", rules.rules);
    let mut parts = text.split("at: Location {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}
