//! The endpoint tests of models, as tests of the generated crates.
//!
//! One model is a golden case. The others are Smithy ASTs, which `WHITTLE_SMITHY_MODELS` names the
//! folder of: botocore's have no such tests. Each service becomes a crate of one operation.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Location;
use codegen::slice::Operations;
use codegen::{Failure, FileSet, Slice, Source};
use tests::cases::{package, workspace};
use tests::program::{Program, all_of, cargo};
use tests::skipped;

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

/// The models whose tests are run.
fn models() -> Vec<PathBuf> {
    let golden = package().join("golden/endpoint-rules/model");
    let variable = std::env::var_os("WHITTLE_SMITHY_MODELS");
    let folder = variable.as_ref().map_or_else(
        || workspace().join("../shared/models/smithy"),
        PathBuf::from,
    );
    if variable.is_none() && !folder.is_dir() {
        skipped("there are no Smithy models; WHITTLE_SMITHY_MODELS names their folder");
        return vec![golden];
    }
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut models: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    models.sort();
    models.push(golden);
    models
}

#[test]
fn the_rules_give_the_endpoints_of_the_models() {
    let models = models();
    let (mut crates, mut cases) = (Vec::new(), 0);
    for (i, model) in models.iter().enumerate() {
        let name = format!("endpoints-{i}");
        let (files, tests) = generated(&name, model);
        assert!(tests > 0, "{} has no endpoint tests", model.display());
        cases += tests;
        crates.push((name, files));
    }
    let program = Program {
        name: "endpoints",
        crates,
        features: &["client"],
        dependencies: "",
        main: "fn main() {}\n".to_owned(),
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (root, target) = program.write(folder);
    let output = cargo(
        &root,
        &target,
        &[
            "test",
            "--quiet",
            "--lib",
            "--workspace",
            "--exclude",
            "endpoints",
            "--no-default-features",
            "--features",
            "client",
            "--no-fail-fast",
            "--",
            TEST,
            "--exact",
        ],
    );
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}{complained}");
    let ran = said.matches("test result: ok. 1 passed").count();
    assert_eq!(ran, models.len(), "not all crates have the test:\n{said}");
    println!("{cases} endpoint tests of {ran} services pass");
}
