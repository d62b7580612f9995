//! The table of endpoint rules that a generated crate has.

/// The rules of a service, and what they point to by its place.
pub struct Rules {
    pub tests: &'static [Test],
    pub properties: &'static [&'static [(&'static str, Property)]],
    pub endpoints: &'static [Found],
    /// They are tried in order.
    pub rules: &'static [Rule],
}

/// A rule: the places of the tests that must hold, and what follows.
pub struct Rule(pub &'static [u16], pub Then);

/// What a rule gives.
pub enum Then {
    /// The endpoint at this place.
    Endpoint(u16),
    Error(Value),
    /// What the first of these gives that applies.
    Block(&'static [Rule]),
}

/// A condition.
pub enum Test {
    /// Holds if there is a value, which is in this slot from here on.
    Bind(u16, Value),
    IsSome(Value),
    IsNone(Value),
    True(Value),
    False(Value),
    Eq(Value, Value),
    Ne(Value, Value),
}

/// An expression.
pub enum Value {
    /// A parameter or variable.
    Slot(u16),
    /// An attribute of what is in a slot.
    Field(u16, Attribute),
    /// An element of a list, if it has so many.
    Index(&'static Value, usize),
    Text(&'static str),
    Flag(bool),
    /// An argument of `substring`.
    Number(usize),
    /// Its parts in a row.
    Format(&'static [Value]),
    Call(Function, &'static [Value]),
}

/// An attribute of a partition, a URL or an Amazon Resource Name.
#[derive(Clone, Copy)]
pub enum Attribute {
    Name,
    DnsSuffix,
    DualStackDnsSuffix,
    ImplicitGlobalRegion,
    SupportsFips,
    SupportsDualStack,
    Scheme,
    Authority,
    Path,
    NormalizedPath,
    IsIp,
    Partition,
    Service,
    Region,
    AccountId,
    ResourceId,
}

/// A function of the rules language.
#[derive(Clone, Copy)]
pub enum Function {
    IsVirtualHostableS3Bucket,
    IsValidHostLabel,
    ParseArn,
    ParseUrl,
    Partition,
    Substring,
    UriEncode,
}

/// An endpoint: its URL, its headers, and the place of its properties.
pub struct Found(pub Value, pub &'static [(&'static str, Value)], pub usize);

/// A property of an endpoint.
pub enum Property {
    Value(Value),
    Number(i64),
    List(&'static [Property]),
    Map(&'static [(&'static str, Property)]),
}
