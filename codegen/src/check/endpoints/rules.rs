//! Rules: conditions bind what they find, and every value has a type.

use std::collections::BTreeMap;

use super::code::{Block, Condition, Property, Rule, Then, Value};
use super::functions::{Kind, Typed};
use super::mentions::{mentions, outcome_mentions, references};
use super::values::Scope;
use crate::diagnostic::{Diagnostics, Failure, Location, collect, join};
use crate::model::{self, Expr, Function, Outcome, ParameterKind, RuleSet};

impl Scope {
    pub(super) fn of(rules: &RuleSet) -> Self {
        let mut variables = BTreeMap::new();
        for (name, parameter) in &rules.parameters {
            let kind = match parameter.kind {
                ParameterKind::String => Kind::Str,
                ParameterKind::Boolean => Kind::Bool,
                ParameterKind::StringArray => Kind::List,
            };
            let value = Value::Variable(name.clone());
            let optional = !parameter.required && parameter.default.is_none();
            variables.insert(
                name.clone(),
                Typed {
                    value,
                    kind,
                    optional,
                },
            );
        }
        Self {
            variables,
            depth: 0,
        }
    }

    pub(super) fn block(&self, rules: &[model::Rule]) -> Result<Block, Failure> {
        let mut problems = Diagnostics::default();
        let mut block = Vec::new();
        for rule in rules {
            let Some(rule) = problems.ok(self.clone().rule(rule)) else {
                continue;
            };
            let always = rule.conditions.is_empty();
            block.push(rule);
            if always {
                // What follows is never reached.
                break;
            }
        }
        problems.finish(Block(block))
    }

    fn rule(mut self, rule: &model::Rule) -> Result<Rule, Failure> {
        let mut problems = Diagnostics::default();
        let mut conditions = Vec::new();
        for (i, condition) in rule.conditions.iter().enumerate() {
            let rest = rule.conditions.get(i + 1..).unwrap_or_default();
            let used = |name: &str| {
                rest.iter().any(|c| mentions(&c.call, name)) || outcome_mentions(&rule.then, name)
            };
            let found = problems.ok(self.condition(condition, &used, &mut conditions));
            if found.is_none() && condition.assign.is_some() {
                // What follows may need what it should have found.
                return problems.finish(Rule {
                    conditions,
                    then: Then::Block(Block::default()),
                });
            }
        }
        let then = problems.ok(self.outcome(&rule.then, &rule.at));
        let then = then.unwrap_or_else(|| Then::Block(Block::default()));
        problems.finish(Rule { conditions, then })
    }

    pub(super) fn outcome(&self, outcome: &Outcome, at: &Location) -> Result<Then, Failure> {
        Ok(match outcome {
            Outcome::Endpoint {
                url,
                headers,
                properties,
            } => {
                let headers = collect(headers, |(name, values)| {
                    Ok((name.clone(), self.strings(values, at)?))
                });
                let properties = self.properties(properties, at);
                let (url, (headers, properties)) =
                    join(self.string(url, at), join(headers, properties))?;
                Then::Endpoint {
                    url,
                    headers,
                    properties,
                }
            }
            Outcome::Error(message) => Then::Error(self.string(message, at)?),
            Outcome::Tree(rules) => Then::Block(self.deeper(at)?.block(rules)?),
        })
    }

    fn properties(
        &self,
        properties: &BTreeMap<String, model::Property>,
        at: &Location,
    ) -> Result<Vec<(String, Property)>, Failure> {
        collect(properties, |(name, of)| {
            Ok((name.clone(), self.property(of, at)?))
        })
    }

    fn property(&self, property: &model::Property, at: &Location) -> Result<Property, Failure> {
        Ok(match property {
            model::Property::String(value) => Property::Value(self.string(value, at)?),
            model::Property::Boolean(value) => Property::Value(Value::Boolean(*value)),
            model::Property::Number(value) => Property::Number(*value),
            model::Property::List(items) => {
                let inside = self.deeper(at)?;
                Property::List(collect(items, |item| inside.property(item, at))?)
            }
            model::Property::Map(map) => Property::Map(self.deeper(at)?.properties(map, at)?),
        })
    }

    fn strings(&self, values: &[Expr], at: &Location) -> Result<Vec<Value>, Failure> {
        collect(values, |value| self.string(value, at))
    }

    fn condition(
        &mut self,
        condition: &model::Condition,
        used: &dyn Fn(&str) -> bool,
        out: &mut Vec<Condition>,
    ) -> Result<(), Failure> {
        let at = &condition.at;
        let Expr::Call {
            function,
            arguments,
            ..
        } = &condition.call
        else {
            let value = self.needed(&condition.call, at, out)?;
            out.push(Condition::True(
                value.expect(Kind::Bool, "condition", at)?.value,
            ));
            return Ok(());
        };
        match (*function, arguments.as_slice(), &condition.assign) {
            (Function::IsSet, [Expr::Ref(name)], None) => self.is_set(name, at, used, out),
            (Function::IsSet, [argument], None) => {
                let value = self.value(argument, at)?;
                out.extend(value.optional.then_some(Condition::IsSome(value.value)));
                Ok(())
            }
            (Function::Not, [argument], None) => self.not(argument, at, out),
            (Function::BooleanEquals | Function::StringEquals, [left, right], None) => {
                out.push(self.equal(*function, left, right, at)?);
                Ok(())
            }
            (_, _, Some(name)) => self.assign(name, &condition.call, at, used, out),
            (_, _, None) => {
                let value = self.needed(&condition.call, at, out)?;
                out.push(match (value.optional, value.kind) {
                    (true, _) => Condition::IsSome(value.value),
                    (false, _) => {
                        Condition::True(value.expect(Kind::Bool, function.name(), at)?.value)
                    }
                });
                Ok(())
            }
        }
    }

    /// `isSet(name)`: from here on the variable is there.
    fn is_set(
        &mut self,
        name: &str,
        at: &Location,
        used: &dyn Fn(&str) -> bool,
        out: &mut Vec<Condition>,
    ) -> Result<(), Failure> {
        let variable = self.variable(name, at)?;
        if !variable.optional {
            return Ok(());
        }
        if !used(name) {
            out.push(Condition::IsSome(variable.value));
            return Ok(());
        }
        self.bind(name, &variable, out);
        Ok(())
    }

    fn bind(&mut self, name: &str, variable: &Typed, out: &mut Vec<Condition>) {
        out.push(Condition::Bind(name.to_owned(), variable.value.clone()));
        let bound = Typed {
            value: Value::Variable(name.to_owned()),
            optional: false,
            kind: variable.kind,
        };
        self.variables.insert(name.to_owned(), bound);
    }

    /// `booleanEquals` or `stringEquals`.
    fn equal(
        &self,
        function: Function,
        left: &Expr,
        right: &Expr,
        at: &Location,
    ) -> Result<Condition, Failure> {
        let kind = match function {
            Function::BooleanEquals => Kind::Bool,
            _ => Kind::Str,
        };
        let side = |side| self.value(side, at)?.expect(kind, function.name(), at);
        Ok(equal(side(left)?, side(right)?))
    }

    fn not(
        &mut self,
        argument: &Expr,
        at: &Location,
        out: &mut Vec<Condition>,
    ) -> Result<(), Failure> {
        if let Expr::Call {
            function,
            arguments,
            ..
        } = argument
        {
            match (*function, arguments.as_slice()) {
                (Function::IsSet, [argument]) => {
                    let value = self.value(argument, at)?;
                    out.push(match value.optional {
                        true => Condition::IsNone(value.value),
                        false => Condition::True(Value::Boolean(false)),
                    });
                    return Ok(());
                }
                (Function::BooleanEquals | Function::StringEquals, [left, right]) => {
                    out.push(self.equal(*function, left, right, at)?.negated());
                    return Ok(());
                }
                _ => {}
            }
        }
        let value = self.needed(argument, at, out)?;
        out.push(match value.optional {
            true => Condition::IsNone(value.value),
            false => Condition::False(value.value),
        });
        Ok(())
    }

    fn assign(
        &mut self,
        name: &str,
        call: &Expr,
        at: &Location,
        used: &dyn Fn(&str) -> bool,
        out: &mut Vec<Condition>,
    ) -> Result<(), Failure> {
        let value = self.needed(call, at, out)?;
        match (value.optional, used(name)) {
            (true, true) => self.bind(name, &value, out),
            (true, false) => out.push(Condition::IsSome(value.value)),
            (false, _) => {
                self.variables.insert(name.to_owned(), value);
            }
        }
        Ok(())
    }

    /// A value; every variable that it needs and that may be missing is bound first, since a missing
    /// argument makes the condition false.
    fn needed(
        &mut self,
        expr: &Expr,
        at: &Location,
        out: &mut Vec<Condition>,
    ) -> Result<Typed, Failure> {
        let mut names = Vec::new();
        references(expr, &mut |name| names.push(name.to_owned()));
        for name in names {
            let variable = self.variable(&name, at)?;
            if variable.optional {
                self.bind(&name, &variable, out);
            }
        }
        self.value(expr, at)
    }
}

/// The condition that two values are equal.
fn equal(left: Typed, right: Typed) -> Condition {
    let (left, right) = match (&left.value, &right.value) {
        (Value::Boolean(_) | Value::String(_), _) => (right, left),
        _ => (left, right),
    };
    match (left.optional, right.optional, right.value) {
        (false, false, Value::Boolean(true)) => Condition::True(left.value),
        (false, false, Value::Boolean(false)) => Condition::False(left.value),
        (_, _, value) => Condition::Eq(left.value, value),
    }
}
