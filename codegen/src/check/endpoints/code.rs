//! Endpoint rules with every reference resolved and every condition typed.

use crate::model::Function;

/// Rules that are tried in order; if none applies, resolution fails.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block(pub(crate) Vec<Rule>);

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) then: Then,
}

/// What a rule gives.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    /// Holds if there is a value, which has this name from here on.
    Bind(String, Value),
    IsSome(Value),
    IsNone(Value),
    True(Value),
    False(Value),
    Eq(Value, Value),
    Ne(Value, Value),
}

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Variable(String),
    /// An attribute of a variable.
    Field(String, &'static str),
    /// An element of a list, if it has so many.
    Index(Box<Value>, usize),
    String(String),
    Boolean(bool),
    Number(i64),
    /// A template: text and values.
    Format(Vec<Value>),
    /// A function that the runtime has.
    Call(Function, Vec<Value>),
}

/// A property of an endpoint.
#[derive(Clone, Debug)]
pub(crate) enum Property {
    Value(Value),
    Number(i64),
    List(Vec<Property>),
    Map(Vec<(String, Property)>),
}

impl Value {
    /// Of how many values it is made.
    pub(super) fn size(&self) -> usize {
        let of = |all: &[Self]| all.iter().map(Self::size).sum::<usize>();
        1 + match self {
            Self::Format(parts) | Self::Call(_, parts) => of(parts),
            Self::Index(list, _) => list.size(),
            _ => 0,
        }
    }
}

impl Condition {
    /// The opposite; a binding that binds nothing is a question.
    pub(super) fn negated(self) -> Self {
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
