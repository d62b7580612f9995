//! Tests of endpoint rule sets and their tests.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::*;
use crate::model::{ParamValue, ParameterKind};
use crate::read::testing::{good, json, problems};

fn text(text: &str) -> Expr {
    Expr::Template(vec![TemplatePart::Text(text.into())])
}

/// A rule set with one rule.
fn with_rule(rule: &str) -> Result<Rule, Failure> {
    let file = json(&format!(
        r#"{{"version": "1.0", "parameters": {{}}, "rules": [{rule}]}}"#
    ));
    Ok(rule_set(&file.root())?.rules.pop().unwrap())
}

#[test]
fn parameters() {
    let file = json(
        r#"{"version": "1.0", "rules": [], "parameters": {
            "Region": {"type": "String", "builtIn": "AWS::Region", "documentation": "Where."},
            "UseFIPS": {"type": "boolean", "required": true, "default": false},
            "Arns": {"type": "stringArray", "default": ["a"]}
        }}"#,
    );
    let parameters = good(rule_set(&file.root())).parameters;
    let region = parameters.get("Region").unwrap();
    assert_eq!(region.kind, ParameterKind::String);
    assert_eq!(region.built_in.as_deref(), Some("AWS::Region"));
    assert_eq!(
        (region.required, region.docs.as_deref()),
        (false, Some("Where."))
    );
    let fips = parameters.get("UseFIPS").unwrap();
    assert_eq!((fips.kind, fips.required), (ParameterKind::Boolean, true));
    assert_eq!(fips.default, Some(ParamValue::Boolean(false)));
    let arns = parameters.get("Arns").unwrap();
    assert_eq!(arns.kind, ParameterKind::StringArray);
    assert_eq!(
        arns.default,
        Some(ParamValue::StringArray(vec!["a".into()]))
    );
}

#[test]
fn an_endpoint() {
    let rule = good(with_rule(
        r#"{"type": "endpoint", "conditions": [], "documentation": "x", "endpoint": {
            "url": "https://{Region}.x",
            "headers": {"x-a": ["{Region}"]},
            "properties": {"authSchemes": [{"name": "sigv4", "ok": true, "n": 3}]}
        }}"#,
    ));
    let Outcome::Endpoint {
        url,
        headers,
        properties,
    } = rule.then
    else {
        unreachable!()
    };
    assert_eq!(
        url,
        Expr::Template(vec![
            TemplatePart::Text("https://".into()),
            TemplatePart::Ref("Region".into()),
            TemplatePart::Text(".x".into()),
        ])
    );
    let region = Expr::Template(vec![TemplatePart::Ref("Region".into())]);
    assert_eq!(headers.get("x-a"), Some(&vec![region]));
    let Some(Property::List(schemes)) = properties.get("authSchemes") else {
        unreachable!()
    };
    let Some(Property::Map(scheme)) = schemes.first() else {
        unreachable!()
    };
    assert!(matches!(scheme.get("name"), Some(Property::String(name)) if *name == text("sigv4")));
    assert!(matches!(scheme.get("ok"), Some(Property::Boolean(true))));
    assert!(matches!(scheme.get("n"), Some(Property::Number(3))));
}

#[test]
fn conditions_and_trees() {
    let rule = good(with_rule(
        r#"{"type": "tree", "conditions": [
            {"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"},
            {"fn": "booleanEquals", "argv": [true,
                {"fn": "getAttr", "argv": [{"ref": "P"}, "supportsFIPS"]}]},
            {"fn": "substring", "argv": ["abc", 0, 2, false]}
        ], "rules": [{"type": "error", "conditions": [], "error": "no {{endpoint}}"}]}"#,
    ));
    let [partition, equals, substring] = rule.conditions.try_into().unwrap();
    assert_eq!(partition.assign.as_deref(), Some("P"));
    assert_eq!(equals.at.to_string(), "test.json: /rules/0/conditions/1");
    let Expr::Call {
        function,
        arguments,
        ..
    } = equals.call
    else {
        unreachable!()
    };
    assert_eq!(
        (function.name(), arguments.first()),
        ("booleanEquals", Some(&Expr::Boolean(true)))
    );
    let Some(Expr::Call {
        at,
        function,
        arguments,
    }) = arguments.last()
    else {
        unreachable!()
    };
    assert_eq!(at.to_string(), "test.json: /rules/0/conditions/1/argv/1");
    assert_eq!(*function, Function::GetAttr);
    assert_eq!(*arguments, [Expr::Ref("P".into()), text("supportsFIPS")]);
    let Expr::Call { arguments, .. } = substring.call else {
        unreachable!()
    };
    let [abc, zero, two, no] = arguments.try_into().unwrap();
    assert_eq!((abc, zero), (text("abc"), Expr::Number(0)));
    assert_eq!((two, no), (Expr::Number(2), Expr::Boolean(false)));
    let Outcome::Tree(rules) = rule.then else {
        unreachable!()
    };
    let Outcome::Error(message) = &rules.first().unwrap().then else {
        unreachable!()
    };
    assert_eq!(*message, text("no {endpoint}"));
}

#[test]
fn problems_of_rules() {
    let of = |rule| problems(with_rule(rule));
    assert_eq!(
        of(r#"{"type": "endpoint", "endpoint": {"url": "https://{Region"}}"#),
        "\
error: `{` without `}` in a template
  --> test.json: /rules/0/endpoint/url
   |  template: https://{Region"
    );
    assert_eq!(
        of(r#"{"type": "eror", "error": "x"}"#),
        "\
error: unknown rule type
  --> test.json: /rules/0/type
   |  value: eror
   = help: did you mean `error`?"
    );
    assert_eq!(
        of(r#"{"type": "error", "error": null}"#),
        "error: expected an expression, found null\n  --> test.json: /rules/0/error"
    );
    assert_eq!(
        of(r#"{"type": "error", "error": "x", "conditions": [{"fn": "isSet"}]}"#),
        "error: missing member `argv`\n  --> test.json: /rules/0/conditions/0"
    );
    assert_eq!(
        of(r#"{"type": "error", "error": {"ref": "x", "more": 1}}"#),
        "error: unknown member `more`\n  --> test.json: /rules/0/error/more"
    );
    let file = json(r#"{"version": "9", "parameters": {"A": {"type": "int"}}, "rules": []}"#);
    assert_eq!(
        problems(rule_set(&file.root())),
        "\
error: the rule set has an unknown version
  --> test.json: /version
   |  version: \"9\""
    );
    let file = json(r#"{"version": "1.0", "parameters": {"A": {"type": "int"}}, "rules": []}"#);
    assert_eq!(
        problems(rule_set(&file.root())),
        "error: unknown parameter type\n  --> test.json: /parameters/A/type\n   |  value: int"
    );
}

#[test]
fn endpoint_tests() {
    let file = json(
        r#"{"version": "1.0", "testCases": [
            {"documentation": "one", "params": {"Region": "r", "UseFIPS": true},
                "expect": {"endpoint": {"url": "https://x", "properties": {}}},
                "operationInputs": []},
            {"params": {"Arns": ["a"]}, "expect": {"error": "no {x}"}}
        ]}"#,
    );
    let [one, two] = good(tests(&file.root())).try_into().unwrap();
    assert_eq!(one.documentation.as_deref(), Some("one"));
    assert_eq!(
        one.params.get("Region"),
        Some(&ParamValue::String("r".into()))
    );
    assert_eq!(one.params.get("UseFIPS"), Some(&ParamValue::Boolean(true)));
    let text = |text: &str| Expr::Template(vec![TemplatePart::Text(text.into())]);
    assert!(matches!(&one.expect, Outcome::Endpoint { url, .. } if *url == text("https://x")));
    assert_eq!(
        two.params.get("Arns"),
        Some(&ParamValue::StringArray(vec!["a".into()]))
    );
    assert!(matches!(&two.expect, Outcome::Error(message) if *message == text("no {x}")));
    let file = json(r#"{"testCases": [{"params": {"Region": 1}, "expect": {"error": "x"}}]}"#);
    assert_eq!(
        problems(tests(&file.root())),
        "\
error: expected a string, a boolean or an array of strings, found a number
  --> test.json: /testCases/0/params/Region
   |  value: 1"
    );
}
