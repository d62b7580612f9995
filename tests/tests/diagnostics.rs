//! What is said when the input is wrong, word by word: one folder of `tests/diagnostics` a case.
//!
//! `UPDATE_GOLDEN=1 cargo test --workspace --test diagnostics` writes the texts anew; look at the
//! difference before you keep it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::Path;

use tests::cases::{cases, generated, name, unified, updates};
use xtask::generate::{Error, Options, generate};

/// What the command prints for a case, or what it did though something is wrong.
fn complaint(case: &Path, out: &Path) -> Result<String, String> {
    let result = generated(&case.join("slice.toml"), out).and_then(|krate| krate.write());
    match result {
        Err(error) => Ok(format!("{error}\n")),
        Ok(done) => Err(format!("{} is accepted: {done}\n", name(case))),
    }
}

#[test]
fn every_case_gets_its_message() {
    let scratch = tempfile::tempdir().unwrap();
    let mut wrong = String::new();
    for case in cases("diagnostics") {
        let out = scratch.path().join(name(&case));
        let path = case.join("expected.txt");
        match complaint(&case, &out) {
            Err(accepted) => wrong.push_str(&accepted),
            Ok(said) if updates() => fs::write(&path, &said).unwrap(),
            Ok(said) => {
                let expected = fs::read_to_string(&path).unwrap_or_default();
                wrong.push_str(&unified(name(&case), &expected, &said));
                assert!(!out.exists(), "{}: it made its folder", name(&case));
            }
        }
    }
    assert!(wrong.is_empty(), "other messages than expected:\n{wrong}");
}

#[test]
fn every_message_has_the_form_of_a_diagnostic() {
    for case in cases("diagnostics") {
        // Whether it is there is the other test's matter.
        let text = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
        for problem in text.trim_end().split_terminator("\n\n") {
            let mut lines = problem.lines();
            let (head, place) = (lines.next().unwrap(), lines.next().unwrap());
            let message = head.strip_prefix("error: ").unwrap_or_default();
            assert!(!message.is_empty() && !message.ends_with('.'), "{problem}");
            let file = place.strip_prefix("  --> diagnostics/").unwrap_or_default();
            assert!(file.starts_with(name(&case)), "no place:\n{problem}");
            for line in lines {
                let is_note = line.starts_with("   |  ") || line.starts_with("   = help: ");
                assert!(is_note, "neither note nor help: {line}\n{problem}");
            }
        }
    }
}

#[test]
fn a_failed_run_leaves_the_old_crate() {
    let scratch = tempfile::tempdir().unwrap();
    let old = scratch.path().join("src/lib.rs");
    fs::create_dir(scratch.path().join("src")).unwrap();
    fs::write(&old, "//! The old crate.\n").unwrap();
    for case in cases("diagnostics") {
        complaint(&case, scratch.path()).unwrap();
    }
    assert_eq!(fs::read_to_string(&old).unwrap(), "//! The old crate.\n");
    assert_eq!(tests::cases::tree(scratch.path()).len(), 1);
}

/// The message for options that no slice file has anything to do with.
fn usage(options: Options) -> String {
    let folder = Path::new("diagnostics/no-slices/model");
    let error = generate(folder, &options).unwrap_err();
    assert!(!matches!(error, Error::Input(_)), "{error}");
    error.to_string()
}

#[test]
fn a_workspace_without_models_is_an_error() {
    let said = usage(Options::default());
    let wanted = "error: No such file or directory (os error 2)\n  --> diagnostics/no-slices/model";
    assert_eq!(said, wanted);
}

#[test]
fn a_slice_without_a_folder_needs_one_on_the_command_line() {
    let slice = cases("diagnostics").remove(0).join("slice.toml");
    let options = Options {
        slice: Some(slice.clone()),
        ..Options::default()
    };
    let said = usage(options);
    let shown = slice.strip_prefix(tests::cases::package()).unwrap();
    let wanted = "has no `out`: say there where the crate goes, or with --out";
    assert_eq!(said, format!("error: {} {wanted}", shown.display()));
}

#[test]
fn operations_of_the_command_line_are_located_there() {
    let slice = tests::cases::workspace().join("model/lightsail-snapshots.toml");
    let options = Options {
        slice: Some(slice),
        operations: vec!["GetDiskSnapshot".into(), "GetDisk".into()],
        ..Options::default()
    };
    let error = generate(Path::new("."), &options).unwrap_err();
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap();
    let model = tests::cases::workspace().join("model/lightsail/2016-11-28/service-2.json");
    let wanted = format!(
        "error: the operation is not in the model\n  --> --operations: /0\n   |  operation: GetDiskSnapshot\n   \
         |  model: {}: /metadata\n   = help: did you mean `GetDiskSnapshots`?",
        model.display()
    );
    assert_eq!(first, wanted);
    assert!(text.contains("--> --operations: /1"), "{text}");
}
