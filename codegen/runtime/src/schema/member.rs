//! The rows of shapes.

/// A row of a shape: one member, and where it goes.
#[derive(Debug)]
pub struct Member {
    /// The name in the model, or its `jsonName`: the key in serde's formats.
    pub name: &'static str,
    /// The part of the message that the member is in.
    pub at: At,
    /// The name there.
    pub wire: &'static str,
    /// The name of the field, as errors tell it, if the member is elsewhere than in the body.
    pub field: &'static str,
    /// The names inside the value where a format has such: of an item, or of a key and a value.
    pub parts: &'static [&'static str],
    /// The name as the key of an object of JSON that goes on: `,"name":`. Empty if it would need escapes.
    pub key: &'static str,
}

/// A part of a request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// An object or element of the body.
    Body,
    /// An attribute of the element that the structure is.
    Attribute,
    /// A label of the path.
    Path,
    /// A parameter of the query.
    Query,
    /// A parameter of the query without which the request is not sent.
    RequiredQuery,
    /// All other parameters of the query.
    QueryMap,
    /// A header.
    Header,
    /// All headers that begin with the name.
    PrefixHeaders,
    /// The status of the response.
    Status,
    /// The whole body, in the format of the protocol.
    Payload,
    /// The same where there is always a body.
    Root,
    /// The whole body, bytes or text as they are. The name is their media type.
    Content,
    /// The whole body, as a stream. The name is its media type.
    Stream,
}

impl Member {
    /// A member that is in the body under its own name. `key` is made of the name as Rust has it in a literal, which
    /// is longer than the name if that needs escapes: what JSON escapes, Rust escapes, too.
    pub const fn new(name: &'static str, key: &'static str) -> Self {
        let is_plain = key.len() == name.len() + r#","":"#.len();
        Self {
            name,
            at: At::Body,
            wire: name,
            field: "",
            parts: &[],
            key: if is_plain { key } else { "" },
        }
    }

    /// The member, elsewhere. There errors call it by its field.
    pub const fn at(self, at: At, field: &'static str) -> Self {
        Self { at, field, ..self }
    }

    /// The member under another name on the wire.
    pub const fn called(self, wire: &'static str) -> Self {
        Self { wire, ..self }
    }

    /// The member with names inside its value.
    pub const fn with_parts(self, parts: &'static [&'static str]) -> Self {
        Self { parts, ..self }
    }
}

/// Whether any row is not a member of the body. Asked of constants, so that what a shape does not need is
/// not compiled for it.
pub const fn any_elsewhere(rows: &[Member]) -> bool {
    let mut i = 0;
    while i < rows.len() {
        if rows[i].at.is_elsewhere() {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether any row is at this place, asked of constants, too.
pub const fn any_at(rows: &[Member], at: At) -> bool {
    let mut i = 0;
    while i < rows.len() {
        if rows[i].at as u8 == at as u8 {
            return true;
        }
        i += 1;
    }
    false
}

impl At {
    /// Whether a protocol that knows HTTP has it outside the body, or as the whole body.
    pub const fn is_elsewhere(self) -> bool {
        !matches!(self, Self::Body | Self::Attribute)
    }
}
