//! Tests of shapes and members.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use crate::model::*;
use crate::read::testing::{model_problems, service, smithy};

/// A model whose operation has an input with the members `members`, and further shapes.
fn model(members: &str, shapes: &str) -> String {
    smithy(
        "",
        r#"{"target": "a.b#Do"}"#,
        &format!(
            r#", "a.b#Do": {{"type": "operation", "input": {{"target": "a.b#In"}}}}
            , "a.b#In": {{"type": "structure", "members": {{{members}}}}} {shapes}"#
        ),
    )
}

/// The shape `X`, a member of the input.
fn shape(definition: &str) -> Shape {
    let text = model(
        r#""x": {"target": "a.b#X"}"#,
        &format!(r#", "a.b#X": {definition}"#),
    );
    service(&text).shapes.remove("X").unwrap()
}

/// The members of the input.
fn input(text: &str) -> Vec<Member> {
    match service(text).shapes.remove("In").unwrap().kind {
        ShapeKind::Structure(structure) => structure.members,
        _ => unreachable!(),
    }
}

/// A member with these traits.
fn member(traits: &str) -> Member {
    let text = format!(r#""m": {{"target": "smithy.api#String", "traits": {{{traits}}}}}"#);
    input(&model(&text, "")).pop().unwrap()
}

#[test]
fn simple_shapes() {
    for (name, debug) in [
        ("blob", "Blob"),
        ("boolean", "Boolean"),
        ("string", "String"),
        ("byte", "Byte"),
        ("short", "Short"),
        ("integer", "Integer"),
        ("long", "Long"),
        ("float", "Float"),
        ("double", "Double"),
        ("bigInteger", "BigInteger"),
        ("bigDecimal", "BigDecimal"),
        ("document", "Document"),
        ("timestamp", "Timestamp(None)"),
    ] {
        let shape = shape(&format!(r#"{{"type": "{name}"}}"#));
        assert_eq!(format!("{:?}", shape.kind), debug);
        assert_eq!(shape.at.to_string(), "test.json: /shapes/a.b#X");
    }
}

#[test]
fn traits_that_every_shape_can_have() {
    let shape = shape(
        r#"{"type": "string", "traits": {"smithy.api#documentation": "d",
            "smithy.api#sensitive": {}, "smithy.api#deprecated": {}, "smithy.api#length": {"min": 1},
            "smithy.api#pattern": "p", "smithy.api#mediaType": "x", "smithy.api#streaming": {},
            "smithy.api#new": {}}}"#,
    );
    assert_eq!(shape.docs.as_deref(), Some("d"));
    assert!(shape.sensitive);
    assert_eq!(shape.deprecated, Some(Deprecated::default()));
    assert_eq!(shape.media_type.as_deref(), Some("x"));
    assert_eq!(shape.streaming, Some(Streaming::AnyLength));
    let [unknown] = shape.unsupported.try_into().unwrap();
    assert_eq!(unknown.what, "trait `smithy.api#new`");
    assert_eq!(unknown.at.pointer, "/shapes/a.b#X/traits/smithy.api#new");
}

#[test]
fn timestamps_have_formats() {
    for (name, format) in [
        ("date-time", TimestampFormat::DateTime),
        ("epoch-seconds", TimestampFormat::EpochSeconds),
        ("http-date", TimestampFormat::HttpDate),
    ] {
        let traits = format!(r#""smithy.api#timestampFormat": "{name}""#);
        let shape = shape(&format!(
            r#"{{"type": "timestamp", "traits": {{{traits}}}}}"#
        ));
        assert!(matches!(shape.kind, ShapeKind::Timestamp(Some(it)) if it == format));
        assert_eq!(member(&traits).timestamp_format, Some(format));
    }
}

#[test]
fn lists_sets_and_maps() {
    for kind in ["list", "set"] {
        let list = shape(&format!(
            r#"{{"type": "{kind}", "member": {{"target": "smithy.api#String"}},
                "traits": {{"smithy.api#uniqueItems": {{}}}}}}"#
        ));
        let ShapeKind::List {
            member,
            sparse: false,
        } = list.kind
        else {
            unreachable!()
        };
        assert_eq!(
            (member.name.as_str(), member.target.shape.as_str()),
            ("member", "smithy.api#String")
        );
    }
    let map = shape(
        r#"{"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a.b#X"},
            "traits": {"smithy.api#sparse": {}}}"#,
    );
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
        ("smithy.api#String", "X")
    );
}

#[test]
fn enums() {
    let values = |shape: Shape| match shape.kind {
        ShapeKind::Enum(values) => values,
        _ => unreachable!(),
    };
    let two = values(shape(
        r#"{"type": "enum", "members": {
            "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "b-1",
                "smithy.api#documentation": "d", "smithy.api#deprecated": {}}},
            "A": {"target": "smithy.api#Unit"}}}"#,
    ));
    let b = two.first().unwrap();
    assert_eq!(
        (b.name.as_deref(), b.value.as_str(), b.docs.as_deref()),
        (Some("B"), "b-1", Some("d"))
    );
    assert!(b.deprecated.is_some());
    assert_eq!(two.last().unwrap().value, "A");
    let one = values(shape(
        r#"{"type": "string", "traits": {"smithy.api#enum": [
            {"value": "b-1", "name": "B", "documentation": "d", "deprecated": true, "tags": ["t"]},
            {"value": "a"}]}}"#,
    ));
    let b = one.first().unwrap();
    assert_eq!(
        (b.name.as_deref(), b.value.as_str(), b.docs.as_deref()),
        (Some("B"), "b-1", Some("d"))
    );
    assert!(b.deprecated.is_some() && one.last().unwrap().name.is_none());
    let numbers = shape(
        r#"{"type": "intEnum", "members": {"ONE":
            {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}"#,
    );
    let ShapeKind::IntEnum(numbers) = numbers.kind else {
        unreachable!()
    };
    let one = numbers.first().unwrap();
    assert_eq!((one.name.as_str(), one.value), ("ONE", 1));
}

#[test]
fn unions_and_members_without_values() {
    let union = shape(
        r#"{"type": "union", "members": {"b": {"target": "smithy.api#String"},
            "a": {"target": "smithy.api#Unit"}}}"#,
    );
    let ShapeKind::Union(members) = union.kind else {
        unreachable!()
    };
    assert_eq!(
        members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        ["b", "a"]
    );
    assert_eq!(members.last().unwrap().target.shape, "smithy.api#Unit");
}

#[test]
fn members() {
    let all = member(
        r#""smithy.api#documentation": "d", "smithy.api#required": {}, "smithy.api#clientOptional": {},
        "smithy.api#deprecated": {"message": "No."}, "smithy.api#sensitive": {},
        "smithy.api#jsonName": "wire", "smithy.api#idempotencyToken": {}, "smithy.api#hostLabel": {},
        "smithy.rules#contextParam": {"name": "Arn"}, "smithy.api#httpHeader": "x-m",
        "smithy.api#xmlName": "x", "aws.api#custom": {}"#,
    );
    assert_eq!(all.at.pointer, "/shapes/a.b#In/members/m");
    assert_eq!(all.target.at, all.at);
    assert_eq!(all.docs.as_deref(), Some("d"));
    assert!(all.required && all.client_optional && all.sensitive);
    assert!(all.idempotency_token && all.host_label);
    assert_eq!(all.deprecated.unwrap().message.as_deref(), Some("No."));
    assert_eq!(all.json_name.as_deref(), Some("wire"));
    assert_eq!(all.context_param.as_deref(), Some("Arn"));
    assert_eq!(
        all.unsupported.first().unwrap().what,
        "trait `aws.api#custom`"
    );
    assert_eq!(member(r#""smithy.api#jsonName": "m""#).json_name, None);
}

#[test]
fn defaults() {
    let default = |value: &str| member(&format!(r#""smithy.api#default": {value}"#)).default;
    assert_eq!(default("null"), None);
    assert_eq!(default("false"), Some(Literal::Boolean(false)));
    assert_eq!(default("1.50"), Some(Literal::Number("1.5".into())));
    assert_eq!(default(r#""x""#), Some(Literal::String("x".into())));
    assert_eq!(default("[]"), Some(Literal::EmptyList));
    assert_eq!(default("{}"), Some(Literal::EmptyMap));
    assert_eq!(member("").default, None);
}

#[test]
fn defaults_of_version_1_are_not_written() {
    let members = r#""a": {"target": "smithy.api#PrimitiveInteger"}, "b": {"target": "a.b#Flag"},
        "c": {"target": "smithy.api#Integer"}, "d": {"target": "a.b#Boxed"},
        "e": {"target": "a.b#Flag", "traits": {"smithy.api#box": {}}}"#;
    let shapes = r#", "a.b#Flag": {"type": "boolean"}
        , "a.b#Boxed": {"type": "long", "traits": {"smithy.api#box": {}}}"#;
    let two = model(members, shapes);
    let one = two.replace(r#""smithy": "2.0""#, r#""smithy": "1.0""#);
    let defaults: Vec<_> = input(&one)
        .into_iter()
        .map(|member| member.default)
        .collect();
    let zero = Some(Literal::Number("0".into()));
    assert_eq!(
        defaults,
        [zero, Some(Literal::Boolean(false)), None, None, None]
    );
    assert!(
        input(&two)
            .into_iter()
            .all(|member| member.default.is_none())
    );
}

#[test]
fn errors() {
    let error = |traits: &str| {
        let kind = shape(&format!(
            r#"{{"type": "structure", "traits": {{{traits}}}}}"#
        ))
        .kind;
        let ShapeKind::Structure(structure) = kind else {
            unreachable!()
        };
        structure.error
    };
    assert_eq!(error(""), None);
    let plain = error(r#""smithy.api#error": "server""#).unwrap();
    assert_eq!(
        (plain.fault, plain.status, plain.retryable),
        (Fault::Server, None, None)
    );
    let full = error(
        r#""smithy.api#error": "client", "smithy.api#httpError": 404,
            "smithy.api#retryable": {"throttling": true},
            "aws.protocols#awsQueryError": {"code": "Other", "httpResponseCode": 400}"#,
    )
    .unwrap();
    assert_eq!((full.fault, full.status), (Fault::Client, Some(404)));
    assert_eq!(full.retryable, Some(Retryable::Throttling));
    assert_eq!(full.query_code.as_deref(), Some("Other"));
    let same = error(
        r#""smithy.api#error": "client", "smithy.api#retryable": {},
            "aws.protocols#awsQueryError": {"code": "X", "httpResponseCode": 400}"#,
    )
    .unwrap();
    assert_eq!(
        (same.retryable, same.query_code),
        (Some(Retryable::Transient), None)
    );
}

#[test]
fn problems_of_shapes() {
    let of = |definition: &str| {
        let shapes = format!(r#", "a.b#X": {definition}"#);
        model_problems(&model(r#""x": {"target": "a.b#X"}"#, &shapes))
    };
    assert_eq!(
        of(r#"{"type": "strucure"}"#),
        "\
error: a shape of this type holds no data
  --> test.json: /shapes/a.b#X
   |  type: strucure
   = help: did you mean `structure`?"
    );
    assert_eq!(
        of(r#"{"type": "list"}"#),
        "error: missing member `member`\n  --> test.json: /shapes/a.b#X"
    );
    assert_eq!(
        of(r#"{}"#),
        "error: missing member `type`\n  --> test.json: /shapes/a.b#X"
    );
    assert_eq!(
        of(r#"{"type": "structure", "members": {"m": {}}}"#),
        "error: missing member `target`\n  --> test.json: /shapes/a.b#X/members/m"
    );
    assert_eq!(
        of(r#"{"type": "structure", "traits": {"smithy.api#error": "cliente"}}"#),
        "\
error: unknown fault
  --> test.json: /shapes/a.b#X/traits/smithy.api#error
   |  value: cliente
   = help: did you mean `client`?"
    );
    assert_eq!(
        of(r#"{"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit"}}}"#),
        "error: missing trait `smithy.api#enumValue`\n  --> test.json: /shapes/a.b#X/members/A"
    );
}
