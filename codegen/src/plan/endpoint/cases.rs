//! The tests of endpoint rules: parameters, and what the rules must give for them.

use syn::Ident;

use super::params::ParamLiteral;
use super::table::Table;
use crate::check::{self, Expected, Then, Value};
use crate::diagnostic::Failure;
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
    /// An endpoint with headers or properties: what these rules give, in a function of this name.
    Endpoint(Ident, Table),
    /// Any endpoint.
    Any,
}

impl Expect {
    fn of(then: &Then, index: usize) -> Self {
        match then {
            Then::Error(Value::String(message)) => Self::Error(message.clone()),
            Then::Endpoint {
                url: Value::String(url),
                headers,
                properties,
            } if headers.is_empty() && properties.is_empty() => Self::Url(url.clone()),
            then => {
                let name = names::suffixed(&names::known("endpoint"), &format!("_{index}"));
                Self::Endpoint(name, Table::always(then))
            }
        }
    }
}

impl Case {
    /// The test that stands at `index` among all.
    pub(super) fn of(index: usize, case: &check::Case<'_>) -> Result<Self, Failure> {
        let params = case.params.iter().map(|(name, value)| {
            let name = names::parameter(&case.of.at, name)?;
            Ok((name, ParamLiteral::from(*value)))
        });
        Ok(Self {
            name: case.of.documentation.clone().unwrap_or_default(),
            params: params.collect::<Result<_, Failure>>()?,
            expect: match &case.expect {
                Expected::Outcome(then) => Expect::of(then, index),
                Expected::Endpoint => Expect::Any,
            },
        })
    }
}
