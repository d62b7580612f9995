//! Endpoint rule sets compared by their answers, however they are written.
//!
//! A rule set is a decision over conditions. Two of them are walked side by side: whenever either
//! asks for a condition that is not decided yet, both ways are tried. Where both give an endpoint or
//! an error, the two must be the same. Conditions count as independent, so that answers which no
//! request can get may be compared, too: rule sets that are found equal are equal, others may be.

use std::collections::BTreeMap;

use codegen::model::{Condition, Expr, Outcome, Property, Rule, RuleSet, TemplatePart};

/// How many combinations of conditions are tried before the rule sets count as different.
const LIMIT: usize = 2_000;

/// A case in which two rule sets answer differently.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The conditions of the case, such as `UseFIPS` or `not UseFIPS`.
    pub(super) when: Vec<String>,
    pub(super) old: String,
    pub(super) new: String,
}

/// Whether two rule sets give the same answer in every case.
pub(crate) fn same_answers(old: &RuleSet, new: &RuleSet) -> bool {
    differences(old, new).is_some_and(|differences| differences.is_empty())
}

/// The cases in which two rule sets answer differently, `None` if there are too many cases.
pub(super) fn differences(old: &RuleSet, new: &RuleSet) -> Option<Vec<Difference>> {
    let mut found: Vec<Difference> = Vec::new();
    let mut todo: Vec<BTreeMap<String, bool>> = vec![BTreeMap::new()];
    let mut tried = 0;
    while let Some(decided) = todo.pop() {
        tried += 1;
        if tried > LIMIT {
            return None;
        }
        let answer = |rules: &RuleSet| rules_answer(&rules.rules, &Variables::default(), &decided);
        match (answer(old), answer(new)) {
            (Answer::Asks(atom), _) | (_, Answer::Asks(atom)) => {
                for holds in [false, true] {
                    let mut decided = decided.clone();
                    decided.insert(atom.clone(), holds);
                    todo.push(decided);
                }
            }
            (old, new) if old.text() != new.text() => found.push(Difference {
                when: decided
                    .iter()
                    .map(|(atom, holds)| said(atom, *holds))
                    .collect(),
                old: old.text(),
                new: new.text(),
            }),
            _ => {}
        }
    }
    Some(found)
}

fn said(atom: &str, holds: bool) -> String {
    if holds {
        atom.to_owned()
    } else {
        format!("not {atom}")
    }
}

/// What rules say in a case.
#[derive(Debug)]
enum Answer {
    /// That depends on a condition which is not decided.
    Asks(String),
    /// An endpoint or an error.
    Says(String),
    /// No rule applies.
    Nothing,
}

impl Answer {
    fn text(&self) -> String {
        match self {
            Self::Says(text) | Self::Asks(text) => text.clone(),
            Self::Nothing => "error: no rule applies".to_owned(),
        }
    }
}

/// What has been assigned, as text over parameters.
#[derive(Clone, Debug, Default)]
struct Variables(BTreeMap<String, String>);

fn rules_answer(rules: &[Rule], variables: &Variables, decided: &BTreeMap<String, bool>) -> Answer {
    for rule in rules {
        let mut variables = variables.clone();
        let mut all = true;
        for condition in &rule.conditions {
            match holds(condition, &variables, decided) {
                Ok(true) => {}
                Ok(false) => all = false,
                Err(atom) => return Answer::Asks(atom),
            }
            if !all {
                break;
            }
            if let Some(name) = &condition.assign {
                let value = variables.expr(&condition.call);
                variables.0.insert(name.clone(), value);
            }
        }
        if !all {
            continue;
        }
        return match &rule.then {
            Outcome::Tree(rules) => match rules_answer(rules, &variables, decided) {
                Answer::Nothing => Answer::Says(Answer::Nothing.text()),
                answer => answer,
            },
            Outcome::Error(message) => Answer::Says(format!("error: {}", variables.expr(message))),
            Outcome::Endpoint {
                url,
                headers,
                properties,
            } => Answer::Says(variables.endpoint(url, headers, properties)),
        };
    }
    Answer::Nothing
}

/// Whether a condition holds, or what that depends on.
fn holds(
    condition: &Condition,
    variables: &Variables,
    decided: &BTreeMap<String, bool>,
) -> Result<bool, String> {
    let (atom, positive) = variables.atom(&condition.call);
    // Every Region has a partition: where none matches, that of `aws` is given.
    let known = atom.starts_with("aws.partition(").then_some(true);
    match known.or_else(|| decided.get(&atom).copied()) {
        Some(holds) => Ok(holds == positive),
        None => Err(atom),
    }
}

impl Variables {
    /// A condition as text that is the same however it is written, and whether it is meant as is.
    fn atom(&self, call: &Expr) -> (String, bool) {
        let Expr::Call {
            function,
            arguments,
            ..
        } = call
        else {
            return (self.expr(call), true);
        };
        match (function.name(), arguments.as_slice()) {
            ("not", [inner]) => {
                let (atom, positive) = self.atom(inner);
                (atom, !positive)
            }
            ("booleanEquals", [Expr::Boolean(value), other] | [other, Expr::Boolean(value)]) => {
                let (atom, positive) = self.atom(other);
                (atom, positive == *value)
            }
            ("booleanEquals" | "stringEquals", [one, other]) => {
                let mut sides = [self.expr(one), self.expr(other)];
                sides.sort();
                (sides.join(" = "), true)
            }
            _ => (self.expr(call), true),
        }
    }

    /// An expression as text over parameters.
    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Boolean(value) => value.to_string(),
            Expr::Number(value) => value.to_string(),
            Expr::Template(parts) => parts.iter().map(|part| self.part(part)).collect(),
            Expr::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.expr(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Expr::Ref(name) => self.variable(name),
            Expr::Call {
                function,
                arguments,
                ..
            } => {
                let arguments: Vec<String> = arguments.iter().map(|a| self.expr(a)).collect();
                match (function.name(), arguments.as_slice()) {
                    ("getAttr", [of, path]) => format!("{of}#{path}"),
                    _ => format!("{}({})", function.name(), arguments.join(", ")),
                }
            }
        }
    }

    fn part(&self, part: &TemplatePart) -> String {
        match part {
            TemplatePart::Text(text) => text.clone(),
            TemplatePart::Ref(name) => format!("{{{}}}", self.variable(name)),
            TemplatePart::Attr(name, path) => format!("{{{}#{path}}}", self.variable(name)),
        }
    }

    fn variable(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    fn endpoint(
        &self,
        url: &Expr,
        headers: &BTreeMap<String, Vec<Expr>>,
        properties: &BTreeMap<String, Property>,
    ) -> String {
        let mut text = self.expr(url);
        for (name, values) in headers {
            let values: Vec<String> = values.iter().map(|value| self.expr(value)).collect();
            text.push_str(&format!(", header {name}: {}", values.join(", ")));
        }
        for (name, value) in properties {
            text.push_str(&format!(", {name}: {}", self.property(value)));
        }
        text
    }

    fn property(&self, property: &Property) -> String {
        match property {
            Property::String(value) => self.expr(value),
            Property::Boolean(value) => value.to_string(),
            Property::Number(value) => value.to_string(),
            Property::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.property(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Property::Map(members) => {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{name}: {}", self.property(value)))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests;
