//! Rule sets that are the same, and some that are not.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use codegen::Source;
use codegen::read::Document;
use serde_json::{Value, json};

use super::*;

fn rule_set(rules: Value) -> RuleSet {
    let metadata = json!({
        "apiVersion": "1", "endpointPrefix": "x", "protocol": "json", "serviceId": "X",
    });
    let model = json!({"metadata": metadata, "operations": {}, "shapes": {}});
    let rules = json!({"version": "1.0", "parameters": {}, "rules": rules});
    let document = |json: Value| Document {
        file: "x.json".into(),
        bytes: json.to_string().into_bytes(),
    };
    let mut source = Source::new(document(model));
    source.endpoint_rules = Some(document(rules));
    codegen::read::read(&source)
        .unwrap()
        .endpoint_rules
        .unwrap()
}

fn endpoint(conditions: Value, url: &str) -> Value {
    json!({"type": "endpoint", "conditions": conditions, "endpoint": {"url": url}})
}

fn error(message: &str) -> Value {
    json!({"type": "error", "conditions": [], "error": message})
}

fn fips() -> Value {
    json!({"fn": "booleanEquals", "argv": [{"ref": "UseFIPS"}, true]})
}

fn partition() -> Value {
    json!({"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"})
}

#[test]
fn the_same_answers_in_other_forms() {
    let nested = rule_set(json!([
        {"type": "tree", "conditions": [partition()], "rules": [
            {"type": "tree", "conditions": [fips()], "rules": [endpoint(json!([]), "https://f.{P#dnsSuffix}")]},
            endpoint(json!([]), "https://x.{Region}"),
        ]},
    ]));
    // Conditions in one list, arguments the other way round, other variables, `not`.
    let turned = json!({"fn": "booleanEquals", "argv": [true, {"ref": "UseFIPS"}]});
    let other = json!({"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "Q"});
    let flat = rule_set(json!([
        endpoint(json!([other, turned]), "https://f.{Q#dnsSuffix}"),
        endpoint(
            json!([{"fn": "not", "argv": [fips()]}]),
            "https://x.{Region}"
        ),
        error("never"),
    ]));
    assert!(same_answers(&nested, &flat));
    assert_eq!(differences(&nested, &flat), Some(Vec::new()));
}

#[test]
fn other_answers_are_told_with_their_case() {
    let old = rule_set(json!([
        endpoint(json!([fips()]), "https://f"),
        endpoint(json!([]), "https://x")
    ]));
    let new = rule_set(json!([
        endpoint(json!([fips()]), "https://g"),
        endpoint(json!([]), "https://x")
    ]));
    let difference = Difference {
        when: vec!["UseFIPS".to_owned()],
        old: "https://f".to_owned(),
        new: "https://g".to_owned(),
    };
    assert_eq!(differences(&old, &new), Some(vec![difference]));
    // A tree that has no answer is the end, whatever comes after it.
    let tree = json!({"type": "tree", "conditions": [], "rules": [endpoint(json!([fips()]), "https://f")]});
    let exhausted = rule_set(json!([tree, endpoint(json!([]), "https://x")]));
    assert!(!same_answers(&old, &exhausted));
    assert!(same_answers(&exhausted, &exhausted));
}

#[test]
fn too_many_cases_count_as_different() {
    // Each rule is passed over in two ways, which makes 2^30 cases.
    let set = |name: String| json!({"fn": "isSet", "argv": [{"ref": name}]});
    let rule = |i: usize| {
        endpoint(
            json!([set(format!("P{i}")), set(format!("Q{i}"))]),
            "https://x",
        )
    };
    let many = rule_set((0..30).map(rule).collect());
    assert!(differences(&many, &many).is_none());
    assert!(!same_answers(&many, &many));
}
