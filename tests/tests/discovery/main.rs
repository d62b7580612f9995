//! Clients that ask the service which endpoint to call, in the time of a clock that the test owns. The same
//! program is run with the official crate: `cargo test --workspace --test discovery -- --ignored`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::path::Path;
use std::process::Command;

use codegen::Source;
use codegen::diagnostic::Location;
use codegen::read::Document;
use codegen::slice::{Operations, Slice};
use tests::cases::unified;
use tests::program::{Others, Program, all_of};
use tests::skip::{Lack, skipped};

const MODEL: &str = include_str!("model.json");
const RULES: &str = include_str!("endpoint_rules.json");

const DEPENDENCIES: &str = r#"
aws-smithy-async = { version = "1", features = ["rt-tokio"] }
aws-smithy-http-client = { version = "1", features = ["test-util"] }
aws-smithy-types = { version = "1", features = ["http-body-1-x"] }
http = "1"
tokio = { version = "1", features = ["macros", "rt", "test-util", "time"] }
"#;

/// What the driver says when all is well.
const EXPECTED: &str = include_str!("expected.txt");

/// What it says of cases in which the official client panics.
const BEYOND: &str = "\
the service tells no endpoint
the service tells an endpoint that holds for longer than time does
";

/// The program with the crate of this name.
fn program(name: &str, krate: &str) -> Program {
    let main = format!("use {krate} as sdk;\n");
    Program {
        name: name.to_owned(),
        crates: Vec::new(),
        features: &["client", "rt-tokio"],
        dependencies: DEPENDENCIES.to_owned(),
        others: Others::AsHere,
        main: main + &include_str!("driver.rs").replace("//!", "//"),
    }
}

fn run(program: &Path, arguments: &[&str], expected: &str) {
    let output = Command::new(program).args(arguments).output().unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the program fails:\n{complained}");
    let said = String::from_utf8(output.stdout).unwrap();
    let diff = unified("expected.txt", expected, &said);
    assert!(diff.is_empty(), "{diff}");
}

#[test]
fn endpoints_are_discovered() {
    let document = |file: &str, text: &str| Document {
        file: file.into(),
        bytes: text.into(),
    };
    let source = Source {
        endpoint_rules: Some(document("endpoint_rules.json", RULES)),
        ..Source::new(document("model.json", MODEL))
    };
    // That which tells endpoints comes along.
    let named = vec![("Query".to_owned(), Location::file("(test)"))];
    let slice = Slice {
        operations: Operations::Named(named),
        ..all_of("questions")
    };
    let files = codegen::generate(&source, &slice);
    let files = files.unwrap_or_else(|failure| panic!("{failure}"));
    let mut program = program("discovery", "questions");
    program.crates = vec![("questions".to_owned(), files)];
    let program = program.build(Path::new(env!("CARGO_TARGET_TMPDIR")));
    run(&program, &["beyond"], &format!("{EXPECTED}{BEYOND}"));
}

#[test]
#[ignore = "takes minutes to build"]
fn as_by_the_official_client() {
    let mut program = program("discovery_official", "aws_sdk_timestreamquery");
    program.dependencies +=
        "aws-sdk-timestreamquery = { version = \"=1.124.0\", default-features = false }\n";
    match program.try_build(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        Ok(program) => run(&program, &[], EXPECTED),
        Err(problem) if problem.contains("no matching package") => {
            skipped(Lack::Crates, &problem);
        }
        Err(problem) => panic!("{problem}"),
    }
}
