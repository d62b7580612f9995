//! What a rule sees: parameters and variables, and what its expressions are worth with these.

use super::table::{Attribute, Function, Test, Value};
use crate::client::endpoint_functions::{
    Arn, Partition, Url, is_valid_host_label, is_virtual_hostable_s3_bucket, parse_arn, parse_url,
    partition, substring, uri_encode,
};

/// The value of a parameter.
#[derive(Clone, Copy)]
pub enum Parameter<'a> {
    Missing,
    Flag(bool),
    Text(&'a str),
    Texts(&'a [String]),
}

impl From<bool> for Parameter<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a> From<&'a str> for Parameter<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Parameter<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [String]> for Parameter<'a> {
    fn from(texts: &'a [String]) -> Self {
        Self::Texts(texts)
    }
}

impl<'a> From<&'a Vec<String>> for Parameter<'a> {
    fn from(texts: &'a Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Parameter<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// What an expression is worth. It is small and borrows, for most tests only look at a parameter.
#[derive(Clone, Copy)]
pub(super) enum Worth<'a> {
    Nothing,
    Flag(bool),
    Text(&'a str),
    Texts(&'a [String]),
    Parts(&'a [&'a str]),
    Partition(&'a Partition),
    Url(&'a Url<'a>),
    Arn(&'a Arn<'a>),
}

/// What a template or a function gives.
pub(super) enum Made<'a> {
    Worth(Worth<'a>),
    Text(String),
    Partition(Partition),
    Url(Url<'a>),
    Arn(Arn<'a>),
}

/// What is in sight: the parameters, and what was bound since.
pub(super) struct Scope<'a> {
    parameters: &'a [Parameter<'a>],
    last: Option<Bound<'a>>,
}

/// A variable, and what was in sight before.
struct Bound<'a> {
    slot: u16,
    worth: Worth<'a>,
    before: &'a Scope<'a>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(parameters: &'a [Parameter<'a>]) -> Self {
        Self {
            parameters,
            last: None,
        }
    }

    /// The scope with one variable more, if that has a value.
    pub(super) fn with(&'a self, slot: u16, worth: Worth<'a>) -> Option<Self> {
        worth.is_some().then_some(Self {
            parameters: self.parameters,
            last: Some(Bound {
                slot,
                worth,
                before: self,
            }),
        })
    }

    /// Whether a test holds; a binding does if there is something to bind.
    pub(super) fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Bind(_, of) | Test::IsSome(of) => self.ask(of, |worth| worth.is_some()),
            Test::IsNone(of) => !self.ask(of, |worth| worth.is_some()),
            Test::True(of) => self.is(of, true),
            Test::False(of) => self.is(of, false),
            Test::Eq(left, right) => self.are_equal(left, right),
            Test::Ne(left, right) => !self.are_equal(left, right),
        }
    }

    fn is(&self, value: &Value, flag: bool) -> bool {
        self.ask(
            value,
            |worth| matches!(worth, Worth::Flag(found) if found == flag),
        )
    }

    fn are_equal(&self, left: &Value, right: &Value) -> bool {
        self.ask(left, |left| {
            self.ask(right, |right| match (left, right) {
                (Worth::Text(left), Worth::Text(right)) => left == right,
                (Worth::Flag(left), Worth::Flag(right)) => left == right,
                (Worth::Nothing, Worth::Nothing) => true,
                _ => false,
            })
        })
    }

    /// Calls `f` with what an expression is worth.
    pub(super) fn ask<T>(&self, value: &Value, f: impl FnOnce(Worth<'_>) -> T) -> T {
        match value {
            Value::Format(_) => f(self.made(value, Worth::Nothing).lent()),
            Value::Call(_, arguments) => {
                let first = self.first(arguments);
                let made = self.made(value, first.lent());
                f(made.lent())
            }
            value => f(self.plain(value)),
        }
    }

    /// The first argument of a function, if this is a call. What the function gives borrows from it.
    pub(super) fn argument<'b>(&'b self, value: &'b Value) -> Made<'b> {
        match value {
            Value::Call(_, arguments) => self.first(arguments),
            _ => Made::Worth(Worth::Nothing),
        }
    }

    fn first<'b>(&'b self, arguments: &'b [Value]) -> Made<'b> {
        match arguments.first() {
            Some(inner @ Value::Call(..)) => match self.ask(inner, |worth| worth.to_text()) {
                Some(text) => Made::Text(text),
                None => Made::Worth(Worth::Nothing),
            },
            Some(first) => self.made(first, Worth::Nothing),
            None => Made::Worth(Worth::Nothing),
        }
    }

    /// What an expression gives; `first` is the argument of a function.
    pub(super) fn made<'b>(&'b self, value: &'b Value, first: Worth<'b>) -> Made<'b> {
        match value {
            Value::Format(parts) => Made::Text(self.format(parts)),
            Value::Call(function, arguments) => match first {
                Worth::Text(text) => self.call(*function, text, arguments),
                _ => Made::Worth(Worth::Nothing),
            },
            value => Made::Worth(self.plain(value)),
        }
    }

    /// What an expression is worth that makes nothing new.
    fn plain<'b>(&'b self, value: &'b Value) -> Worth<'b> {
        match value {
            Value::Slot(slot) => self.slot(*slot),
            Value::Field(slot, attribute) => self.slot(*slot).attribute(*attribute),
            Value::Index(list, index) => match self.plain(list) {
                Worth::Texts(texts) => {
                    let text = texts.get(*index);
                    text.map_or(Worth::Nothing, |text| Worth::Text(text))
                }
                Worth::Parts(parts) => {
                    let text = parts.get(*index);
                    text.map_or(Worth::Nothing, |text| Worth::Text(text))
                }
                _ => Worth::Nothing,
            },
            Value::Text(text) => Worth::Text(text),
            Value::Flag(flag) => Worth::Flag(*flag),
            // A number is for functions only, and what is made is not plain.
            Value::Number(_) | Value::Format(_) | Value::Call(..) => Worth::Nothing,
        }
    }

    /// What is in a slot.
    fn slot(&self, slot: u16) -> Worth<'_> {
        let mut last = self.last.as_ref();
        while let Some(bound) = last {
            if bound.slot == slot {
                return bound.worth;
            }
            last = bound.before.last.as_ref();
        }
        match self.parameters.get(usize::from(slot)) {
            Some(Parameter::Flag(flag)) => Worth::Flag(*flag),
            Some(Parameter::Text(text)) => Worth::Text(text),
            Some(Parameter::Texts(texts)) => Worth::Texts(texts),
            Some(Parameter::Missing) | None => Worth::Nothing,
        }
    }

    fn format(&self, parts: &[Value]) -> String {
        let mut text = String::with_capacity(64);
        for part in parts {
            self.ask(part, |part| text.push_str(part.as_text()));
        }
        text
    }

    /// What a function gives.
    fn call<'b>(&self, function: Function, text: &'b str, arguments: &[Value]) -> Made<'b> {
        let flag = |index: usize| matches!(arguments.get(index), Some(of) if self.is(of, true));
        let number = |index: usize| match arguments.get(index) {
            Some(Value::Number(number)) => *number,
            _ => 0,
        };
        let nothing = Made::Worth(Worth::Nothing);
        match function {
            Function::IsValidHostLabel => {
                Made::Worth(Worth::Flag(is_valid_host_label(text, flag(1))))
            }
            Function::IsVirtualHostableS3Bucket => {
                Made::Worth(Worth::Flag(is_virtual_hostable_s3_bucket(text, flag(1))))
            }
            Function::ParseArn => parse_arn(text).map_or(nothing, Made::Arn),
            Function::ParseUrl => parse_url(text).map_or(nothing, Made::Url),
            Function::Partition => partition(text).map_or(nothing, Made::Partition),
            Function::Substring => {
                let part = substring(text, number(1), number(2), flag(3));
                part.map_or(nothing, |part| Made::Worth(Worth::Text(part)))
            }
            Function::UriEncode => Made::Text(uri_encode(text)),
        }
    }
}

impl Made<'_> {
    pub(super) fn lent(&self) -> Worth<'_> {
        match self {
            Self::Worth(worth) => *worth,
            Self::Text(text) => Worth::Text(text),
            Self::Partition(partition) => Worth::Partition(partition),
            Self::Url(url) => Worth::Url(url),
            Self::Arn(arn) => Worth::Arn(arn),
        }
    }
}

impl<'a> Worth<'a> {
    fn is_some(self) -> bool {
        !matches!(self, Self::Nothing)
    }

    pub(super) fn as_text(self) -> &'a str {
        self.text().unwrap_or_default()
    }

    fn to_text(self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn attribute(self, attribute: Attribute) -> Self {
        match self {
            Self::Partition(partition) => match attribute {
                Attribute::Name => Self::Text(partition.name),
                Attribute::DnsSuffix => Self::Text(partition.dns_suffix),
                Attribute::DualStackDnsSuffix => Self::Text(partition.dual_stack_dns_suffix),
                Attribute::ImplicitGlobalRegion => Self::Text(partition.implicit_global_region),
                Attribute::SupportsFips => Self::Flag(partition.supports_fips),
                Attribute::SupportsDualStack => Self::Flag(partition.supports_dual_stack),
                _ => Self::Nothing,
            },
            Self::Url(url) => match attribute {
                Attribute::Scheme => Self::Text(url.scheme),
                Attribute::Authority => Self::Text(url.authority),
                Attribute::Path => Self::Text(url.path),
                Attribute::NormalizedPath => Self::Text(&url.normalized_path),
                Attribute::IsIp => Self::Flag(url.is_ip),
                _ => Self::Nothing,
            },
            Self::Arn(arn) => match attribute {
                Attribute::Partition => Self::Text(arn.partition),
                Attribute::Service => Self::Text(arn.service),
                Attribute::Region => Self::Text(arn.region),
                Attribute::AccountId => Self::Text(arn.account_id),
                Attribute::ResourceId => Self::Parts(&arn.resource_id),
                _ => Self::Nothing,
            },
            _ => Self::Nothing,
        }
    }
}
