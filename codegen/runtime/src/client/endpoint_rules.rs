//! Endpoint rules: a table in each generated crate, and here what reads it, compiled once for all services.
//!
//! ```text
//! static RULES: rules::Rules = rules::Rules {
//!     tests: &[rules::IsSome(rules::Slot(3)), rules::True(rules::Slot(2))],
//!     properties: &[&[]],
//!     endpoints: &[rules::Found(rules::Slot(3), &[], 0)],
//!     rules: &[rules::Rule(&[0, 1], rules::Endpoint(0))],
//! };
//! ```

mod scope;
mod table;

use super::endpoint::{self, ResolveEndpointError};
use aws_smithy_types::Document;
use scope::Scope;
use std::borrow::Cow;

pub use super::endpoint_functions::is_valid_host_label;
pub use scope::Parameter;
pub use table::Test::{Bind, Eq, False, IsNone, IsSome, Ne, True};
pub use table::Then::{Block, Endpoint, Error};
pub use table::Value::{Call, Field, Flag, Format, Index, Number, Slot, Text};
pub use table::{Attribute, Found, Function, Property, Rule, Rules, Test, Then, Value};

impl Rules {
    /// What the rules give for these parameters, each in its slot.
    pub fn resolve(
        &self,
        parameters: &[Parameter<'_>],
    ) -> Result<endpoint::Endpoint, ResolveEndpointError> {
        self.first(self.rules, &Scope::of(parameters))
    }

    /// What the first rule gives that applies.
    fn first(
        &self,
        rules: &[Rule],
        scope: &Scope<'_>,
    ) -> Result<endpoint::Endpoint, ResolveEndpointError> {
        let mut found = rules
            .iter()
            .filter_map(|rule| self.rule(rule.0, &rule.1, scope));
        found
            .next()
            .unwrap_or_else(|| Err(ResolveEndpointError::no_rule()))
    }

    /// What follows if these tests hold; `None` if one does not.
    fn rule(
        &self,
        when: &[u16],
        then: &Then,
        scope: &Scope<'_>,
    ) -> Option<Result<endpoint::Endpoint, ResolveEndpointError>> {
        for (i, test) in when.iter().enumerate() {
            let test = self.tests.get(usize::from(*test))?;
            if let Bind(slot, value) = test {
                return self.bound(*slot, value, when.get(i + 1..)?, then, scope);
            }
            if !scope.holds(test) {
                return None;
            }
        }
        Some(match then {
            Then::Block(rules) => self.first(rules, scope),
            Then::Error(message) => Err(ResolveEndpointError::message(text(message, scope))),
            Then::Endpoint(index) => match self.endpoints.get(usize::from(*index)) {
                Some(found) => Ok(self.endpoint(found, scope)),
                None => Err(ResolveEndpointError::no_rule()),
            },
        })
    }

    /// What follows with one variable more. Its value is kept here, where all that looks at it is called.
    fn bound(
        &self,
        slot: u16,
        value: &Value,
        when: &[u16],
        then: &Then,
        scope: &Scope<'_>,
    ) -> Option<Result<endpoint::Endpoint, ResolveEndpointError>> {
        let argument = scope.argument(value);
        let made = scope.made(value, argument.lent());
        let scope = scope.with(slot, made.lent())?;
        self.rule(when, then, &scope)
    }

    fn endpoint(&self, found: &Found, scope: &Scope<'_>) -> endpoint::Endpoint {
        let Found(url, headers, properties) = found;
        let mut endpoint = endpoint::Endpoint::builder().url(text(url, scope));
        for (name, value) in *headers {
            endpoint = endpoint.header(*name, text(value, scope));
        }
        for (name, value) in self
            .properties
            .get(*properties)
            .copied()
            .unwrap_or_default()
        {
            endpoint = endpoint.property(*name, document(value, scope));
        }
        endpoint.build()
    }
}

/// A text that outlives the parameters.
fn text(value: &Value, scope: &Scope<'_>) -> Cow<'static, str> {
    match value {
        Value::Text(text) => Cow::Borrowed(text),
        value => Cow::Owned(scope.ask(value, |worth| worth.as_text().to_owned())),
    }
}

fn document(property: &Property, scope: &Scope<'_>) -> Document {
    match property {
        Property::Value(Value::Flag(flag)) => Document::from(*flag),
        Property::Value(value) => Document::from(text(value, scope)),
        Property::Number(number) => Document::from(*number),
        Property::List(items) => {
            Document::Array(items.iter().map(|item| document(item, scope)).collect())
        }
        Property::Map(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(name, value)| ((*name).to_owned(), document(value, scope)));
            Document::Object(entries.collect())
        }
    }
}
