//! Tests of the parser, with expressions of the specification and of published models.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::parse;
use crate::model::PathExpr::{self, *};
use crate::model::PathLiteral;

fn expr(text: &str) -> PathExpr {
    parse(text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .expr
}

fn field(name: &str) -> Box<PathExpr> {
    Box::new(Field(name.into()))
}

fn text(of: &str) -> PathExpr {
    Literal(PathLiteral::String(of.into()))
}

#[test]
fn published_expressions_parse() {
    for text in [
        "AuditReportStatus",
        "Table.TableStatus",
        "Certificate.DomainValidationOptions[].ValidationStatus",
        "length(MetricAlarms[]) > `0`",
        "length(services[?!(length(deployments) == `1` && runningCount == desiredCount)]) == `0`",
        "length(K) > `0`  && length(K[?Status == 'DISABLED' || Status == 'ENABLE_FAILED']) ==  length(K)",
        "InstanceStates[].[Instances[].State, 'x'][] | [0]",
        "contains(Tags[].Key, 'a')",
        "TransactItems[*].[Get.TableName][]",
        "keys(RequestItems)",
    ] {
        assert_eq!(parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn a_flattening_ends_the_projection_before_it() {
    let inner = Project(Box::new(Flatten(field("a"))), field("b"));
    let outer = Project(Box::new(Flatten(Box::new(inner))), field("c"));
    assert_eq!(expr("a[].b[].c"), outer);
}

#[test]
fn literals_are_json_and_raw_strings() {
    let array = |items| Literal(PathLiteral::Array(items));
    for (written, meant) in [
        ("`\"foo\"`", text("foo")),
        ("`\"\\\"foo\\\"\"`", text("\"foo\"")),
        ("`\"\\u03a6\"`", text("Φ")),
        ("`\"a\\`b\"`", text("a`b")),
        ("`1`", Literal(PathLiteral::Number(1.0))),
        ("`-1.5e3`", Literal(PathLiteral::Number(-1500.0))),
        ("`true`", Literal(PathLiteral::Boolean(true))),
        ("` null `", Literal(PathLiteral::Null)),
        ("`[]`", array(vec![])),
        ("`{}`", Literal(PathLiteral::Object(vec![]))),
        (
            "`[0, {\"a\": [\"b\"]}]`",
            array(vec![
                PathLiteral::Number(0.0),
                PathLiteral::Object(vec![(
                    "a".into(),
                    PathLiteral::Array(vec![PathLiteral::String("b".into())]),
                )]),
            ]),
        ),
        // Without quotes, as it was allowed once.
        ("`foo`", text("foo")),
        ("'foo'", text("foo")),
        ("'1'", text("1")),
        ("'true'", text("true")),
        ("'[baz]'", text("[baz]")),
        ("' '", text(" ")),
        ("''", text("")),
        ("'foo\\'bar'", text("foo'bar")),
        ("'\\n\\z'", text("\\n\\z")),
        ("'\"'", text("\"")),
    ] {
        assert_eq!(expr(written), meant, "{written}");
    }
    for (written, name) in [
        ("foo", "foo"),
        ("_1", "_1"),
        ("\"with space\"", "with space"),
        ("\"a\\\"b\"", "a\"b"),
        ("\"\\u2713\"", "✓"),
    ] {
        assert_eq!(expr(written), *field(name), "{written}");
    }
}

#[test]
fn every_form_of_the_specification() {
    let current = || Box::new(Current);
    for (written, meant) in [
        ("@", Current),
        ("a.b", Sub(field("a"), field("b"))),
        ("a | b", Pipe(field("a"), field("b"))),
        ("a[-1]", Index(field("a"), -1)),
        ("[0]", Index(current(), 0)),
        ("a[*]", Project(field("a"), current())),
        ("[*].a", Project(current(), field("a"))),
        ("a.*.b", Values(field("a"), field("b"))),
        ("*", Values(current(), current())),
        ("a[]", Flatten(field("a"))),
        ("[]", Flatten(current())),
        ("a[1:]", Slice(field("a"), [Some(1), None, None], current())),
        (
            "[:-1:2].a",
            Slice(current(), [None, Some(-1), Some(2)], field("a")),
        ),
        (
            "a[::2]",
            Slice(field("a"), [None, None, Some(2)], current()),
        ),
        ("[?a]", Filter(current(), field("a"), current())),
        (
            "a.[b, c]",
            Sub(field("a"), Box::new(List(vec![*field("b"), *field("c")]))),
        ),
        ("{a: b}", Hash(vec![("a".into(), *field("b"))])),
        (
            "a.{\"b c\": @}",
            Sub(field("a"), Box::new(Hash(vec![("b c".into(), Current)]))),
        ),
        ("!a", Not(field("a"))),
        (
            "a && b || c",
            Or(Box::new(And(field("a"), field("b"))), field("c")),
        ),
        ("keys(@)", Call("keys".into(), vec![Current])),
        (
            "max_by(a, &b)",
            Call("max_by".into(), vec![*field("a"), Expression(field("b"))]),
        ),
    ] {
        assert_eq!(expr(written), meant, "{written}");
    }
}

#[test]
fn what_is_no_path_is_said() {
    for (text, problem) in [
        ("a.", "unexpected end"),
        ("a[", "unexpected end"),
        ("a[b]", "unexpected `b` at column 3"),
        ("a b", "unexpected `b` at column 3"),
        ("a #", "unexpected `#` at column 3"),
        ("'a", "missing ' at column 1"),
        ("\"\\z\"", "bad escape in a name at column 1"),
        ("{a}", "unexpected `}` at column 3"),
        ("a[1:2:3:4]", "unexpected `:` at column 8"),
    ] {
        assert_eq!(parse(text).unwrap_err(), problem, "{text}");
    }
    for text in ["(".repeat(499), "!".repeat(499), "[*]".repeat(120)] {
        assert_eq!(parse(&text).unwrap_err(), "too deeply nested");
    }
    let long = format!("a{}", ".a".repeat(999));
    assert_eq!(parse(&long).unwrap_err(), "too long");
}
