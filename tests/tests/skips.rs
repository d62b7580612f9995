//! Nothing is skipped but by `tests::skip`, which the gate counts.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;

use tests::cases::{tree, workspace};

/// What people write, and what is generated.
const FOLDERS: [&str; 9] = [
    "codegen/cli/src",
    "codegen/src",
    "codegen/runtime/src",
    "generated/src",
    "tests/https/tests",
    "tests/lightsail-local/tests",
    "tests/src",
    "tests/tests",
    "xtask/src",
];

#[test]
fn tests_are_ignored_only_where_another_or_a_documented_command_runs_them() {
    let (mut ignored, mut offenders) = (0, Vec::new());
    let page = fs::read_to_string(workspace().join("docs/testing.md")).unwrap();
    for folder in FOLDERS {
        let files = tree(&workspace().join(folder));
        assert!(!files.is_empty(), "nothing in {folder}");
        for (path, text) in files {
            // Not as one word, or this file would be found.
            for (at, _) in text.match_indices(concat!("#[", "ignore")) {
                ignored += 1;
                let reason = text[at..].split('"').nth(1).unwrap_or_default();
                let other = reason.split('`').nth(1).unwrap_or("-");
                let other = format!("fn {other}(");
                let apart = reason.contains(" in a process of its own") && text.contains(&other);
                let test = path.split('/').next().unwrap().trim_end_matches(".rs");
                let command = page.contains(&format!("--test {test} -- --ignored"));
                if !(apart || command && reason.starts_with("takes ")) {
                    offenders.push(format!("{folder}/{path}: {reason:?}"));
                }
            }
            let says = text.contains(concat!("SKIP", "PED "));
            if says && path != "skip.rs" {
                offenders.push(format!("{folder}/{path} skips by itself"));
            }
        }
    }
    assert!(ignored > 0, "nothing is ignored: does the scan still work?");
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}
