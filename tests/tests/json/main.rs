//! The reader of JSON beside an established one: on texts that are JSON, on those with a change anywhere, and
//! on those that are made to take long.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use std::time::{Duration, Instant};

use aws_smithy_types::{Document, Number};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde::de::IgnoredAny;
use serde_json::Value;
use tests::fuzz::{changed, fuzz};
use whittle_runtime::format::json::{Error, Scanner};

/// Values with everything that may be in one, as text.
fn values() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", "", "", " ", "\n", "\t \r\n"]);
    let text = prop_oneof![
        "[a-zA-Z0-9 .,:/\u{7f}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]{0,20}",
        prop::sample::select(vec![
            "\\\"",
            "\\\\\\/\\b\\f\\n\\r\\t",
            "1234567\\n",
            "12345678\\\\",
            "\\u00e9\\uD83D\\uDE00",
            "{[",
        ])
        .prop_map(str::to_owned),
    ];
    let text =
        prop::collection::vec(text, 0..3).prop_map(|parts| format!("\"{}\"", parts.concat()));
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| match number.is_finite() {
            true => format!("{number:e}"),
            false => "-0".to_owned(),
        }),
        "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
    ];
    let word = prop::sample::select(vec!["null", "true", "false"]).prop_map(str::to_owned);
    let scalar = prop_oneof![text.clone(), number, word];
    scalar.prop_recursive(5, 40, 6, move |inner| {
        let inner = (space.clone(), inner, space.clone())
            .prop_map(|(before, value, after)| format!("{before}{value}{after}"));
        let entry = (space.clone(), text.clone(), space.clone(), inner.clone())
            .prop_map(|(before, key, after, value)| format!("{before}{key}{after}:{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(entry, 0..6).prop_map(|all| format!("{{{}}}", all.join(","))),
        ]
    })
}

fn read(text: &str) -> Result<Document, Error> {
    let mut scanner = Scanner::new(text);
    let document = scanner.take_document()?;
    scanner.finish()?;
    Ok(document)
}

/// Whether our reader takes a text of which nobody wants anything.
fn skipped(text: &str) -> Result<(), Error> {
    let mut scanner = Scanner::new(text);
    scanner.skip()?;
    scanner.finish()
}

fn same(ours: &Document, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Document::Null, Value::Null) => true,
        (Document::Bool(a), Value::Bool(b)) => a == b,
        (Document::String(a), Value::String(b)) => a == b,
        (Document::Number(Number::PosInt(a)), Value::Number(b)) => b.as_u64() == Some(*a),
        (Document::Number(Number::NegInt(a)), Value::Number(b)) => b.as_i64() == Some(*a) && *a < 0,
        (Document::Number(Number::Float(a)), Value::Number(b)) => {
            b.is_f64() && b.as_f64().map(f64::to_bits) == Some(a.to_bits())
        }
        (Document::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Document::Object(a), Value::Object(b)) => {
            let mut entries = a.iter();
            a.len() == b.len() && entries.all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// Both readers take a text, and for the same, or none does.
fn same_verdict(text: &str) -> Result<(), TestCaseError> {
    match (read(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{text:?}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => prop_assert!(false, "{ours:?}, {theirs:?}: {text:?}"),
    }
    let theirs = serde_json::from_str::<IgnoredAny>(text);
    prop_assert_eq!(skipped(text).is_ok(), theirs.is_ok(), "{:?}", text);
    Ok(())
}

#[test]
fn what_is_json_is_read_alike() {
    fuzz("JSON", values(), |text| {
        prop_assert!(read(&text).is_ok(), "{text:?}");
        same_verdict(&text)
    });
}

#[test]
fn a_change_is_found_by_both_or_by_none() {
    let texts = prop::collection::vec(values().prop_map(String::into_bytes), 1);
    let words = [
        "\"", "\\", "{\"a\":", "[", "]", "}", "-", "0", ".", "e", "\\uDE00",
    ];
    let bytes = texts.prop_flat_map(move |texts| changed(texts, &words));
    fuzz("changed JSON", bytes, |bytes| {
        match String::from_utf8(bytes) {
            Ok(text) => same_verdict(&text),
            Err(_) => Ok(()),
        }
    });
}

#[test]
fn a_value_is_read_as_what_is_asked_for() {
    assert_eq!(Scanner::new(" \"a\\n\"").take_text().unwrap(), "a\n");
    assert_eq!(
        Scanner::new("-5").take_number().unwrap(),
        Number::NegInt(-5)
    );
    for text in ["1", "{}", "tru", ""] {
        assert!(Scanner::new(text).take_text().is_err(), "{text}");
    }
    for text in ["\"1\"", "[1]", "null", "+1"] {
        assert!(Scanner::new(text).take_number().is_err(), "{text}");
    }
    let mut scanner = Scanner::new("null nul");
    assert!(scanner.take_null() && !scanner.take_null());
}

#[test]
fn problems_say_where_they_are_and_not_what_is_there() {
    let cases = [
        ("", "the JSON ends too early at line 1 column 0"),
        ("{\n \"a\": secret", "this is no value at line 2 column 7"),
        ("[\"secret", "the JSON ends too early at line 1 column 8"),
        (
            "[\n\"\u{1}\"]",
            "a control character stands in a text at line 2 column 2",
        ),
        ("\"\\x\"", "this escape has no meaning at line 1 column 3"),
        (
            "\"\\ud800\"",
            "this escape is half a character at line 1 column 8",
        ),
        ("[1 2]", "a comma is missing at line 1 column 4"),
        ("{\"a\" 1}", "a colon is missing at line 1 column 6"),
        ("{1:2}", "a key is missing at line 1 column 2"),
        ("1.", "the JSON ends too early at line 1 column 2"),
        ("1e999 ", "a number is out of range at line 1 column 6"),
        (
            "{} secret",
            "something follows the value at line 1 column 4",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).unwrap_err().to_string(), expected, "{text}");
    }
    let error = Scanner::new("{\"a\":\"secret\"}").take_text().unwrap_err();
    let said = "a value is not as expected at line 1 column 0";
    assert_eq!(error.to_string(), said);
    let debug = "Error(\"a value is not as expected\", line: 1, column: 0)";
    assert_eq!(format!("{error:?}"), debug);
}

#[test]
fn values_are_read_only_so_deep_and_skipped_however_deep() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for depth in [127, 128] {
        assert_eq!(read(&deep(depth)).is_ok(), depth < 128);
        assert_eq!(
            serde_json::from_str::<Value>(&deep(depth)).is_ok(),
            depth < 128
        );
    }
    skipped(&deep(1 << 20)).unwrap();
    // What was skipped leaves no depth behind.
    let text = format!("[{},{}]", deep(200), deep(126));
    let mut scanner = Scanner::new(&text);
    let mut items = 0;
    let read = scanner.array(&mut |scanner| {
        items += 1;
        match items {
            1 => scanner.skip(),
            _ => scanner.take_document().map(drop),
        }
    });
    read.unwrap();
    assert_eq!(items, 2);
}

/// Four megabytes that have something over and over. With quadratic time each would take hours.
#[test]
fn no_text_takes_long() {
    const SIZE: usize = 4 << 20;
    let patterns = [
        ("", "[", ""),
        ("", "{\"a\":", ""),
        ("", " ", "1"),
        ("[", "1,", "1]"),
        ("[", "\"\",", "1]"),
        ("[", "{},", "1]"),
        ("{", "\"a\":1,", "\"a\":1}"),
        ("\"", "a", "\""),
        ("\"", "\\n", "\""),
        ("\"", "\\u0041", "\""),
        ("\"", "\\ud83d\\ude00", "\""),
        ("\"", "\\ud83d", "\""),
        ("", "1", ""),
        ("0.", "1", ""),
        ("1e", "1", ""),
        ("", "\n", "x"),
    ];
    for (before, pattern, after) in patterns {
        let text = format!("{before}{}{after}", pattern.repeat(SIZE / pattern.len()));
        let started = Instant::now();
        let _ = (read(&text), skipped(&text));
        let took = started.elapsed();
        assert!(took < Duration::from_secs(30), "{pattern}: {took:?}");
    }
}
