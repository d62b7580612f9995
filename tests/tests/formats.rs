//! One API in both formats gives one crate: a pair of models that say the same, the models that AWS
//! publishes of Lightsail, and what belongs to telling formats apart.
//!
//! The pair is in `fixtures/formats`. What only Smithy can say and what changes the crate is left out:
//! defaults of members that are received, `bigInteger`, `bigDecimal`, `byte`, `short`, documentation of
//! enum values and of other shapes that botocore's models drop. What changes nothing is in it: `jsonName`
//! in the JSON protocols, `clientOptional` and `default` where members are optional anyway, `intEnum`,
//! constraints. botocore's side of that is `locationName`, `integer`, `min` and `max`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Location;
use codegen::{Failure, FileSet, Slice, Source};
use serde_json::{Value, json};
use tests::cases::{differences, package, texts};

#[path = "formats/lightsail.rs"]
mod lightsail;
#[path = "formats/telling.rs"]
mod telling;
#[path = "formats/wire.rs"]
mod wire;

fn fixtures() -> PathBuf {
    package().join("fixtures/formats")
}

fn slice() -> Slice {
    Slice::all("book-shelf", Location::file("slice.toml"))
}

fn load(path: &Path) -> Source {
    let shown = path.file_name().unwrap().to_str().unwrap();
    Source::load(path, shown).unwrap_or_else(|failure| panic!("{failure}"))
}

fn generated(source: &Source) -> FileSet {
    codegen::generate(source, &slice()).unwrap_or_else(|failure| panic!("{failure}"))
}

fn ast() -> Value {
    let text = fs::read_to_string(fixtures().join("smithy.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The crate of a Smithy AST.
fn of_ast(ast: &Value) -> Result<FileSet, Failure> {
    codegen::generate(&telling::source("smithy.json", ast), &slice())
}

#[test]
fn both_formats_give_one_crate() {
    let botocore = generated(&load(&fixtures().join("botocore")));
    let smithy = generated(&load(&fixtures().join("smithy.json")));
    let diff = differences("pair", &texts(&botocore), &texts(&smithy));
    assert!(diff.is_empty(), "{diff}");
    // The pair says something: these are made of traits of every kind.
    for (path, text) in [
        ("src/operation/list_books/paginator.rs", "page_size"),
        ("src/operation/delete_book.rs", "HOST_PREFIX"),
        ("src/operation/delete_book/fluent.rs", "deprecated"),
        ("src/operation/put_book.rs", "idempotency_token"),
        ("src/waiters/book_there.rs", "ErrorType(\"Books.Missing\")"),
        ("src/types/place.rs", "Nowhere,"),
        ("src/types/book.rs", "List<Nullable<Plain>>"),
        ("src/types/book.rs", "HttpDate"),
        ("src/types/book.rs", "\"title\""),
        ("src/types/book.rs", "Sensitive Data Redacted"),
        ("src/types/error/busy.rs", "ThrottlingError"),
        ("src/types/error/rejected.rs", "ErrorKind::ClientError"),
        ("src/meta.rs", "query_compatible: true"),
        ("src/meta.rs", "NoAuth"),
        ("src/endpoint.rs", "signingRegion"),
        ("src/endpoint/tests.rs", "A room in a Region"),
    ] {
        let file = smithy.get(path).unwrap_or_else(|| panic!("no {path}"));
        assert!(file.contains(text), "{path} has no {text}:\n{file}");
    }
}

/// The AST as Smithy 1.0 has it: enums are strings with a trait, there are no defaults to be written,
/// and numbers have one unless they are boxed.
fn smithy_1(mut ast: Value) -> Value {
    ast["smithy"] = json!("1.0");
    for shape in ast["shapes"].as_object_mut().unwrap().values_mut() {
        match shape["type"].as_str().unwrap() {
            "enum" => {
                let values: Value = shape["members"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(enum_value)
                    .collect();
                let mut traits = shape["traits"].clone();
                traits["smithy.api#enum"] = values;
                *shape = json!({"type": "string", "traits": traits});
            }
            "intEnum" => *shape = json!({"type": "integer", "traits": {"smithy.api#box": {}}}),
            "float" => shape["traits"]["smithy.api#box"] = json!({}),
            _ => {
                let members = shape.get_mut("members").and_then(Value::as_object_mut);
                for member in members.into_iter().flat_map(|members| members.values_mut()) {
                    if let Some(traits) = member.get_mut("traits").and_then(Value::as_object_mut) {
                        traits.retain(|id, _| {
                            !["smithy.api#default", "smithy.api#clientOptional"]
                                .contains(&id.as_str())
                        });
                    }
                }
            }
        }
    }
    ast
}

/// An element of `smithy.api#enum`.
fn enum_value((name, member): (&String, &Value)) -> Value {
    let value = &member["traits"]["smithy.api#enumValue"];
    let value = value.as_str().unwrap_or(name);
    json!({"name": name, "value": value})
}

#[test]
fn enum_traits_of_smithy_1_are_enums() {
    let old = smithy_1(ast());
    let shapes = old["shapes"].as_object().unwrap();
    assert!(shapes.values().all(|shape| shape["type"] != "enum"));
    let diff = differences(
        "1.0",
        &texts(&of_ast(&ast()).unwrap()),
        &texts(&of_ast(&old).unwrap()),
    );
    assert!(diff.is_empty(), "{diff}");
}

/// What is wrong is refused alike: this operation needs another one, which there is not.
#[test]
fn both_formats_refuse_alike() {
    let required = json!({"required": true});
    let folder = load(&fixtures().join("botocore"));
    let mut botocore = telling::json(&folder.model);
    botocore["operations"]["PutBook"]["endpointdiscovery"] = required.clone();
    let mut source = folder.clone();
    source.model.bytes = botocore.to_string().into_bytes();
    let mut smithy = ast();
    smithy["shapes"]["example.books#PutBook"]["traits"]["aws.api#clientDiscoveredEndpoint"] =
        required;
    let failures = [codegen::generate(&source, &slice()), of_ast(&smithy)];
    for failure in failures.map(Result::unwrap_err) {
        let said = failure.diagnostics().iter().map(|d| d.message.as_str());
        let said: Vec<&str> = said.collect();
        assert_eq!(said, ["no operation of the service tells the endpoint"]);
    }
}
