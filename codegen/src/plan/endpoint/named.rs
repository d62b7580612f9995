//! Rules with Rust's names in the place of the model's.

use std::collections::BTreeMap;

use syn::Ident;

use super::params::ParamLiteral;
use crate::check::{self, Block, Condition, Expected, Property, Rule, Then, Value};
use crate::diagnostic::{Failure, Location};
use crate::model::{self, Outcome, RuleSet};
use crate::plan::names;

/// A test of the rules.
#[derive(Debug)]
pub(crate) struct Case {
    /// What it shows.
    pub(crate) name: String,
    pub(crate) params: Vec<(Ident, ParamLiteral)>,
    pub(crate) expect: Expect,
}

/// What a test expects.
#[derive(Debug)]
pub(crate) enum Expect {
    /// This error.
    Error(String),
    /// An endpoint that is nothing but a URL.
    Url(String),
    /// An endpoint with headers or properties, which a function of this name gives.
    Endpoint(Ident, Then<Ident>),
    /// Any endpoint.
    Any,
}

impl Expect {
    fn of(then: Then<Ident>, index: usize) -> Self {
        match then {
            Then::Error(Value::String(message)) => Self::Error(message),
            Then::Endpoint {
                url: Value::String(url),
                headers,
                properties,
            } if headers.is_empty() && properties.is_empty() => Self::Url(url),
            then => {
                let name = names::suffixed(&names::known("endpoint"), &format!("_{index}"));
                Self::Endpoint(name, then)
            }
        }
    }
}

/// The names of all parameters and variables of a rule set.
pub(super) struct Named<'a> {
    at: &'a Location,
    names: BTreeMap<&'a str, Ident>,
}

impl<'a> Named<'a> {
    /// Names everything. Of two that would have one name, the later gets another.
    pub(super) fn of(rules: &'a RuleSet) -> Result<Self, Failure> {
        let mut named = Self {
            at: &rules.at,
            names: BTreeMap::new(),
        };
        for (name, parameter) in &rules.parameters {
            named.add(name, &parameter.at)?;
        }
        named.variables(&rules.rules)?;
        Ok(named)
    }

    fn variables(&mut self, rules: &'a [model::Rule]) -> Result<(), Failure> {
        for rule in rules {
            for condition in &rule.conditions {
                if let Some(name) = &condition.assign {
                    self.add(name, &condition.at)?;
                }
            }
            if let Outcome::Tree(rules) = &rule.then {
                self.variables(rules)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &'a str, at: &Location) -> Result<(), Failure> {
        if self.names.contains_key(name) {
            return Ok(());
        }
        let mut ident = names::variable(at, name)?;
        // S3 Control has `AccessPointName` and `accessPointName`.
        while self.names.values().any(|other| *other == ident) {
            ident = names::suffixed(&ident, "_");
        }
        self.names.insert(name, ident);
        Ok(())
    }

    /// The name of a variable.
    fn name(&self, name: &str) -> Result<Ident, Failure> {
        match self.names.get(name) {
            Some(ident) => Ok(ident.clone()),
            None => names::variable(self.at, name),
        }
    }

    pub(super) fn block(&self, block: &Block<String>) -> Result<Block<Ident>, Failure> {
        let rules = block.0.iter().map(|rule| {
            let conditions = rule.conditions.iter().map(|of| self.condition(of));
            Ok(Rule {
                conditions: conditions.collect::<Result<_, Failure>>()?,
                then: self.then(&rule.then)?,
            })
        });
        rules.collect::<Result<_, Failure>>().map(Block)
    }

    /// The test that stands at `index` among all.
    pub(super) fn case(&self, index: usize, case: &check::Case<'_>) -> Result<Case, Failure> {
        let params = case.params.iter().map(|(name, value)| {
            let name = names::variable(&case.of.at, name)?;
            Ok((name, ParamLiteral::from(*value)))
        });
        Ok(Case {
            name: case.of.documentation.clone().unwrap_or_default(),
            params: params.collect::<Result<_, Failure>>()?,
            expect: match &case.expect {
                Expected::Outcome(then) => Expect::of(self.then(then)?, index),
                Expected::Endpoint => Expect::Any,
            },
        })
    }

    fn then(&self, then: &Then<String>) -> Result<Then<Ident>, Failure> {
        Ok(match then {
            Then::Endpoint {
                url,
                headers,
                properties,
            } => {
                let headers = headers
                    .iter()
                    .map(|(name, values)| Ok((name.clone(), self.values(values)?)));
                Then::Endpoint {
                    url: self.value(url)?,
                    headers: headers.collect::<Result<_, Failure>>()?,
                    properties: self.properties(properties)?,
                }
            }
            Then::Error(message) => Then::Error(self.value(message)?),
            Then::Block(block) => Then::Block(self.block(block)?),
        })
    }

    fn properties(
        &self,
        properties: &[(String, Property<String>)],
    ) -> Result<Vec<(String, Property<Ident>)>, Failure> {
        let named = properties.iter();
        let named = named.map(|(name, of)| Ok((name.clone(), self.property(of)?)));
        named.collect()
    }

    fn property(&self, property: &Property<String>) -> Result<Property<Ident>, Failure> {
        Ok(match property {
            Property::Value(value) => Property::Value(self.value(value)?),
            Property::Number(number) => Property::Number(*number),
            Property::List(items) => {
                let items = items.iter().map(|item| self.property(item));
                Property::List(items.collect::<Result<_, Failure>>()?)
            }
            Property::Map(entries) => Property::Map(self.properties(entries)?),
        })
    }

    fn condition(&self, condition: &Condition<String>) -> Result<Condition<Ident>, Failure> {
        Ok(match condition {
            Condition::Bind(name, value) => Condition::Bind(self.name(name)?, self.value(value)?),
            Condition::IsSome(value) => Condition::IsSome(self.value(value)?),
            Condition::IsNone(value) => Condition::IsNone(self.value(value)?),
            Condition::True(value) => Condition::True(self.value(value)?),
            Condition::False(value) => Condition::False(self.value(value)?),
            Condition::Eq(left, right) => Condition::Eq(self.value(left)?, self.value(right)?),
            Condition::Ne(left, right) => Condition::Ne(self.value(left)?, self.value(right)?),
        })
    }

    fn values(&self, values: &[Value<String>]) -> Result<Vec<Value<Ident>>, Failure> {
        values.iter().map(|value| self.value(value)).collect()
    }

    fn value(&self, value: &Value<String>) -> Result<Value<Ident>, Failure> {
        let inner = |value| self.value(value).map(Box::new);
        Ok(match value {
            Value::Variable(name) => Value::Variable(self.name(name)?),
            Value::Field(of, name) => Value::Field(inner(of)?, names::variable(self.at, name)?),
            Value::Index(list, index) => Value::Index(inner(list)?, *index),
            Value::String(text) => Value::String(text.clone()),
            Value::Boolean(flag) => Value::Boolean(*flag),
            Value::Number(number) => Value::Number(*number),
            Value::Format(parts) => Value::Format(self.values(parts)?),
            Value::Call(name, arguments) => {
                let name = name.strip_prefix("aws.").unwrap_or(name);
                Value::Call(names::variable(self.at, name)?, self.values(arguments)?)
            }
            Value::Borrow(of) => Value::Borrow(inner(of)?),
            Value::Some(of) => Value::Some(inner(of)?),
            Value::Deref(of) => Value::Deref(inner(of)?),
        })
    }
}
