//! Tests of the walk: every error says where it is.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use super::*;
use crate::read::testing::{json, problems};

#[test]
fn pointers_lead_to_the_value() {
    let file = json(r#"{"a/b": {"c~d": [true]}}"#);
    let mut object = file.root().object().unwrap();
    let element = object
        .required("a/b")
        .unwrap()
        .object()
        .unwrap()
        .elements("c~d")
        .unwrap();
    assert_eq!(
        element.first().unwrap().at().to_string(),
        "test.json: /a~1b/c~0d/0"
    );
}

#[test]
fn type_errors_say_what_was_found() {
    let file = json(r#"{"a": 1.5, "b": null, "c": [], "d": {}, "e": "x", "f": false}"#);
    let mut object = file.root().object().unwrap();
    let mut take = |key| object.required(key).unwrap();
    assert_eq!(
        take("a").string().unwrap_err().to_string(),
        "error: expected a string, found a number\n  --> test.json: /a\n   |  value: 1.5"
    );
    let message = |problem: Diagnostic| problem.message;
    assert_eq!(
        message(take("b").boolean().unwrap_err()),
        "expected a boolean, found null"
    );
    assert_eq!(
        message(take("c").entries().unwrap_err()),
        "expected an object, found an array"
    );
    assert_eq!(
        message(take("d").elements().unwrap_err()),
        "expected an array, found an object"
    );
    let e = take("e").integer::<u8>().unwrap_err();
    assert_eq!(message(e), "expected a whole number, found a string");
    assert_eq!(
        message(take("f").string().unwrap_err()),
        "expected a string, found a boolean"
    );
}

#[test]
fn whole_numbers_fit_their_type() {
    let file = json("[300, -1, 1.0, 18446744073709551615, 255]");
    let elements = file.root().elements().unwrap();
    let read: Vec<_> = elements.iter().map(Cursor::integer::<u8>).collect();
    assert_eq!(read.last().unwrap().as_ref().ok(), Some(&255));
    assert!(read.iter().take(4).all(Result::is_err));
    assert_eq!(
        read.into_iter().next().unwrap().unwrap_err().to_string(),
        "error: expected a whole number in range\n  --> test.json: /0\n   |  value: 300"
    );
}

#[test]
fn members_are_taken_once() {
    let file = json(r#"{"s": "text", "b": true, "l": ["x"], "more": 1}"#);
    let mut object = file.root().object().unwrap();
    assert_eq!(object.string("s").unwrap().as_deref(), Some("text"));
    assert_eq!(object.string("s").unwrap(), None);
    assert!(object.flag("b").unwrap() && !object.flag("b").unwrap());
    assert_eq!(object.strings("l").unwrap(), ["x"]);
    assert!(object.contains("more"));
    assert!(object.clone().finish(&["more"]).is_ok());
    assert_eq!(
        problems(object.clone().finish(&[])),
        "error: unknown member `more`\n  --> test.json: /more"
    );
    let [unsupported] = object.unsupported("key", |_| false).try_into().unwrap();
    assert_eq!(
        (unsupported.what.as_str(), unsupported.at.pointer.as_str()),
        ("key `more`", "/more")
    );
}

#[test]
fn a_missing_member_is_located_at_its_owner() {
    let file = json(r#"{"a": {}}"#);
    let mut object = file
        .root()
        .object()
        .unwrap()
        .required("a")
        .unwrap()
        .object()
        .unwrap();
    assert_eq!(
        object.required_string("shapes").unwrap_err().to_string(),
        "error: missing member `shapes`\n  --> test.json: /a"
    );
}

#[test]
fn all_problems_of_a_collection_are_kept() {
    let file = json(r#"["a", 1, "b", 2]"#);
    assert_eq!(
        problems(file.root().strings()),
        "\
error: expected a string, found a number
  --> test.json: /1
   |  value: 1

error: expected a string, found a number
  --> test.json: /3
   |  value: 2"
    );
}

#[test]
fn unknown_values_come_with_a_suggestion_and_long_ones_are_cut() {
    let file = json(&format!(r#"["sucess", "{}"]"#, "é".repeat(100)));
    let elements = file.root().elements().unwrap();
    let unknown = |cursor: &Cursor<'_>| {
        cursor
            .unknown("state", cursor.string().unwrap(), ["success", "failure"])
            .to_string()
    };
    assert_eq!(
        unknown(elements.first().unwrap()),
        "\
error: unknown state
  --> test.json: /0
   |  value: sucess
   = help: did you mean `success`?"
    );
    let cut = format!("   |  value: {}…", "é".repeat(60));
    assert!(unknown(elements.last().unwrap()).ends_with(&cut));
}
