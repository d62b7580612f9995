//! The official suites of the protocols that can be spoken, in botocore's form.
//!
//! `WHITTLE_PROTOCOL_TESTS` names the folder with `input` and `output`; another folder in that form
//! will do, too. Every service of the suites becomes a crate, and one program with all crates runs
//! the cases: inputs through `request` and through a client that stops before it sends, outputs
//! through `parse`. What does not pass must be in `fixtures/protocol_exceptions.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod suites;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::InRust;
use serde_json::Value;
use tests::cases::{package, workspace};
use tests::program::{Others, Program, all_of};
use tests::skip::{Lack, skipped};

use suites::{Case, Suite};
use values::Values;

/// What was wrong with each case, if anything was.
type Outcomes = BTreeMap<String, Option<String>>;

#[test]
fn every_case_passes() {
    let variable = std::env::var_os("WHITTLE_PROTOCOL_TESTS");
    let folder = variable.as_ref().map_or_else(
        || workspace().join("../shared/protocol-tests"),
        PathBuf::from,
    );
    if variable.is_none() && !folder.is_dir() {
        return skipped(
            Lack::Shared,
            "the protocol tests are not there; WHITTLE_PROTOCOL_TESTS names their folder",
        );
    }
    let suites = suites::load(&folder);
    if suites.others > 0 {
        let reason = format!(
            "{} cases of protocols that are not supported yet",
            suites.others
        );
        skipped(Lack::Protocol, &reason);
    }
    let (suites, refused) = (suites.services, suites.refused);
    let mut outcomes = run(&suites);
    let cases = suites.iter().flat_map(|suite| &suite.cases);
    let ids: BTreeSet<&String> = cases.map(|case| &case.id).collect();
    assert_eq!(
        ids,
        outcomes.keys().collect(),
        "not every case ran, or once"
    );
    outcomes.extend(refused.into_iter().map(|(id, reason)| (id, Some(reason))));
    let listed = exceptions();
    let mut wrong = String::new();
    for (id, outcome) in &outcomes {
        match (outcome, listed.contains(id)) {
            (Some(problem), false) => writeln!(wrong, "{id}: {problem}").unwrap(),
            (None, true) => writeln!(wrong, "{id} passes: take it off the list").unwrap(),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let passed = outcomes.values().filter(|problem| problem.is_none());
    println!("{} of {} cases pass", passed.count(), outcomes.len());
}

/// The cases that are known not to pass.
fn exceptions() -> BTreeSet<String> {
    let path = package().join("fixtures/protocol_exceptions.txt");
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Builds the program and runs it.
fn run(suites: &[Suite]) -> Outcomes {
    let crates = suites.iter().map(|suite| {
        let files = codegen::generate(&suite.source(), &all_of(&suite.name));
        (
            suite.name.clone(),
            files.unwrap_or_else(|error| panic!("{error}")),
        )
    });
    let program = Program {
        name: "protocol".to_owned(),
        others: Others::AsHere,
        crates: crates.collect(),
        features: &["client", "rt-tokio"],
        dependencies: "aws-smithy-types = \"1\"\nciborium = \"0.2\"\nflate2 = \"1\"\nhttp = \"1\"\nroxmltree = \"0.21\"\nserde_json = \"1\"\n\
                       tokio = { version = \"1\", features = [\"rt\"] }\n"
            .to_owned(),
        main: text(suites),
    };
    let path = program.build(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let output = Command::new(path).output().unwrap();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the program fails:\n{complained}");
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines()
        .map(|line| serde_json::from_str::<(String, Option<String>)>(line).unwrap())
        .collect()
}

/// The text of the program.
fn text(suites: &[Suite]) -> String {
    let (mut functions, mut calls) = (String::new(), String::new());
    for (s, suite) in suites.iter().enumerate() {
        let service = suite.service();
        let values = Values {
            service: &service,
            rust: InRust::new(&service, &[]),
            krate: suite.name.replace('-', "_"),
        };
        for (c, case) in suite.cases.iter().enumerate() {
            let call = call(&values, case);
            write!(
                functions,
                "\nfn case_{s}_{c}() -> Outcome {{\n    {call}\n}}\n"
            )
            .unwrap();
            writeln!(calls, "    report({:?}, case_{s}_{c}());", case.id).unwrap();
        }
    }
    let driver = include_str!("driver.rs");
    format!("{driver}{functions}\nfn main() {{\n{calls}}}\n")
}

/// The macro call that is a case.
fn call(values: &Values<'_>, case: &Case) -> String {
    let (krate, operation) = (&values.krate, case.operation.as_str());
    let marker = values.marker(operation);
    let json = |key: &str| case.json.get(key).unwrap_or(&Value::Null);
    if case.json.contains_key("serialized") {
        let endpoint = case.endpoint.as_deref().unwrap_or("https://example.com");
        let input = values.input(operation, json("params"));
        let expected = json("serialized").to_string();
        return format!("sends!({krate}, {marker}, {endpoint:?}, {input}, {expected:?})");
    }
    let response = json("response").to_string();
    let Some(code) = json("errorCode").as_str() else {
        let output = values.output(operation, json("result"));
        return format!("gives!({krate}, {marker}, {response:?}, {output})");
    };
    // The one error that `given` names: the code is not always its name.
    let shape = json("given")["errors"][0]["shape"].as_str().unwrap();
    let variant = format!("{marker}Error::{}", values.rust.type_name(shape));
    let expected = values.exception(shape, json("error"));
    let message = json("errorMessage").as_str();
    format!(
        "fails!({krate}, {marker}, {response:?}, {code:?}, {message:?}, {variant}, found => {expected})"
    )
}
