//! Endpoint rules with every reference resolved and every condition typed; `N` stands for a name.

/// Rules that are tried in order; if none applies, resolution fails.
#[derive(Clone, Debug)]
pub(crate) struct Block<N>(pub(crate) Vec<Rule<N>>);

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule<N> {
    pub(crate) conditions: Vec<Condition<N>>,
    pub(crate) then: Then<N>,
}

/// What a rule gives.
#[derive(Clone, Debug)]
pub(crate) enum Then<N> {
    Endpoint {
        url: Value<N>,
        headers: Vec<(String, Vec<Value<N>>)>,
        properties: Vec<(String, Property<N>)>,
    },
    Error(Value<N>),
    Block(Block<N>),
}

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Condition<N> {
    /// Holds if there is a value, which has this name from here on.
    Bind(N, Value<N>),
    IsSome(Value<N>),
    IsNone(Value<N>),
    True(Value<N>),
    False(Value<N>),
    Eq(Value<N>, Value<N>),
    Ne(Value<N>, Value<N>),
}

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Value<N> {
    Variable(N),
    Field(Box<Value<N>>, N),
    /// An element of a list, if it has so many.
    Index(Box<Value<N>>, usize),
    String(String),
    Boolean(bool),
    Number(i64),
    /// A template: text and values.
    Format(Vec<Value<N>>),
    /// A function that the runtime has.
    Call(N, Vec<Value<N>>),
    /// A value that is there, to be lent to a function.
    Borrow(Box<Value<N>>),
    /// A value that is there, to be compared with one that may be missing.
    Some(Box<Value<N>>),
    /// A text that may be missing, to be compared with one that is lent.
    Deref(Box<Value<N>>),
}

/// A property of an endpoint.
#[derive(Clone, Debug)]
pub(crate) enum Property<N> {
    Value(Value<N>),
    Number(i64),
    List(Vec<Property<N>>),
    Map(Vec<(String, Property<N>)>),
}

impl<N> Default for Block<N> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<N> Block<N> {
    /// Calls `f` with every expression.
    pub(crate) fn visit(&self, f: &mut dyn FnMut(&Value<N>)) {
        for rule in &self.0 {
            for condition in &rule.conditions {
                condition.visit(f);
            }
            rule.then.visit(f);
        }
    }
}

impl<N> Then<N> {
    fn visit(&self, f: &mut dyn FnMut(&Value<N>)) {
        match self {
            Self::Endpoint {
                url,
                headers,
                properties,
            } => {
                url.visit(f);
                let values = headers.iter().flat_map(|(_, values)| values);
                values.for_each(|value| value.visit(f));
                properties.iter().for_each(|(_, value)| value.visit(f));
            }
            Self::Error(message) => message.visit(f),
            Self::Block(block) => block.visit(f),
        }
    }
}

impl<N> Property<N> {
    fn visit(&self, f: &mut dyn FnMut(&Value<N>)) {
        match self {
            Self::Value(value) => value.visit(f),
            Self::Number(_) => {}
            Self::List(items) => items.iter().for_each(|item| item.visit(f)),
            Self::Map(entries) => entries.iter().for_each(|(_, value)| value.visit(f)),
        }
    }
}

impl<N> Condition<N> {
    fn visit(&self, f: &mut dyn FnMut(&Value<N>)) {
        match self {
            Self::Bind(_, value)
            | Self::IsSome(value)
            | Self::IsNone(value)
            | Self::True(value)
            | Self::False(value) => value.visit(f),
            Self::Eq(left, right) | Self::Ne(left, right) => {
                left.visit(f);
                right.visit(f);
            }
        }
    }

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

impl<N> Value<N> {
    fn visit(&self, f: &mut dyn FnMut(&Self)) {
        f(self);
        match self {
            Self::Field(value, _)
            | Self::Index(value, _)
            | Self::Borrow(value)
            | Self::Some(value)
            | Self::Deref(value) => value.visit(f),
            Self::Format(values) | Self::Call(_, values) => {
                values.iter().for_each(|value| value.visit(f));
            }
            Self::Variable(_) | Self::String(_) | Self::Boolean(_) | Self::Number(_) => {}
        }
    }
}
