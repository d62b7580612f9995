//! What the rules language has: types, functions, attributes.

use super::Value;
use crate::diagnostic::{Diagnostic, Failure, Location};

/// The type of a value in the rules language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `&str`
    Str,
    /// `String`
    Owned,
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
            Self::Str | Self::Owned => "a string",
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
        if self.kind.name() == kind.name() {
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

/// A function of the rules language.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) rust: &'static str,
    pub(super) parameters: &'static [Kind],
    pub(super) result: Kind,
    /// Whether there may be no result.
    pub(super) optional: bool,
}

const fn function(
    name: &'static str,
    rust: &'static str,
    parameters: &'static [Kind],
    result: Kind,
    optional: bool,
) -> Function {
    Function {
        name,
        rust,
        parameters,
        result,
        optional,
    }
}

/// The functions of the rules language.
pub(super) const FUNCTIONS: [Function; 7] = {
    use Kind::{Arn, Bool, Number, Owned, Partition, Str, Url};
    [
        function("aws.partition", "partition", &[Str], Partition, true),
        function("aws.parseArn", "parse_arn", &[Str], Arn, true),
        function(
            "aws.isVirtualHostableS3Bucket",
            "is_virtual_hostable_s3_bucket",
            &[Str, Bool],
            Bool,
            false,
        ),
        function(
            "isValidHostLabel",
            "is_valid_host_label",
            &[Str, Bool],
            Bool,
            false,
        ),
        function("parseURL", "parse_url", &[Str], Url, true),
        function(
            "substring",
            "substring",
            &[Str, Number, Number, Bool],
            Owned,
            true,
        ),
        function("uriEncode", "uri_encode", &[Str], Owned, false),
    ]
};

/// The attributes of the language's structures: type, attribute, result, Rust name.
pub(super) const ATTRIBUTES: [(Kind, &str, Kind, &str); 16] = [
    (Kind::Partition, "name", Kind::Str, "name"),
    (Kind::Partition, "dnsSuffix", Kind::Str, "dns_suffix"),
    (
        Kind::Partition,
        "dualStackDnsSuffix",
        Kind::Str,
        "dual_stack_dns_suffix",
    ),
    (
        Kind::Partition,
        "implicitGlobalRegion",
        Kind::Str,
        "implicit_global_region",
    ),
    (Kind::Partition, "supportsFIPS", Kind::Bool, "supports_fips"),
    (
        Kind::Partition,
        "supportsDualStack",
        Kind::Bool,
        "supports_dual_stack",
    ),
    (Kind::Url, "scheme", Kind::Str, "scheme"),
    (Kind::Url, "authority", Kind::Str, "authority"),
    (Kind::Url, "path", Kind::Str, "path"),
    (Kind::Url, "normalizedPath", Kind::Str, "normalized_path"),
    (Kind::Url, "isIp", Kind::Bool, "is_ip"),
    (Kind::Arn, "partition", Kind::Str, "partition"),
    (Kind::Arn, "service", Kind::Str, "service"),
    (Kind::Arn, "region", Kind::Str, "region"),
    (Kind::Arn, "accountId", Kind::Str, "account_id"),
    (Kind::Arn, "resourceId", Kind::List, "resource_id"),
];
