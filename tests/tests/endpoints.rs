//! The endpoint tests of models, as tests of the generated crates.
//!
//! One model is a golden case, the others are published Smithy ASTs: botocore's have no such tests.
//! Each service becomes a crate of one operation.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::path::{Path, PathBuf};

use codegen::diagnostic::Location;
use codegen::slice::Operations;
use codegen::{Failure, FileSet, Slice, Source};
use tests::cases::package;
use tests::commands::cargo;
use tests::program::{Others, Program, all_of};
use tests::upstream;

/// Published models: with account ids in hosts (DynamoDB), other names of hosts (ECR), and plain ones.
const SMITHY: [&str; 10] = [
    "cloudtrail-2013-11-01.json",
    "dynamodb-2012-08-10.json",
    "ecr-2015-09-21.json",
    "kms-2014-11-01.json",
    "lightsail-2016-11-28.json",
    "secrets-manager-2017-10-17.json",
    "sfn-2016-11-23.json",
    "sqs-2012-11-05.json",
    "ssm-2014-11-06.json",
    "swf-2012-01-25.json",
];

/// The test that every generated crate with cases has.
const TEST: &str = "endpoint::tests::the_rules_give_the_endpoints_of_the_model";

/// A crate of the first operation of a model, and how many endpoint tests the model has.
fn generated(name: &str, model: &Path) -> (FileSet, usize) {
    let generate = || {
        let source = Source::load(model, &model.to_string_lossy())?;
        let service = codegen::read::read(&source)?;
        let at = Location::file("(test)");
        let first = service.operations.into_keys().next().unwrap();
        let slice = Slice {
            operations: Operations::Named(vec![(first, at)]),
            ..all_of(name)
        };
        Ok((
            codegen::generate(&source, &slice)?,
            service.endpoint_tests.len(),
        ))
    };
    generate().unwrap_or_else(|error: Failure| panic!("{error}"))
}

/// The models whose tests are run, and packages named after them.
fn models() -> Vec<(String, PathBuf)> {
    let golden = package().join("golden/endpoint-rules/model");
    let published = SMITHY.iter().filter_map(|name| {
        let service = name.split("-20").next().unwrap();
        Some((format!("endpoints-{service}"), upstream::smithy(name)?))
    });
    let golden = ("endpoints-golden".to_owned(), golden);
    [golden].into_iter().chain(published).collect()
}

#[test]
fn the_rules_give_the_endpoints_of_the_models() {
    let models = models();
    let (mut crates, mut cases) = (Vec::new(), 0);
    for (name, model) in &models {
        let (files, tests) = generated(name, model);
        assert!(tests > 0, "{} has no endpoint tests", model.display());
        cases += tests;
        crates.push((name.clone(), files));
    }
    let program = Program {
        name: "endpoints".to_owned(),
        others: Others::AsHere,
        crates,
        features: &["client"],
        dependencies: String::new(),
        main: "fn main() {}\n".to_owned(),
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (root, target) = program.write(folder);
    let mut tests = cargo(&root);
    tests.args(["test", "--quiet", "--lib", "--workspace", "--no-fail-fast"]);
    tests.args([
        "--exclude",
        "endpoints",
        "--no-default-features",
        "--features",
        "client",
    ]);
    tests
        .args(["--", TEST, "--exact"])
        .env("CARGO_TARGET_DIR", &target);
    let output = tests.output().unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}{complained}");
    let ran = said.matches("test result: ok. 1 passed").count();
    assert_eq!(ran, models.len(), "not all crates have the test:\n{said}");
    println!("{cases} endpoint tests of {ran} services pass");
}
