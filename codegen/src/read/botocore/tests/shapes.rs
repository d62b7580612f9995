//! Tests of shapes and members.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use crate::model::*;
use crate::read::testing::{botocore, service};

fn shape(definition: &str) -> Shape {
    service(&botocore("", &format!(r#""X": {definition}"#)))
        .shapes
        .remove("X")
        .unwrap()
}

/// The member `m` of a structure.
fn member(members: &str) -> Member {
    let members = format!(r#"{{"m": {{"shape": "String", {members}}}}}"#);
    let kind = shape(&format!(r#"{{"type": "structure", "members": {members}}}"#)).kind;
    let ShapeKind::Structure(mut structure) = kind else {
        unreachable!()
    };
    structure.members.pop().unwrap()
}

#[test]
fn simple_shapes() {
    let kind = |name: &str| format!("{:?}", shape(&format!(r#"{{"type": "{name}"}}"#)).kind);
    for (name, debug) in [
        ("string", "String"),
        ("character", "String"),
        ("blob", "Blob"),
        ("boolean", "Boolean"),
        ("integer", "Integer"),
        ("long", "Long"),
        ("float", "Float"),
        ("double", "Double"),
        ("timestamp", "Timestamp(None)"),
    ] {
        assert_eq!(kind(name), debug);
    }
    let document = shape(r#"{"type": "structure", "document": true}"#);
    assert!(matches!(document.kind, ShapeKind::Document));
    let string = shape(
        r#"{"type": "string", "sensitive": true, "deprecated": true, "documentation": "d",
            "min": 1, "max": 2, "pattern": "p", "box": true}"#,
    );
    assert_eq!(string.at.to_string(), "test.json: /shapes/X");
    assert!(string.sensitive && string.unsupported.is_empty());
    assert_eq!(string.docs.as_deref(), Some("d"));
    assert_eq!(string.deprecated, Some(Deprecated::default()));
}

#[test]
fn timestamps_have_formats() {
    let kind = |format: &str| {
        shape(&format!(
            r#"{{"type": "timestamp", "timestampFormat": "{format}"}}"#
        ))
        .kind
    };
    for (name, format) in [
        ("iso8601", TimestampFormat::DateTime),
        ("unixTimestamp", TimestampFormat::EpochSeconds),
        ("rfc822", TimestampFormat::HttpDate),
    ] {
        assert!(matches!(kind(name), ShapeKind::Timestamp(Some(it)) if it == format));
        let member = member(&format!(r#""timestampFormat": "{name}""#));
        assert_eq!(member.timestamp_format, Some(format));
    }
}

#[test]
fn enums_lists_and_maps() {
    let ShapeKind::Enum(values) = shape(r#"{"type": "string", "enum": ["b", "a b"]}"#).kind else {
        unreachable!()
    };
    let found: Vec<_> = values
        .iter()
        .map(|v| (v.value.as_str(), v.name.as_deref()))
        .collect();
    assert_eq!(found, [("b", None), ("a b", None)]);
    assert_eq!(values.last().unwrap().at.pointer, "/shapes/X/enum/1");

    let list = shape(
        r#"{"type": "list", "member": {"shape": "S", "locationName": "item"}, "flattened": true}"#,
    );
    let ShapeKind::List {
        member,
        sparse: false,
    } = list.kind
    else {
        unreachable!()
    };
    assert_eq!(
        (member.name.as_str(), member.target.shape.as_str()),
        ("member", "S")
    );
    assert_eq!(member.json_name, None);

    let map =
        shape(r#"{"type": "map", "key": {"shape": "K"}, "value": {"shape": "V"}, "sparse": true}"#);
    let ShapeKind::Map {
        key,
        value,
        sparse: true,
    } = map.kind
    else {
        unreachable!()
    };
    assert_eq!(
        (key.target.shape.as_str(), value.target.shape.as_str()),
        ("K", "V")
    );
    assert_eq!(value.target.at.pointer, "/shapes/X/value");
}

#[test]
fn structures_keep_the_order_of_their_members() {
    let shape = shape(
        r#"{"type": "structure", "required": ["a"], "xmlOrder": ["a"], "members": {
            "b": {"shape": "String"}, "a": {"shape": "String"}, "c": {"shape": "String"}}}"#,
    );
    let ShapeKind::Structure(structure) = shape.kind else {
        unreachable!()
    };
    let members: Vec<_> = structure
        .members
        .iter()
        .map(|m| (m.name.as_str(), m.required))
        .collect();
    assert_eq!(members, [("b", false), ("a", true), ("c", false)]);
    assert_eq!(structure.error, None);
}

#[test]
fn unions() {
    let members = r#"{"b": {"shape": "String"}, "a": {"shape": "String"}}"#;
    let union = shape(&format!(
        r#"{{"type": "structure", "union": true, "members": {members}}}"#
    ));
    let ShapeKind::Union(members) = union.kind else {
        unreachable!()
    };
    assert_eq!(
        members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        ["b", "a"]
    );
}

#[test]
fn members() {
    let all = member(
        r#""documentation": "d", "deprecated": true, "deprecatedMessage": "No.", "sensitive": true,
        "locationName": "wire", "idempotencyToken": true, "hostLabel": true, "box": true,
        "contextParam": {"name": "Arn"}, "jsonvalue": true, "queryName": "q""#,
    );
    assert_eq!(all.at.pointer, "/shapes/X/members/m");
    assert_eq!(all.target.at, all.at);
    assert_eq!(all.docs.as_deref(), Some("d"));
    assert_eq!(all.deprecated.unwrap().message.as_deref(), Some("No."));
    assert!(all.sensitive && all.idempotency_token && all.host_label);
    assert_eq!(all.json_name.as_deref(), Some("wire"));
    assert_eq!(all.context_param.as_deref(), Some("Arn"));
    assert_eq!(all.unsupported, []);
    assert_eq!(
        member(r#""location": "header", "locationName": "x-m""#).json_name,
        None
    );
    assert_eq!(member(r#""locationName": "m""#).json_name, None);
    assert!(all.json_value);
    assert_eq!(all.xml.ec2_query_name.as_deref(), Some("q"));
    let unsupported = member(r#""location": "moon""#).unsupported;
    assert_eq!(unsupported.first().unwrap().what, "location `moon`");
}

#[test]
fn errors() {
    let error = |traits: &str| {
        let kind = shape(&format!(
            r#"{{"type": "structure", "members": {{}}, {traits}}}"#
        ))
        .kind;
        let ShapeKind::Structure(structure) = kind else {
            unreachable!()
        };
        structure.error.unwrap()
    };
    let plain = error(r#""exception": true, "synthetic": true"#);
    assert_eq!((plain.fault, plain.status), (Fault::Client, None));
    assert_eq!((plain.retryable, plain.query_code), (None, None));
    let full = error(
        r#""exception": true, "retryable": {"throttling": true},
            "error": {"code": "Other", "httpStatusCode": 409, "senderFault": true}"#,
    );
    assert_eq!((full.fault, full.status), (Fault::Client, Some(409)));
    assert_eq!(full.retryable, Some(Retryable::Throttling));
    assert_eq!(full.query_code.as_deref(), Some("Other"));
    let fault = error(r#""exception": true, "fault": true, "retryable": {"throttling": false}"#);
    assert_eq!(
        (fault.fault, fault.retryable),
        (Fault::Server, Some(Retryable::Transient))
    );
    assert_eq!(
        error(r#""error": {"httpStatusCode": 500, "code": "X"}"#).fault,
        Fault::Server
    );
    assert_eq!(
        error(r#""error": {"httpStatusCode": 500, "code": "X"}"#).query_code,
        None
    );
    assert_eq!(
        error(r#""error": {"senderFault": false}"#).fault,
        Fault::Server
    );
}

#[test]
fn streams() {
    let events = shape(r#"{"type": "structure", "eventstream": true, "members": {}}"#);
    assert_eq!(events.streaming, Some(Streaming::AnyLength));
    assert!(matches!(events.kind, ShapeKind::Union(_)));
    let bytes = shape(r#"{"type": "blob", "streaming": true, "requiresLength": true}"#);
    assert_eq!(bytes.streaming, Some(Streaming::KnownLength));
}
