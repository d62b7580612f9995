//! Rows: where a member is on the wire, under which name, in which form. A protocol resolves them.

/// A row: what the codec of a structure or union has for a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) at: At,
    /// The name at that place.
    pub(crate) name: String,
    pub(crate) codec: Codec,
}

/// The place of a member in a request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    dead_code,
    reason = "awsJson puts all in the body; protocols that bind members to HTTP use the other places"
)]
pub(crate) enum At {
    /// A member of the body.
    Body,
    /// A label of the path.
    Path,
    /// A name of the query.
    Query,
    /// A map whose keys are names of the query.
    QueryMap,
    Header,
    /// A map whose keys, after this prefix, are headers.
    PrefixHeaders,
    /// The status of a response.
    Status,
    /// The body itself.
    Payload,
}

/// How a Rust type is written at its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Codec {
    Plain,
    Integer,
    Float,
    EpochSeconds,
    DateTimeOffset,
    HttpDate,
    Base64,
    Doc,
    BigInt,
    BigDec,
    List(Box<Codec>),
    SparseList(Box<Codec>),
    Map(Box<Codec>),
    SparseMap(Box<Codec>),
}
