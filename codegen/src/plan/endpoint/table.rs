//! The rules as a table, which an interpreter in the runtime reads: what stands there often, stands there once.

use syn::Ident;

use crate::check;
use crate::plan::names;

/// The rules of a service, and what they point to by its place.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) tests: Vec<Test>,
    pub(crate) properties: Vec<Vec<(String, Property)>>,
    pub(crate) endpoints: Vec<Found>,
    pub(crate) rules: Vec<Rule>,
}

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The tests that must hold.
    pub(crate) when: Vec<usize>,
    pub(crate) then: Then,
}

/// What a rule gives.
#[derive(Debug)]
pub(crate) enum Then {
    /// This endpoint.
    Endpoint(usize),
    Error(Value),
    Rules(Vec<Rule>),
}

/// An endpoint.
#[derive(Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) url: Value,
    pub(crate) headers: Vec<(String, Value)>,
    /// The place of its properties.
    pub(crate) properties: usize,
}

/// A condition.
#[derive(Debug, PartialEq)]
pub(crate) enum Test {
    /// Holds if there is a value, which is in this slot from here on.
    Bind(usize, Value),
    IsSome(Value),
    IsNone(Value),
    True(Value),
    False(Value),
    Eq(Value, Value),
    Ne(Value, Value),
}

/// An expression.
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    /// A parameter or variable.
    Slot(usize),
    /// An attribute of what is in a slot.
    Field(usize, Ident),
    Index(Box<Value>, usize),
    Text(String),
    Flag(bool),
    Number(i64),
    Format(Vec<Value>),
    Call(Ident, Vec<Value>),
}

/// A property of an endpoint.
#[derive(Debug, PartialEq)]
pub(crate) enum Property {
    Value(Value),
    Number(i64),
    List(Vec<Property>),
    Map(Vec<(String, Property)>),
}

impl Table {
    /// The table of these rules, whose parameters are in the first slots.
    pub(super) fn of(parameters: &[&str], rules: &check::Block) -> Self {
        let mut lowering = Lowering {
            slots: parameters.iter().map(|name| (*name).to_owned()).collect(),
            table: Self::default(),
        };
        lowering.table.rules = lowering.block(rules);
        lowering.table
    }

    /// The table of a single rule without conditions.
    pub(super) fn always(then: &check::Then) -> Self {
        let rule = check::Rule {
            conditions: Vec::new(),
            then: then.clone(),
        };
        Self::of(&[], &check::Block(vec![rule]))
    }
}

struct Lowering {
    /// The names of what is in the slots.
    slots: Vec<String>,
    table: Table,
}

impl Lowering {
    fn block(&mut self, block: &check::Block) -> Vec<Rule> {
        block.0.iter().map(|rule| self.rule(rule)).collect()
    }

    fn rule(&mut self, rule: &check::Rule) -> Rule {
        let mut when = Vec::new();
        for condition in &rule.conditions {
            let test = self.test(condition);
            when.push(place(&mut self.table.tests, test));
        }
        Rule {
            when,
            then: self.then(&rule.then),
        }
    }

    fn then(&mut self, then: &check::Then) -> Then {
        match then {
            check::Then::Endpoint {
                url,
                headers,
                properties,
            } => {
                let properties = self.properties(properties);
                let headers = headers.iter();
                let headers = headers
                    .flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
                let found = Found {
                    url: self.value(url),
                    headers: headers
                        .map(|(name, value)| (name.clone(), self.value(value)))
                        .collect(),
                    properties: place(&mut self.table.properties, properties),
                };
                Then::Endpoint(place(&mut self.table.endpoints, found))
            }
            check::Then::Error(message) => Then::Error(self.value(message)),
            check::Then::Block(block) => Then::Rules(self.block(block)),
        }
    }

    fn properties(&mut self, properties: &[(String, check::Property)]) -> Vec<(String, Property)> {
        let properties = properties.iter();
        let properties = properties.map(|(name, of)| (name.clone(), self.property(of)));
        properties.collect()
    }

    fn property(&mut self, property: &check::Property) -> Property {
        match property {
            check::Property::Value(value) => Property::Value(self.value(value)),
            check::Property::Number(number) => Property::Number(*number),
            check::Property::List(items) => {
                Property::List(items.iter().map(|item| self.property(item)).collect())
            }
            check::Property::Map(entries) => Property::Map(self.properties(entries)),
        }
    }

    fn test(&mut self, condition: &check::Condition) -> Test {
        match condition {
            // It is in its slot already.
            check::Condition::Bind(name, check::Value::Variable(of)) if name == of => {
                Test::IsSome(Value::Slot(self.slot(name)))
            }
            check::Condition::Bind(name, value) => {
                let value = self.value(value);
                Test::Bind(self.slot(name), value)
            }
            check::Condition::IsSome(value) => Test::IsSome(self.value(value)),
            check::Condition::IsNone(value) => Test::IsNone(self.value(value)),
            check::Condition::True(value) => Test::True(self.value(value)),
            check::Condition::False(value) => Test::False(self.value(value)),
            check::Condition::Eq(left, right) => Test::Eq(self.value(left), self.value(right)),
            check::Condition::Ne(left, right) => Test::Ne(self.value(left), self.value(right)),
        }
    }

    fn slot(&mut self, name: &str) -> usize {
        let known = self.slots.iter().position(|other| other == name);
        known.unwrap_or_else(|| {
            self.slots.push(name.to_owned());
            self.slots.len() - 1
        })
    }

    fn value(&mut self, value: &check::Value) -> Value {
        match value {
            check::Value::Variable(name) => Value::Slot(self.slot(name)),
            check::Value::Field(name, attribute) => {
                Value::Field(self.slot(name), names::of_rules(attribute))
            }
            check::Value::Index(list, index) => Value::Index(Box::new(self.value(list)), *index),
            check::Value::String(text) => Value::Text(text.clone()),
            check::Value::Boolean(flag) => Value::Flag(*flag),
            check::Value::Number(number) => Value::Number(*number),
            check::Value::Format(parts) => Value::Format(self.values(parts)),
            check::Value::Call(function, arguments) => {
                Value::Call(names::of_rules(function.name()), self.values(arguments))
            }
        }
    }

    fn values(&mut self, values: &[check::Value]) -> Vec<Value> {
        values.iter().map(|value| self.value(value)).collect()
    }
}

/// Where this stands, or will from now on.
fn place<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    let known = all.iter().position(|other| *other == one);
    known.unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    })
}
