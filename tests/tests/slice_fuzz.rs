//! Fuzzing of slice files: each is read or refused with a place. What is done to models is in `hostile`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;

use proptest::prelude::*;
use tests::cases::{cases, workspace};
use tests::fuzz::{changed, corpus, fuzz};
use xtask::slice_file;

/// Words of slice files.
const WORDS: [&str; 6] = [
    "operations = \"all\"\n",
    "[[rename]]\n",
    "[[waiter]]\n",
    "path = \"A$b\"\n",
    "out = \"/\"\n",
    "\"\"\"",
];

#[test]
fn slice_files() {
    let golden = cases("golden").into_iter();
    let golden = golden.map(|case| fs::read(case.join("slice.toml")).unwrap());
    let mut slices = corpus(&workspace().join("model"), ".toml");
    slices.extend(golden);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("slice.toml");
    fuzz("slice files", changed(slices, &WORDS), |text| {
        fs::write(&file, text).unwrap();
        match slice_file::read(&file) {
            Ok(slice) => prop_assert!(!slice.slice.name.is_empty()),
            Err(failure) => {
                let text = failure.to_string();
                let located = text.starts_with("error: ") && text.contains("\n  --> ");
                prop_assert!(located, "{}", text);
            }
        }
        Ok(())
    });
}
