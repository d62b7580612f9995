//! Fuzzing of what the generator reads: models of both formats, their companions, and slice files. Each
//! ends in what it is for or in diagnostics with a place. See hostile.rs for changes that keep the JSON.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;

use codegen::read::Document;
use codegen::{Failure, Source, generate};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tests::cases::{cases, package, workspace};
use tests::fuzz::{changed, corpus, fuzz};
use tests::program::all_of;
use xtask::slice_file;

/// Words of botocore models.
const BOTOCORE: [&str; 6] = [
    "\"type\":\"structure\",",
    "\"required\":[\"x\"],",
    "\"shape\":\"Nowhere\"",
    "\"protocol\":\"query\",",
    "\"streaming\":true,",
    "\"enum\":[\"a\",\"a\"],",
];
/// Words of Smithy ASTs.
const SMITHY: [&str; 5] = [
    "\"target\":\"smithy.api#String\"",
    "\"type\":\"union\",",
    "\"smithy.api#required\":{},",
    "\"smithy.api#enum\":[],",
    "#",
];
/// Words of slice files.
const SLICE: [&str; 6] = [
    "operations = \"all\"\n",
    "[[rename]]\n",
    "[[waiter]]\n",
    "path = \"A$b\"\n",
    "out = \"/\"\n",
    "\"\"\"",
];

/// A failure says what and where.
fn is_located(failure: &Failure) -> TestCaseResult {
    let text = failure.to_string();
    prop_assert!(
        text.starts_with("error: ") && text.contains("\n  --> "),
        "{}",
        text
    );
    Ok(())
}

fn document(file: &str, bytes: Vec<u8>) -> Document {
    Document {
        file: file.into(),
        bytes,
    }
}

fn generates(source: &Source) -> TestCaseResult {
    match generate(source, &all_of("fuzz")) {
        Ok(files) => prop_assert!(files.get("src/lib.rs").is_some()),
        Err(failure) => is_located(&failure)?,
    }
    Ok(())
}

/// A file of all golden cases that have it.
fn golden(name: &str) -> Vec<Vec<u8>> {
    let files = cases("golden").into_iter().map(|case| case.join(name));
    let files = files.filter(|path| path.is_file());
    files.map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn botocore_models() {
    let mut models = golden("model/service-2.json");
    models.extend(corpus(
        &package().join("fixtures/formats/botocore"),
        "service-2.json",
    ));
    fuzz("botocore models", changed(models, &BOTOCORE), |model| {
        generates(&Source::new(document("service-2.json", model)))
    });
}

#[test]
fn companions_of_botocore_models() {
    let folder = package().join("fixtures/formats/botocore");
    let model = corpus(&folder, "service-2.json").remove(0);
    let companions = changed(corpus(&folder, "s-1.json"), &BOTOCORE);
    fuzz("paginators", companions, |paginators| {
        let mut source = Source::new(document("service-2.json", model.clone()));
        source.paginators = Some(document("paginators-1.json", paginators));
        generates(&source)
    });
}

#[test]
fn smithy_models() {
    let models = corpus(&package().join("fixtures/formats"), "smithy.json");
    fuzz("Smithy models", changed(models, &SMITHY), |model| {
        generates(&Source::new(document("model.json", model)))
    });
}

#[test]
fn slice_files() {
    let mut slices = golden("slice.toml");
    slices.extend(corpus(&workspace().join("model"), ".toml"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("slice.toml");
    fuzz("slice files", changed(slices, &SLICE), |text| {
        fs::write(&file, text).unwrap();
        match slice_file::read(&file) {
            Ok(slice) => prop_assert!(!slice.slice.name.is_empty()),
            Err(failure) => is_located(&failure)?,
        }
        Ok(())
    });
}
