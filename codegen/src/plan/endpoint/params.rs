//! The parameters of endpoint rules, as fields and as values.

use syn::Ident;

use crate::model::ParamValue;
use crate::plan::docs::Docs;
use crate::plan::types::Type;

/// A parameter.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: Ident,
    pub(crate) set: Ident,
    pub(crate) ty: Type,
    pub(crate) presence: ParamPresence,
    pub(crate) built_in: Option<BuiltIn>,
    /// The setting of the client's configuration that fills it.
    pub(crate) setting: Option<Ident>,
    /// Whether it must be what a host name can have, whatever the rules say.
    pub(crate) is_host_label: bool,
    pub(crate) docs: Docs,
}

/// Whether a parameter is an `Option`, and what stands in for a missing value if it is not.
#[derive(Debug)]
pub(crate) enum ParamPresence {
    Optional,
    /// `build` fails without it.
    Required,
    Default(ParamLiteral),
}

/// The value of a parameter.
#[derive(Clone, Debug)]
pub(crate) enum ParamLiteral {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
}

/// A configuration value that fills a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltIn {
    Region,
    UseFips,
    UseDualStack,
    Endpoint,
    AccountId,
    AccountIdEndpointMode,
}

impl Param {
    /// Whether the field is an `Option`.
    pub(crate) fn is_optional(&self) -> bool {
        matches!(self.presence, ParamPresence::Optional)
    }
}

impl From<&ParamValue> for ParamLiteral {
    fn from(value: &ParamValue) -> Self {
        match value {
            ParamValue::String(text) => Self::String(text.clone()),
            ParamValue::Boolean(flag) => Self::Boolean(*flag),
            ParamValue::StringArray(texts) => Self::StringArray(texts.clone()),
        }
    }
}
