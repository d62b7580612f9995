//! How calls are chained: paginators and waiters.

use super::jmespath::JmesPath;
use crate::diagnostic::Location;

/// `smithy.api#paginated`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// Where it is defined.
    pub at: Location,
    /// The input members that take a token (botocore allows several).
    pub input_tokens: Vec<String>,
    /// Paths in the output where the next token is; as many as `input_tokens`.
    pub output_tokens: Vec<JmesPath>,
    /// Paths in the output where the items are (botocore `result_key`, Smithy `items`); may be empty.
    pub items: Vec<JmesPath>,
    /// The input member with the page size (`pageSize`, botocore `limit_key`).
    pub page_size: Option<String>,
    /// botocore `more_results`: a boolean in the output.
    pub more_results: Option<JmesPath>,
}

/// A waiter.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// Where it is defined.
    pub at: Location,
    /// Its name, such as `TableExists`.
    pub name: String,
    /// The operation it polls.
    pub operation: String,
    /// Documentation.
    pub docs: Option<String>,
    /// `smithy.api#deprecated`.
    pub deprecated: bool,
    /// The shortest delay, in seconds.
    pub min_delay: u64,
    /// The longest delay, in seconds.
    pub max_delay: u64,
    /// What ends it, in order.
    pub acceptors: Vec<Acceptor>,
}

/// One acceptor of a waiter.
#[derive(Clone, Debug)]
pub struct Acceptor {
    /// Where it is defined.
    pub at: Location,
    /// The state it leads to.
    pub state: AcceptorState,
    /// When it applies.
    pub matcher: Matcher,
}

/// The state a waiter enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// Done.
    Success,
    /// Can no longer succeed.
    Failure,
    /// Ask again.
    Retry,
}

/// When an acceptor applies.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// The call succeeded (`true`) or failed with a modeled error (`false`).
    Success(bool),
    /// The call failed with this error (shape name or code).
    ErrorType(String),
    /// The call failed with this HTTP status (botocore `status`).
    Status(u16),
    /// The output matches.
    Output(PathMatcher),
    /// `{ input, output }` matches.
    InputOutput(PathMatcher),
}

/// A JMESPath expression and what it must give.
#[derive(Clone, Debug, PartialEq)]
pub struct PathMatcher {
    /// The path.
    pub path: JmesPath,
    /// How the result is compared.
    pub comparator: Comparator,
    /// What it is compared with (`true`/`false` for booleans).
    pub expected: String,
}

/// How a waiter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// The result is the string.
    StringEquals,
    /// The result is the boolean.
    BooleanEquals,
    /// The result is a non-empty list, all elements the string.
    AllStringEquals,
    /// The result is a list, at least one element the string.
    AnyStringEquals,
}
