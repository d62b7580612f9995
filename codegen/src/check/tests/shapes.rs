//! Tests of the rules about shapes.

use super::botocore_problems;
use super::check;
use crate::read::testing::{botocore, good, problems, service, smithy};

/// What is wrong with a botocore model whose operation `Do` has an input with these members.
fn input_problems(members: &str, shapes: &str) -> String {
    botocore_problems(
        r#""Do": {"input": {"shape": "In"}}"#,
        &format!(r#""In": {{"type": "structure", "members": {{{members}}}}}, {shapes}"#),
    )
}

#[test]
fn enum_values_are_distinct() {
    assert_eq!(
        input_problems(
            r#""a": {"shape": "S"}"#,
            r#""S": {"type": "string", "enum": ["x", "y", "x"]}"#
        ),
        "\
error: the enum has a value twice
  --> test.json: /shapes/S/enum/2
   |  value: x"
    );
    let model = smithy(
        "",
        r#"{"target": "a.b#Do"}"#,
        r#", "a.b#Do": {"type": "operation", "input": {"target": "a.b#In"}}
        , "a.b#In": {"type": "structure", "members": {"n": {"target": "a.b#N"}}}
        , "a.b#N": {"type": "intEnum", "members": {
            "A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
            "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}"#,
    );
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: the enum has a value twice
  --> test.json: /shapes/a.b#N/members/B
   |  value: 1"
    );
}

#[test]
fn what_must_be_a_string() {
    assert_eq!(
        input_problems(
            r#""m": {"shape": "M"}, "t": {"shape": "I", "idempotencyToken": true},
            "h": {"shape": "I", "hostLabel": true}"#,
            r#""M": {"type": "map", "key": {"shape": "I"}, "value": {"shape": "I"}},
            "I": {"type": "integer"}"#,
        ),
        "\
error: a host label must be a string
  --> test.json: /shapes/In/members/h
   |  shape: I

error: an idempotency token must be a string
  --> test.json: /shapes/In/members/t
   |  shape: I

error: the key of a map must be a string
  --> test.json: /shapes/M/key
   |  shape: I"
    );
}

#[test]
fn structures_that_require_themselves() {
    assert_eq!(
        botocore_problems(
            r#""Do": {"input": {"shape": "User"}}"#,
            r#""User": {"type": "structure", "required": ["a"], "members": {"a": {"shape": "A"}}},
            "A": {"type": "structure", "required": ["u"], "members": {"u": {"shape": "U"}}},
            "U": {"type": "structure", "union": true, "members": {
                "a": {"shape": "A"}, "u": {"shape": "U"}}},
            "Fine": {"type": "structure", "required": ["f"], "members": {"f": {"shape": "V"}}},
            "V": {"type": "structure", "union": true, "members": {
                "f": {"shape": "Fine"}, "s": {"shape": "S"}}},
            "S": {"type": "string"}"#,
        ),
        "\
error: no value can exist: the shape requires itself
  --> test.json: /shapes/A
   |  shape: A

error: no value can exist: the shape requires itself
  --> test.json: /shapes/U
   |  shape: U"
    );
}

#[test]
fn collections_that_contain_themselves() {
    assert_eq!(
        botocore_problems(
            r#""Do": {}"#,
            r#""L": {"type": "list", "member": {"shape": "M"}},
            "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "L"}},
            "S": {"type": "string"}"#,
        ),
        "\
error: a list or map contains itself without a structure between
  --> test.json: /shapes/L
   |  shape: L

error: a list or map contains itself without a structure between
  --> test.json: /shapes/M
   |  shape: M"
    );
}

#[test]
fn nested_lists_end_somewhere() {
    let lists = |count: usize| -> String {
        let lists = (0..count).map(|i| {
            let next = i + 1;
            format!(r#""L{i}": {{"type": "list", "member": {{"shape": "L{next}"}}}}, "#)
        });
        lists
            .chain([format!(r#""L{count}": {{"type": "string"}}"#)])
            .collect()
    };
    let input = r#""Do": {"input": {"shape": "In"}}"#;
    let inside = r#""In": {"type": "structure", "members": {"l": {"shape": "L0"}}}"#;
    let of = |count| {
        check(&service(&botocore(
            input,
            &format!("{inside}, {}", lists(count)),
        )))
    };
    good(of(20));
    assert_eq!(
        problems(of(21)),
        "\
error: lists and maps are nested too deeply
  --> test.json: /shapes/L0
   |  shape: L0"
    );
}

#[test]
fn long_chains_are_refused_at_once() {
    let shapes: String = (0..20_000)
        .map(|i| {
            let next = i + 1;
            format!(
                r#""A{i}": {{"type": "structure", "required": ["m"],
                    "members": {{"m": {{"shape": "A{next}"}}}}}}, "#
            )
        })
        .collect();
    let end = r#""A20000": {"type": "string"}"#;
    let model = botocore(
        r#""Do": {"input": {"shape": "A0"}}"#,
        &format!("{shapes}{end}"),
    );
    assert_eq!(
        problems(check(&service(&model))),
        "\
error: structures, lists and maps are nested too deeply for Rust
  --> test.json: /shapes/A55
   |  shape: A55"
    );
}

#[test]
fn titles_fit_into_the_environment() {
    let titled = |title: &str| {
        let model = botocore(r#""Do": {}"#, "").replace("Amazon Things", title);
        check(&service(&model))
    };
    good(titled(&"T".repeat(120)));
    assert_eq!(
        problems(titled(&"T".repeat(121))),
        "\
error: title of a service is too long, or has a NUL
  --> test.json: /metadata
   |  characters: 121
   = help: a title has 120 characters at the most"
    );
    assert!(problems(titled("Amazon\\u0000Things")).starts_with("error: title of a service"));
}
