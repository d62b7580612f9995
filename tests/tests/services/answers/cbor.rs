//! Bodies of CBOR: of rpcv2Cbor.

use ciborium::Value;
use codegen::model::Member;

use super::Node;

pub(super) fn body(node: &Node<'_>) -> Vec<u8> {
    bytes(&value(node))
}

pub(super) fn error(code: &str, members: Vec<(&Member, Node<'_>)>) -> Vec<u8> {
    let mut entries = vec![(
        Value::from("__type"),
        Value::from(format!("com.amazonaws.x#{code}")),
    )];
    if !members
        .iter()
        .any(|(member, _)| member.name.eq_ignore_ascii_case("message"))
    {
        entries.push((Value::from("message"), Value::from("it is so")));
    }
    if let Value::Map(more) = value(&Node::Structure(members)) {
        entries.extend(more);
    }
    bytes(&Value::Map(entries))
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn value(node: &Node<'_>) -> Value {
    /// The tag of seconds since 1970.
    const TIME: u64 = 1;
    match node {
        Node::Null => Value::Null,
        Node::Boolean(flag) => Value::from(*flag),
        Node::Integer(number) => Value::from(*number),
        Node::Float(number) => Value::from(*number),
        Node::Text(text) => Value::from(text.as_str()),
        Node::Blob(bytes) => Value::from(bytes.clone()),
        Node::Time(time, _) => Value::Tag(TIME, Box::new(Value::from(time.as_secs_f64()))),
        Node::Document(json) => Value::from(json.to_string()),
        Node::List(_, items) => Value::Array(items.iter().map(value).collect()),
        Node::Map(_, entries) => {
            Value::Map(entries.iter().map(|(k, v)| (value(k), value(v))).collect())
        }
        Node::Structure(members) => {
            let members = members.iter();
            Value::Map(
                members
                    .map(|(member, node)| (Value::from(member.name.as_str()), value(node)))
                    .collect(),
            )
        }
    }
}
