//! What the rules language has: types, and what functions and attributes take and give.

use super::code::Value;
use crate::diagnostic::{Diagnostic, Failure, Location};
use crate::model::Function;

/// The type of a value in the rules language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Str,
    Bool,
    /// An argument of `substring`.
    Number,
    List,
    Partition,
    Url,
    Arn,
}

/// A value with its type.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) value: Value,
    pub(super) kind: Kind,
    pub(super) optional: bool,
}

impl Kind {
    /// The type's name in messages.
    fn name(self) -> &'static str {
        match self {
            Self::Str => "a string",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::List => "a list of strings",
            Self::Partition => "a partition",
            Self::Url => "a URL",
            Self::Arn => "an ARN",
        }
    }
}

impl Typed {
    /// The value, if it is of this type; `function` is who wants it.
    pub(super) fn expect(self, kind: Kind, function: &str, at: &Location) -> Result<Self, Failure> {
        if self.kind == kind {
            return Ok(self);
        }
        Err(
            Diagnostic::new(at, format!("endpoint rule needs {} here", kind.name()))
                .note("function", function)
                .note("found", self.kind.name())
                .into(),
        )
    }
}

/// What a function takes and gives.
pub(super) struct Signature {
    pub(super) parameters: &'static [Kind],
    pub(super) result: Kind,
    /// Whether there may be no result.
    pub(super) optional: bool,
}

/// The signature of a function; those that are part of the language have none.
pub(super) fn signature(function: Function) -> Option<Signature> {
    use Kind::{Arn, Bool, Number, Partition, Str, Url};
    let (parameters, result, optional): (&[Kind], _, _) = match function {
        Function::Partition => (&[Str], Partition, true),
        Function::ParseArn => (&[Str], Arn, true),
        Function::IsVirtualHostableS3Bucket | Function::IsValidHostLabel => {
            (&[Str, Bool], Bool, false)
        }
        Function::ParseUrl => (&[Str], Url, true),
        Function::Substring => (&[Str, Number, Number, Bool], Str, true),
        Function::UriEncode => (&[Str], Str, false),
        Function::BooleanEquals
        | Function::GetAttr
        | Function::IsSet
        | Function::Not
        | Function::StringEquals => return None,
    };
    Some(Signature {
        parameters,
        result,
        optional,
    })
}

/// The attributes of the language's structures: type, attribute, result.
pub(super) const ATTRIBUTES: [(Kind, &str, Kind); 16] = [
    (Kind::Partition, "name", Kind::Str),
    (Kind::Partition, "dnsSuffix", Kind::Str),
    (Kind::Partition, "dualStackDnsSuffix", Kind::Str),
    (Kind::Partition, "implicitGlobalRegion", Kind::Str),
    (Kind::Partition, "supportsFIPS", Kind::Bool),
    (Kind::Partition, "supportsDualStack", Kind::Bool),
    (Kind::Url, "scheme", Kind::Str),
    (Kind::Url, "authority", Kind::Str),
    (Kind::Url, "path", Kind::Str),
    (Kind::Url, "normalizedPath", Kind::Str),
    (Kind::Url, "isIp", Kind::Bool),
    (Kind::Arn, "partition", Kind::Str),
    (Kind::Arn, "service", Kind::Str),
    (Kind::Arn, "region", Kind::Str),
    (Kind::Arn, "accountId", Kind::Str),
    (Kind::Arn, "resourceId", Kind::List),
];
