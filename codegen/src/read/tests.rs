//! Tests of reading a whole source: the format, syntax errors, extras and companions.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::testing::{botocore, document, good, model_problems, problems, service, smithy};
use super::*;

const OPERATION: &str = r#""ListThings": {"name": "ListThings"}"#;

#[test]
fn the_format_is_told_by_content() {
    assert_eq!(service(&botocore(OPERATION, "")).name, "Things_2026");
    assert_eq!(service(&smithy("", "", "")).name, "Things");
    let text = "\
error: the file is not an API model
  --> test.json
   = help: expected a botocore model, with `metadata` and `operations`, or a Smithy AST, with \
        `smithy` and `shapes`";
    assert_eq!(model_problems("{}"), text);
    assert_eq!(
        model_problems("[]"),
        "error: expected an object, found an array\n  --> test.json"
    );
}

#[test]
fn syntax_errors_have_a_line() {
    assert_eq!(
        model_problems("{\n  \"smithy\": "),
        "error: the JSON ends too early\n  --> test.json\n   |  line: 2\n   |  column: 12"
    );
    assert_eq!(
        model_problems("smithy"),
        "error: the file is not JSON\n  --> test.json\n   |  line: 1\n   |  column: 1"
    );
    assert_eq!(
        model_problems(&"[".repeat(100_000)),
        "error: the JSON is nested too deeply\n  --> test.json\n   |  line: 1\n   |  column: 128"
    );
    assert_eq!(
        model_problems("\u{0}"),
        "error: the file is not JSON\n  --> test.json\n   |  line: 1\n   |  column: 1"
    );
}

#[test]
fn extras_are_merged_into_the_file_they_are_named_after() {
    let mut source = Source::new(document("x/service-2.json", &botocore(OPERATION, "")));
    source.paginators = Some(document(
        "x/paginators-1.json",
        r#"{"pagination": {"ListThings": {"input_token": "A", "output_token": "B"}}}"#,
    ));
    source.extras = vec![
        document(
            "x/service-2.sdk-extras.json",
            r#"{"version": 1.0, "merge": {"metadata": {"serviceId": "Other"}}}"#,
        ),
        document(
            "x/paginators-1.sdk-extras.json",
            r#"{"merge": {"pagination": {"ListThings": {"result_key": "Things"}}}}"#,
        ),
    ];
    let service = good(read(&source));
    assert_eq!(
        (service.sdk_id.as_str(), service.title.as_str()),
        ("Other", "Amazon Things")
    );
    let pagination = service
        .operations
        .get("ListThings")
        .unwrap()
        .pagination
        .as_ref()
        .unwrap();
    assert_eq!(pagination.input_tokens, ["A"]);
    assert_eq!(pagination.items, [testing::path("Things")]);
}

#[test]
fn companions_complete_a_model_of_either_form() {
    let operation = r#", "a.b#ListThings": {"type": "operation"}"#;
    let ast = smithy("", r#"{"target": "a.b#ListThings"}"#, operation);
    for model in [botocore(OPERATION, ""), ast] {
        let mut source = Source::new(document("model.json", &model));
        source.paginators = Some(document(
            "paginators.json",
            r#"{"pagination": {"ListThings": {"input_token": "A", "output_token": "B"}}}"#,
        ));
        source.waiters = Some(document(
            "waiters.json",
            r#"{"version": 2, "waiters": {"ThingsThere":
                {"operation": "ListThings", "delay": 1, "maxAttempts": 2, "acceptors": []}}}"#,
        ));
        source.endpoint_rules = Some(document(
            "rules.json",
            r#"{"version": "1.0", "parameters": {}, "rules": []}"#,
        ));
        source.endpoint_tests = Some(document(
            "tests.json",
            r#"{"version": "1.0", "testCases": [{"expect": {"error": "no"}}]}"#,
        ));
        let service = good(read(&source));
        assert!(
            service
                .operations
                .get("ListThings")
                .unwrap()
                .pagination
                .is_some()
        );
        assert!(service.waiters.contains_key("ThingsThere"));
        assert_eq!(service.endpoint_rules.unwrap().at.to_string(), "rules.json");
        assert_eq!(service.endpoint_tests.len(), 1);
    }
}

#[test]
fn companions_are_about_operations_of_the_model() {
    let mut source = Source::new(document("service-2.json", &botocore(OPERATION, "")));
    source.paginators = Some(document(
        "paginators-1.json",
        r#"{"pagination": {"ListThing": {"input_token": "A", "output_token": "B"}}}"#,
    ));
    source.waiters = Some(document(
        "waiters-2.json",
        r#"{"version": 2, "waiters": {"X": {"operation": "Get", "delay": 1, "acceptors": []}}}"#,
    ));
    assert_eq!(
        problems(read(&source)),
        "\
error: paginator of an operation that is not in the model
  --> paginators-1.json: /pagination/ListThing
   |  operation: ListThing
   = help: did you mean `ListThings`?

error: waiter of an operation that is not in the model
  --> waiters-2.json: /waiters/X
   |  operation: Get"
    );
}

#[test]
fn the_problems_of_all_files_are_reported_together() {
    let mut source = Source::new(document("service-2.json", "{"));
    source.paginators = Some(document("paginators-1.json", "{}"));
    source.waiters = Some(document(
        "waiters-2.json",
        r#"{"version": 1, "waiters": {}}"#,
    ));
    assert_eq!(
        problems(read(&source)),
        "\
error: missing member `pagination`
  --> paginators-1.json

error: the JSON ends too early
  --> service-2.json
   |  line: 1
   |  column: 1

error: waiters must have version 2
  --> waiters-2.json: /version
   |  version: 1"
    );
}
