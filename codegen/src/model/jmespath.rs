//! JMESPath: paths into inputs and outputs, as waiters, paginators and endpoint parameters have them.

use std::fmt;

/// A path, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct JmesPath {
    /// As it is written in the model.
    pub text: String,
    /// What it means.
    pub expr: PathExpr,
}

impl fmt::Display for JmesPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum PathExpr {
    /// `@`
    Current,
    /// `name`
    Field(String),
    /// `left.right`
    Sub(Box<PathExpr>, Box<PathExpr>),
    /// `left | right`: as a subexpression, and a projection of the left side ends.
    Pipe(Box<PathExpr>, Box<PathExpr>),
    /// `list[0]`, `list[-1]`
    Index(Box<PathExpr>, i64),
    /// `list[start:stop:step].each`
    Slice(Box<PathExpr>, [Option<i64>; 3], Box<PathExpr>),
    /// `list[]`: lists in the list are dissolved.
    Flatten(Box<PathExpr>),
    /// `list[*].each`
    Project(Box<PathExpr>, Box<PathExpr>),
    /// `object.*.each`
    Values(Box<PathExpr>, Box<PathExpr>),
    /// `list[?condition].each`
    Filter(Box<PathExpr>, Box<PathExpr>, Box<PathExpr>),
    /// `[a, b]`
    List(Vec<PathExpr>),
    /// `{name: a}`
    Hash(Vec<(String, PathExpr)>),
    /// `` `1` `` or `'text'`.
    Literal(PathLiteral),
    /// `a == b` and the like.
    Compare(Comparison, Box<PathExpr>, Box<PathExpr>),
    /// `a && b`
    And(Box<PathExpr>, Box<PathExpr>),
    /// `a || b`
    Or(Box<PathExpr>, Box<PathExpr>),
    /// `!a`
    Not(Box<PathExpr>),
    /// `length(a)`
    Call(String, Vec<PathExpr>),
    /// `&a`, the argument of a function that calls it.
    Expression(Box<PathExpr>),
}

/// A JSON value in a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathLiteral {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<PathLiteral>),
    /// An object.
    Object(Vec<(String, PathLiteral)>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}
