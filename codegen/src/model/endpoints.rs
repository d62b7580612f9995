//! Where requests go: endpoint rule sets, their parameters and their tests.

use std::collections::BTreeMap;

use crate::diagnostic::Location;

/// `smithy.rules#endpointRuleSet`, or botocore's `endpoint-rule-set-1.json`.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Where it is defined.
    pub at: Location,
    /// The parameters by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// The rules, tried in order.
    pub rules: Vec<Rule>,
}

/// A parameter of a rule set.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is defined.
    pub at: Location,
    /// Its type.
    pub kind: ParameterKind,
    /// The built-in that fills it, such as `AWS::Region`.
    pub built_in: Option<String>,
    /// Whether resolution without it is an error.
    pub required: bool,
    /// Its default.
    pub default: Option<ParamValue>,
    /// Documentation.
    pub docs: Option<String>,
}

/// The type of an endpoint parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// A string.
    String,
    /// A boolean.
    Boolean,
    /// A list of strings.
    StringArray,
}

/// The value of an endpoint parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// A string.
    String(String),
    /// A boolean.
    Boolean(bool),
    /// A list of strings.
    StringArray(Vec<String>),
}

impl ParamValue {
    /// The type of a parameter that can have this value.
    pub fn kind(&self) -> ParameterKind {
        match self {
            Self::String(_) => ParameterKind::String,
            Self::Boolean(_) => ParameterKind::Boolean,
            Self::StringArray(_) => ParameterKind::StringArray,
        }
    }
}

/// A rule: its conditions, and what follows when all hold.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it is defined.
    pub at: Location,
    /// All must hold, in order; each may assign a variable for those after it.
    pub conditions: Vec<Condition>,
    /// What follows.
    pub then: Outcome,
}

/// A condition: holds if the call gives neither `false` nor nothing.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Where it is defined.
    pub at: Location,
    /// The call.
    pub call: Expr,
    /// The variable that takes its value.
    pub assign: Option<String>,
}

/// What a rule gives.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The endpoint is found.
    Endpoint {
        /// The URL.
        url: Expr,
        /// Headers to add, by name.
        headers: BTreeMap<String, Vec<Expr>>,
        /// Properties, by name.
        properties: BTreeMap<String, Property>,
    },
    /// There is no endpoint, and this is why.
    Error(Expr),
    /// More rules; if none applies, resolution ends with an error.
    Tree(Vec<Rule>),
}

/// A property of an endpoint.
#[derive(Clone, Debug)]
pub enum Property {
    /// A string, possibly a template.
    String(Expr),
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(i64),
    /// A list.
    List(Vec<Property>),
    /// An object.
    Map(BTreeMap<String, Property>),
}

/// An expression of the rules language.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A boolean.
    Boolean(bool),
    /// An integer (argument of `substring`).
    Number(i64),
    /// A string; more than one part if it is a template.
    Template(Vec<TemplatePart>),
    /// A list of strings.
    List(Vec<Expr>),
    /// `{ "ref": name }`: a parameter or a variable.
    Ref(String),
    /// `{ "fn": name, "argv": [...] }`; `getAttr` has the value and the path as its two arguments.
    Call {
        /// Where it stands.
        at: Location,
        /// The function.
        function: Function,
        /// The arguments.
        arguments: Vec<Expr>,
    },
}

/// A function of the rules language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `aws.isVirtualHostableS3Bucket`
    IsVirtualHostableS3Bucket,
    /// `aws.parseArn`
    ParseArn,
    /// `aws.partition`
    Partition,
    /// `booleanEquals`
    BooleanEquals,
    /// `getAttr`
    GetAttr,
    /// `isSet`
    IsSet,
    /// `isValidHostLabel`
    IsValidHostLabel,
    /// `not`
    Not,
    /// `parseURL`
    ParseUrl,
    /// `stringEquals`
    StringEquals,
    /// `substring`
    Substring,
    /// `uriEncode`
    UriEncode,
}

impl Function {
    /// All functions.
    pub const ALL: [Self; 12] = [
        Self::IsVirtualHostableS3Bucket,
        Self::ParseArn,
        Self::Partition,
        Self::BooleanEquals,
        Self::GetAttr,
        Self::IsSet,
        Self::IsValidHostLabel,
        Self::Not,
        Self::ParseUrl,
        Self::StringEquals,
        Self::Substring,
        Self::UriEncode,
    ];

    /// Its name in rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::IsVirtualHostableS3Bucket => "aws.isVirtualHostableS3Bucket",
            Self::ParseArn => "aws.parseArn",
            Self::Partition => "aws.partition",
            Self::BooleanEquals => "booleanEquals",
            Self::GetAttr => "getAttr",
            Self::IsSet => "isSet",
            Self::IsValidHostLabel => "isValidHostLabel",
            Self::Not => "not",
            Self::ParseUrl => "parseURL",
            Self::StringEquals => "stringEquals",
            Self::Substring => "substring",
            Self::UriEncode => "uriEncode",
        }
    }

    /// How many arguments it has.
    pub fn arity(self) -> usize {
        match self {
            Self::ParseArn
            | Self::Partition
            | Self::IsSet
            | Self::Not
            | Self::ParseUrl
            | Self::UriEncode => 1,
            Self::IsVirtualHostableS3Bucket
            | Self::BooleanEquals
            | Self::GetAttr
            | Self::IsValidHostLabel
            | Self::StringEquals => 2,
            Self::Substring => 4,
        }
    }
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart {
    /// Text; `{{` and `}}` already unescaped.
    Text(String),
    /// `{Region}`.
    Ref(String),
    /// `{PartitionResult#dnsSuffix}`: the value and the path.
    Attr(String, String),
}

/// `smithy.rules#clientContextParams`.
#[derive(Clone, Debug)]
pub struct ClientContextParam {
    /// Where it is defined.
    pub at: Location,
    /// Its type.
    pub kind: ParameterKind,
    /// Documentation.
    pub docs: Option<String>,
}

/// One case of `smithy.rules#endpointTests`.
#[derive(Clone, Debug)]
pub struct EndpointTest {
    /// Where it is defined.
    pub at: Location,
    /// What it shows.
    pub documentation: Option<String>,
    /// The parameters by name.
    pub params: BTreeMap<String, ParamValue>,
    /// The endpoint, or the error message.
    pub expect: Outcome,
}
