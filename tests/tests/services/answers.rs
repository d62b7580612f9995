//! Responses at random from the shapes of a model: as a service would send them, with values that are not
//! what they should be, and with bytes that are not.
//!
//! A value is a [`Node`] first, in no format's words; a module a format prints it.

mod cbor;
mod events;
mod json;
mod plain;
mod xml;

use self::plain::{damaged, header};
use aws_smithy_types::DateTime;
use codegen::model::{
    HttpBinding, Member, Operation, Protocol, Service, ShapeKind, ShapeRef, Structure,
    TimestampFormat,
};

/// A response, and what was done to it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) damage: Damage,
}

/// What is wrong with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Nothing: a service could send it.
    None,
    /// Values of other types, or at other places.
    Values,
    /// Bytes that were changed, added or cut off.
    Bytes,
}

/// What stands now and then where no time in this form should be.
pub(crate) const TEXT_TIME: &str = "2020-01-01T00:00:00Z";

/// A value of a shape.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    Blob(Vec<u8>),
    Time(DateTime, Option<TimestampFormat>),
    Document(serde_json::Value),
    List(&'a Member, Vec<Self>),
    Map([&'a Member; 2], Vec<(Self, Self)>),
    Structure(Vec<(&'a Member, Self)>),
}

/// A member with its value.
type Bound<'a> = (&'a Member, Node<'a>);

/// Makes the responses of a service.
pub(crate) struct Answers<'a> {
    pub(crate) service: &'a Service,
    pub(crate) protocol: Protocol,
    pub(crate) random: fastrand::Rng,
}

/// Nothing that may be left out is deeper than this.
const DEPTH: usize = 5;

impl<'a> Answers<'a> {
    /// A response to an operation: an output two times of three, else an error.
    pub(crate) fn answer(&mut self, operation: &'a Operation) -> Answer {
        let damage = match self.random.u8(..4) {
            0 | 1 => Damage::None,
            2 => Damage::Values,
            _ => Damage::Bytes,
        };
        let mut answer = match self.random.u8(..3) {
            0 => self.error(operation, damage),
            _ => self.output(operation, damage),
        };
        if damage == Damage::Bytes {
            damaged(&mut answer.body, &mut self.random);
        }
        let id = match self.protocol {
            Protocol::RestXml => "x-amz-request-id",
            _ => "x-amzn-requestid",
        };
        if self.random.u8(..4) > 0 {
            answer.headers.push((id.to_owned(), "id-1".to_owned()));
        }
        answer
    }

    fn output(&mut self, operation: &'a Operation, damage: Damage) -> Answer {
        let members = operation
            .output
            .as_ref()
            .map(|output| self.structure(output, damage));
        let status = operation.http.as_ref().map_or(200, |http| http.code);
        let mut answer = Answer {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            damage,
        };
        let (body, payload) = self.bound(members.unwrap_or_default(), &mut answer);
        let root = operation
            .output
            .as_ref()
            .map_or("", |output| output.shape.as_str());
        answer.body = match (payload, &self.protocol) {
            (Some((member, node)), _) => self.payload(member, node, &mut answer),
            (None, Protocol::RpcV2Cbor) => {
                answer
                    .headers
                    .push(("smithy-protocol".to_owned(), "rpc-v2-cbor".to_owned()));
                cbor::body(&Node::Structure(body))
            }
            (None, Protocol::RestXml) if body.is_empty() => Vec::new(),
            (None, Protocol::RestXml) => xml::rest(self.service, root, &body),
            (None, Protocol::AwsQuery) => xml::query(self.service, &operation.name, &body),
            (None, Protocol::Ec2Query) => xml::ec2(self.service, &operation.name, &body),
            (None, _) => json::body(self, &body),
        };
        answer
    }

    fn error(&mut self, operation: &'a Operation, damage: Damage) -> Answer {
        let known = operation.errors.len();
        let (mut code, mut status, mut members) = ("Strange".to_owned(), 400, Vec::new());
        if known > 0 && self.random.u8(..5) > 0 {
            let of = &operation.errors[self.random.usize(..known)];
            code.clone_from(&of.shape);
            members = self.structure(of, damage);
            if let ShapeKind::Structure(Structure {
                error: Some(error), ..
            }) = &self.service.shapes[&of.shape].kind
            {
                status = error.status.unwrap_or(status);
                code = self.service.error_code(&of.shape, error).to_owned();
            }
        }
        if self.random.u8(..6) == 0 {
            status = [400, 403, 404, 429, 500, 503][self.random.usize(..6)];
        }
        let mut answer = Answer {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            damage,
        };
        let (body, _) = self.bound(members, &mut answer);
        answer.body = match self.protocol {
            Protocol::RpcV2Cbor => {
                answer
                    .headers
                    .push(("smithy-protocol".to_owned(), "rpc-v2-cbor".to_owned()));
                cbor::error(&code, body)
            }
            Protocol::RestXml | Protocol::AwsQuery | Protocol::Ec2Query => {
                xml::error(self.service, &self.protocol, &code, &body)
            }
            _ => json::error(self, &code, &body, &mut answer.headers),
        };
        answer
    }

    /// Puts the members that are not in the body where they are; gives those that are, and the payload.
    fn bound(
        &mut self,
        members: Vec<(&'a Member, Node<'a>)>,
        answer: &mut Answer,
    ) -> (Vec<Bound<'a>>, Option<Bound<'a>>) {
        let (mut body, mut payload) = (Vec::new(), None);
        for (member, node) in members {
            match &member.http {
                Some(_) if self.protocol.is_rpc() => body.push((member, node)),
                None
                | Some(HttpBinding::Label | HttpBinding::Query(_) | HttpBinding::QueryParams) => {
                    body.push((member, node));
                }
                Some(HttpBinding::Header(name)) => {
                    if let Some(value) = header(&node) {
                        answer.headers.push((name.clone(), value));
                    }
                }
                Some(HttpBinding::PrefixHeaders(prefix)) => {
                    if let Node::Map(_, entries) = node {
                        for (key, value) in entries {
                            if let (Some(key), Some(value)) = (header(&key), header(&value)) {
                                answer
                                    .headers
                                    .push((format!("{prefix}{}", key.to_lowercase()), value));
                            }
                        }
                    }
                }
                Some(HttpBinding::ResponseCode) => {}
                Some(HttpBinding::Payload) => payload = Some((member, node)),
            }
        }
        answer.headers.retain(|(name, value)| {
            let in_name = |c: char| c.is_ascii_alphanumeric() || "-_.!#$%&'*+^`|~".contains(c);
            !name.is_empty()
                && name.chars().all(in_name)
                && value.chars().all(|c| (' '..='~').contains(&c))
                && value.trim() == value
        });
        (body, payload)
    }

    fn payload(&mut self, member: &Member, node: Node<'a>, answer: &mut Answer) -> Vec<u8> {
        let target = &self.service.shapes[&member.target.shape];
        if target.streaming.is_some() && matches!(target.kind, ShapeKind::Union(_)) {
            return events::body(self, &member.target.shape, answer.damage);
        }
        match (node, &self.protocol) {
            (Node::Null, _) => Vec::new(),
            (Node::Text(text), _) => text.into_bytes(),
            (Node::Blob(bytes), _) => bytes,
            (Node::Structure(members), Protocol::RestXml) => {
                let name = member.xml.name.as_deref();
                let root = name.unwrap_or(&member.target.shape);
                xml::rest(self.service, root, &members)
            }
            (Node::Structure(members), _) => json::body(self, &members),
            (other, _) => {
                answer.damage = Damage::Values;
                json::text(self, &other).into_bytes()
            }
        }
    }

    /// Some members of a structure, in any order.
    fn structure(&mut self, of: &ShapeRef, damage: Damage) -> Vec<(&'a Member, Node<'a>)> {
        match self.shape(&of.shape, None, damage, 0) {
            Node::Structure(members) => members,
            _ => Vec::new(),
        }
    }

    fn members(&mut self, members: &'a [Member], damage: Damage, depth: usize) -> Node<'a> {
        let mut some = Vec::new();
        for member in members {
            let wanted = match member.required {
                // Without a message official clients show nothing in the place of one under another name.
                true => self.random.u8(..30) > 0 || member.name.eq_ignore_ascii_case("message"),
                false => depth < DEPTH && self.random.usize(..10) < 9 - depth,
            };
            if wanted {
                some.push((member, self.node(member, damage, depth + 1)));
            }
        }
        self.random.shuffle(&mut some);
        Node::Structure(some)
    }

    /// The value of a member, or in its place something else.
    fn node(&mut self, member: &'a Member, damage: Damage, depth: usize) -> Node<'a> {
        if damage == Damage::Values && self.random.u8(..25) == 0 {
            return self.anything();
        }
        self.shape(&member.target.shape, member.timestamp_format, damage, depth)
    }

    fn shape(
        &mut self,
        name: &str,
        format: Option<TimestampFormat>,
        damage: Damage,
        depth: usize,
    ) -> Node<'a> {
        let count = if depth > DEPTH {
            0
        } else {
            self.random.usize(..4)
        };
        let service = self.service;
        match &service.shapes[name].kind {
            ShapeKind::Structure(structure) => self.members(&structure.members, damage, depth),
            ShapeKind::Union(members) => {
                let member = &members[self.random.usize(..members.len())];
                // A union that is nothing but deep comes to an end with one that nobody knows.
                match depth > 2 * DEPTH {
                    true => Node::Structure(Vec::new()),
                    false => Node::Structure(vec![(member, self.node(member, damage, depth + 1))]),
                }
            }
            ShapeKind::List { member, .. } => {
                let items = (0..count).map(|_| self.node(member, damage, depth + 1));
                Node::List(member, items.collect())
            }
            ShapeKind::Map { key, value, .. } => {
                let entries = (0..count).map(|i| {
                    let key = match self.node(key, Damage::None, depth + 1) {
                        // One key twice is another matter.
                        Node::Text(key) => Node::Text(format!("{key}{i}")),
                        other => other,
                    };
                    (key, self.node(value, damage, depth + 1))
                });
                Node::Map([key, value], entries.collect())
            }
            ShapeKind::Enum(values) if self.random.u8(..5) > 0 && !values.is_empty() => {
                Node::Text(values[self.random.usize(..values.len())].value.clone())
            }
            ShapeKind::String | ShapeKind::Enum(_) => Node::Text(self.text()),
            ShapeKind::Blob => Node::Blob(
                (0..self.random.usize(..30))
                    .map(|_| self.random.u8(..))
                    .collect(),
            ),
            ShapeKind::Boolean => Node::Boolean(self.random.bool()),
            ShapeKind::Byte => Node::Integer(self.random.i8(..).into()),
            ShapeKind::Short => Node::Integer(self.random.i16(..).into()),
            ShapeKind::Integer => Node::Integer(self.random.i32(..).into()),
            ShapeKind::IntEnum(_) => Node::Integer(self.random.i64(0..10)),
            ShapeKind::Long => Node::Integer(self.random.i64(..) >> self.random.u32(..60)),
            ShapeKind::Float | ShapeKind::Double => {
                Node::Float(f64::from(self.random.i32(..)) / 16.0)
            }
            ShapeKind::Timestamp(of_shape) => {
                let millis = [0, 0, 0, 500, 123][self.random.usize(..5)];
                let time = DateTime::from_millis(self.random.i64(0..4_000_000_000) * 1000 + millis);
                Node::Time(time, format.or(*of_shape))
            }
            ShapeKind::Document => Node::Document(self.document(depth)),
            ShapeKind::BigInteger | ShapeKind::BigDecimal | ShapeKind::Unit => {
                Node::Structure(Vec::new())
            }
        }
    }

    /// What nobody expects.
    fn anything(&mut self) -> Node<'a> {
        match self.random.u8(..9) {
            0 => Node::Null,
            1 => Node::Boolean(true),
            2 => Node::Integer([0, -1, 8, i64::MAX, i64::MIN, 1 << 31][self.random.usize(..6)]),
            3 => Node::Float([0.5, -1.25, 1e21, 1e300][self.random.usize(..4)]),
            4 => Node::Text(
                ["", "8", "true", "NaN", "1.5", TEXT_TIME][self.random.usize(..6)].to_owned(),
            ),
            5 => Node::Structure(Vec::new()),
            6 => Node::Document(serde_json::json!([])),
            7 => Node::Document(serde_json::json!([null, {"a": {}}])),
            _ => Node::Document(serde_json::json!({"a": null, "b": [1]})),
        }
    }

    fn document(&mut self, depth: usize) -> serde_json::Value {
        match self.random.u8(..if depth > DEPTH { 4 } else { 6 }) {
            0 => serde_json::Value::Null,
            1 => self.random.bool().into(),
            2 => self.text().into(),
            3 => self.random.i32(..).into(),
            4 => (0..2).map(|_| self.document(depth + 1)).collect(),
            _ => serde_json::json!({ "k": self.document(depth + 1) }),
        }
    }

    /// A text of any kind.
    fn text(&mut self) -> String {
        const ODD: [&str; 14] = [
            "", " ", " a ", "\"", "\\", "é", "🦀", "\n", "\t", "\u{2028}", "<&>'\"", "]]>", "null",
            "a,b",
        ];
        let word = |random: &mut fastrand::Rng| {
            (0..random.usize(1..9))
                .map(|_| random.alphanumeric())
                .collect()
        };
        match self.random.u8(..3) {
            0 => (0..self.random.usize(..4))
                .map(|_| *self.random.choice(&ODD).unwrap())
                .collect(),
            _ => word(&mut self.random),
        }
    }
}
