//! No input makes the generator panic: golden models with one value after the other replaced or taken
//! away, and cut off at many places.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::diagnostic::Location;
use codegen::read::{Document, Source};
use codegen::{FileSet, Slice};
use serde_json::{Value, json};
use tests::cases::{package, tree};

/// Every how many places one is taken, so that the test stays short.
const STRIDE: usize = 3;

/// A step on the way to a value.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// The ways to all values of a document.
fn places(value: &Value, way: &mut Vec<Step>, places: &mut Vec<Vec<Step>>) {
    places.push(way.clone());
    let steps: Vec<(Step, &Value)> = match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (Step::Key(key.clone()), value))
            .collect(),
        Value::Array(array) => array
            .iter()
            .enumerate()
            .map(|(i, value)| (Step::Index(i), value))
            .collect(),
        _ => Vec::new(),
    };
    for (step, value) in steps {
        way.push(step);
        self::places(value, way, places);
        way.pop();
    }
}

fn at<'a>(value: &'a mut Value, way: &[Step]) -> &'a mut Value {
    way.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[*index],
    })
}

/// The document without the value at the end of the way.
fn without(mut value: Value, way: &[Step]) -> Value {
    let Some((last, before)) = way.split_last() else {
        return Value::Null;
    };
    match (at(&mut value, before), last) {
        (Value::Object(object), Step::Key(key)) => drop(object.shift_remove(key)),
        (Value::Array(array), Step::Index(index)) => drop(array.remove(*index)),
        _ => unreachable!("the way leads through containers"),
    }
    value
}

fn document(name: &str, bytes: &[u8]) -> Document {
    Document {
        file: name.into(),
        bytes: bytes.to_vec(),
    }
}

/// What came of a mutation.
#[derive(Debug, Default)]
struct Tally {
    generated: usize,
    refused: usize,
    panicked: Vec<String>,
}

impl Tally {
    fn count(&mut self, what: &str, source: &Source) {
        let at = Location::file("slice.toml");
        let slice = Slice::all("mutated", at);
        let run =
            AssertUnwindSafe(|| codegen::generate(source, &slice).map(|files: FileSet| files));
        match catch_unwind(run) {
            Ok(Ok(_)) => self.generated += 1,
            Ok(Err(failure)) => {
                let text = failure.to_string();
                let is_bug = text.contains("generated code does not parse");
                if is_bug || !text.starts_with("error: ") {
                    self.panicked.push(format!("{what}: {text}"));
                }
                self.refused += 1;
            }
            Err(_) => self.panicked.push(what.to_owned()),
        }
    }

    /// Replaces and removes every value of one document of a source.
    fn mutate(&mut self, text: &str, offset: usize, source: impl Fn(Document) -> Source) {
        let whole: Value = serde_json::from_str(text).unwrap();
        let mut ways = Vec::new();
        places(&whole, &mut Vec::new(), &mut ways);
        let others = [
            json!(null),
            json!(7),
            json!("Text"),
            json!([]),
            json!({}),
            json!(""),
        ];
        for (i, way) in ways.iter().enumerate().skip(offset).step_by(STRIDE) {
            // Which value takes the place changes from place to place.
            let other = &others[i / STRIDE % others.len()];
            let mut replaced = whole.clone();
            *at(&mut replaced, way) = other.clone();
            for mutated in [replaced, without(whole.clone(), way)] {
                let text = mutated.to_string();
                self.count(
                    &format!("{way:?} {other}"),
                    &source(document("m.json", text.as_bytes())),
                );
            }
        }
    }

    fn finish(self) {
        assert!(self.panicked.is_empty(), "{}", self.panicked.join("\n"));
        // Else it was not the values that decided.
        assert!(self.generated > 20 && self.refused > 50, "{self:?}");
    }
}

fn golden(case: &str, path: &str) -> String {
    tree(&package().join("golden").join(case))[path].clone()
}

#[test]
fn values_of_botocore_models() {
    let mut tally = Tally::default();
    for (offset, case) in ["idempotency-host-prefix", "errors", "unions"]
        .into_iter()
        .enumerate()
    {
        let model = golden(case, "model/service-2.json");
        tally.mutate(&model, offset, Source::new);
    }
    tally.finish();
}

#[test]
fn values_of_endpoint_rules() {
    let mut tally = Tally::default();
    let model = golden("endpoint-rules", "model/service-2.json");
    let rules = golden("endpoint-rules", "model/endpoint-rule-set-1.json");
    tally.mutate(&rules, 0, |rules| {
        let mut source = Source::new(document("service-2.json", model.as_bytes()));
        source.endpoint_rules = Some(rules);
        source
    });
    tally.finish();
}

#[test]
fn values_of_smithy_models() {
    let mut tally = Tally::default();
    tally.mutate(&golden("deprecated", "model.json"), 1, Source::new);
    tally.finish();
}

#[test]
fn documents_that_break_off() {
    let mut tally = Tally::default();
    for (case, path) in [
        ("timestamps", "model/service-2.json"),
        ("deprecated", "model.json"),
    ] {
        let text = golden(case, path);
        for end in (0..text.trim_end().len()).step_by(7) {
            let source = Source::new(document("m.json", &text.as_bytes()[..end]));
            tally.count(&format!("{case} up to {end}"), &source);
        }
    }
    assert!(tally.panicked.is_empty(), "{}", tally.panicked.join("\n"));
    assert_eq!(tally.generated, 0, "the end of a model does not matter");
    assert!(tally.refused > 500);
}

#[test]
fn values_at_the_end_of_a_way_are_replaced_and_removed() {
    let whole = json!({"a": [{"b": 1}, 2]});
    let mut ways = Vec::new();
    places(&whole, &mut Vec::new(), &mut ways);
    assert_eq!(ways.len(), 5);
    let way = [Step::Key("a".into()), Step::Index(0), Step::Key("b".into())];
    let mut replaced = whole.clone();
    *at(&mut replaced, &way) = json!(null);
    assert_eq!(replaced, json!({"a": [{"b": null}, 2]}));
    assert_eq!(without(whole.clone(), &way), json!({"a": [{}, 2]}));
    assert_eq!(without(whole, &way[..2]), json!({"a": [2]}));
}
