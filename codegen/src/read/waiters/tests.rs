//! Tests of waiters in both forms.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::*;
use crate::read::testing::{good, json, problems};

fn botocore_matcher(acceptor: &str) -> Result<Matcher, Failure> {
    let file = json(&format!(
        r#"{{"version": 2, "waiters": {{"X":
            {{"operation": "O", "delay": 1, "maxAttempts": 9, "acceptors": [{acceptor}]}}}}}}"#
    ));
    Ok(read(&file.root())?
        .pop()
        .unwrap()
        .acceptors
        .pop()
        .unwrap()
        .matcher)
}

fn smithy_matcher(matcher: &str) -> Result<Matcher, Failure> {
    let file = json(&format!(
        r#"{{"X": {{"acceptors": [{{"state": "success", "matcher": {matcher}}}]}}}}"#
    ));
    Ok(waitable("O", &file.root())?
        .pop()
        .unwrap()
        .acceptors
        .pop()
        .unwrap()
        .matcher)
}

fn output(path: &str, comparator: Comparator, expected: &str) -> Matcher {
    Matcher::Output(PathMatcher {
        path: crate::read::testing::path(path),
        comparator,
        expected: expected.into(),
    })
}

#[test]
fn botocore_waiters() {
    let file = json(
        r#"{"version": 2, "waiters": {
            "A": {"operation": "GetA", "delay": 15, "maxAttempts": 40, "description": "Waits.",
                "acceptors": [{"matcher": "error", "expected": "NotFound", "state": "retry"}]},
            "B": {"operation": "GetB", "delay": 300, "maxAttempts": 1, "acceptors": []}
        }}"#,
    );
    let waiters = good(read(&file.root()));
    let a = waiters.first().unwrap();
    assert_eq!((a.name.as_str(), a.operation.as_str()), ("A", "GetA"));
    assert_eq!(a.docs.as_deref(), Some("Waits."));
    assert_eq!((a.min_delay, a.max_delay), (15, 120));
    let acceptor = a.acceptors.first().unwrap();
    assert_eq!(acceptor.state, AcceptorState::Retry);
    assert_eq!(acceptor.at.to_string(), "test.json: /waiters/A/acceptors/0");
    let b = waiters.last().unwrap();
    assert_eq!((b.min_delay, b.max_delay), (300, 300));
}

#[test]
fn botocore_matchers() {
    use Comparator::{AllStringEquals, AnyStringEquals, BooleanEquals, StringEquals};
    let acceptor = |matcher: &str, expected: &str| {
        let rest = format!(r#""matcher": "{matcher}", "expected": {expected}"#);
        let argument = if matcher.starts_with("path") {
            r#""argument": "a.b", "#
        } else {
            ""
        };
        good(botocore_matcher(&format!(
            r#"{{"state": "success", {argument}{rest}}}"#
        )))
    };
    assert_eq!(
        acceptor("path", r#""OK""#),
        output("a.b", StringEquals, "OK")
    );
    assert_eq!(
        acceptor("path", "true"),
        output("a.b", BooleanEquals, "true")
    );
    assert_eq!(
        acceptor("path", "5"),
        output("(a.b) == `5`", BooleanEquals, "true")
    );
    assert_eq!(
        acceptor("pathAll", r#""OK""#),
        output("a.b", AllStringEquals, "OK")
    );
    assert_eq!(
        acceptor("pathAny", r#""OK""#),
        output("a.b", AnyStringEquals, "OK")
    );
    assert_eq!(acceptor("status", "404"), Matcher::Status(404));
    assert_eq!(
        acceptor("error", r#""Gone""#),
        Matcher::ErrorType("Gone".into())
    );
    assert_eq!(acceptor("error", "true"), Matcher::Success(false));
    assert_eq!(acceptor("error", "false"), Matcher::Success(true));
}

#[test]
fn botocore_problems() {
    let text = |acceptor| problems(botocore_matcher(acceptor));
    assert_eq!(
        text(r#"{"state": "succes", "matcher": "status", "expected": 200}"#),
        "\
error: unknown state
  --> test.json: /waiters/X/acceptors/0/state
   |  value: succes
   = help: did you mean `success`?"
    );
    assert_eq!(
        text(r#"{"state": "retry", "matcher": "paths", "expected": "x"}"#),
        "\
error: unknown matcher
  --> test.json: /waiters/X/acceptors/0/matcher
   |  value: paths
   = help: did you mean `path`?"
    );
    assert_eq!(
        text(r#"{"state": "retry", "matcher": "pathAll", "argument": "a", "expected": 1}"#),
        "\
error: expected a string, found a number
  --> test.json: /waiters/X/acceptors/0/expected
   |  value: 1"
    );
    assert_eq!(
        text(r#"{"state": "retry", "matcher": "path", "expected": "x"}"#),
        "error: missing member `argument`\n  --> test.json: /waiters/X/acceptors/0"
    );
    assert_eq!(
        text(r#"{"state": "retry", "matcher": "status", "expected": 1, "more": 1}"#),
        "error: unknown member `more`\n  --> test.json: /waiters/X/acceptors/0/more"
    );
}

#[test]
fn smithy_waiters() {
    let file = json(
        r#"{"A": {"documentation": "Waits.", "minDelay": 5, "maxDelay": 50, "deprecated": true,
                "tags": ["t"], "acceptors": []},
            "B": {"acceptors": []}}"#,
    );
    let waiters = good(waitable("GetA", &file.root()));
    let a = waiters.first().unwrap();
    assert_eq!((a.name.as_str(), a.operation.as_str()), ("A", "GetA"));
    assert_eq!((a.min_delay, a.max_delay, a.deprecated), (5, 50, true));
    let b = waiters.last().unwrap();
    assert_eq!((b.min_delay, b.max_delay, b.deprecated), (2, 120, false));
}

#[test]
fn smithy_matchers() {
    use Comparator::{AllStringEquals, AnyStringEquals, BooleanEquals, StringEquals};
    let of = |matcher: &str| good(smithy_matcher(matcher));
    assert_eq!(of(r#"{"success": true}"#), Matcher::Success(true));
    assert_eq!(
        of(r#"{"errorType": "a.b#Gone"}"#),
        Matcher::ErrorType("Gone".into())
    );
    for (name, comparator) in [
        ("stringEquals", StringEquals),
        ("booleanEquals", BooleanEquals),
        ("allStringEquals", AllStringEquals),
        ("anyStringEquals", AnyStringEquals),
    ] {
        let path = format!(r#"{{"path": "p", "comparator": "{name}", "expected": "true"}}"#);
        let of_output = of(&format!(r#"{{"output": {path}}}"#));
        assert_eq!(of_output, output("p", comparator, "true"));
        let of_both = of(&format!(r#"{{"inputOutput": {path}}}"#));
        assert!(matches!(of_both, Matcher::InputOutput(path) if path.comparator == comparator));
    }
}

#[test]
fn smithy_problems() {
    assert_eq!(
        problems(smithy_matcher("{}")),
        "\
error: a matcher has one of `success`, `errorType`, `output` or `inputOutput`
  --> test.json: /X/acceptors/0/matcher"
    );
    let path = r#"{"output": {"path": "p", "comparator": "equals", "expected": "x"}}"#;
    assert_eq!(
        problems(smithy_matcher(path)),
        "\
error: unknown comparator
  --> test.json: /X/acceptors/0/matcher/output/comparator
   |  value: equals"
    );
    let file = json(r#"{"X": {"minDelay": 200, "acceptors": []}}"#);
    assert_eq!(
        problems(waitable("O", &file.root())),
        "\
error: the shortest delay is longer than the longest
  --> test.json: /X
   |  minDelay: 200
   |  maxDelay: 120"
    );
}
