//! `cargo whittle diff`: its text, and what it exits with.

use serde_json::Value;
use tests::cases::{package, unified};
use tests::commands::{complained, said, whittle};
use tests::upstream;

use crate::{is_plain, slice, text};

fn fixture(name: &str) -> String {
    text(&package().join("fixtures/model").join(name)).to_owned()
}

/// Two models that differ in every way that shows in the generated crate.
fn every_change(more: &[&str]) -> std::process::Output {
    let (old, new, slice) = (
        fixture("old.json"),
        fixture("new.json"),
        fixture("slice.toml"),
    );
    let mut arguments = vec!["diff", &old, &new, "--slice", &slice];
    arguments.extend(more);
    whittle(&arguments)
}

#[test]
fn every_change_as_markdown() {
    let shown = said(&every_change(&["--format", "markdown"]));
    let shown = shown.replace("tests/fixtures/model/", "");
    let expected = std::fs::read_to_string(fixture("diff.md")).unwrap();
    let difference = unified("diff.md", expected.trim_end(), shown.trim_end());
    assert!(difference.is_empty(), "{difference}");
}

#[test]
fn every_change_as_text_and_json() {
    let shown = said(&every_change(&[]));
    is_plain(&shown);
    let last =
        "12 breaking, 11 minor, 4 patch; the smallest right version bump: major (1.2.3 -> 2.0.0)";
    assert!(shown.trim_end().ends_with(last), "{shown}");
    let shown: Value = serde_json::from_str(&said(&every_change(&["--format", "json"]))).unwrap();
    assert_eq!(shown["bump"]["class"], "breaking");
    assert_eq!(shown["changes"].as_array().unwrap().len(), 27);
    assert!(
        shown["changes"][0]["at"]
            .as_str()
            .unwrap()
            .contains("/shapes/"),
        "{shown}"
    );
}

#[test]
fn ci_can_stop_at_a_class() {
    assert!(!every_change(&["--fail-on", "breaking"]).status.success());
    assert!(!every_change(&["--fail-on", "minor"]).status.success());
    let (old, slice) = (fixture("old.json"), fixture("slice.toml"));
    let same = ["diff", &old, &old, "--slice", &slice, "--fail-on", "patch"];
    let shown = said(&whittle(&same));
    assert!(shown.contains("nothing changed"), "{shown}");
}

#[test]
fn help_has_an_example() {
    for command in ["show", "update", "diff"] {
        let help = said(&whittle(&[command, "--help"]));
        is_plain(&help);
        assert!(
            help.contains(&format!("cargo whittle {command} ")),
            "{help}"
        );
    }
}

#[test]
fn what_is_not_there_is_located() {
    let complaint = complained(&whittle(&["diff", "nowhere.json", text(&slice())]));
    assert!(complaint.contains("nowhere.json"), "{complaint}");
    assert!(complaint.starts_with("error: "), "{complaint}");
}

/// The model of this workspace has the facts of the botocore that it was made from.
#[test]
fn our_model_is_botocores() {
    if upstream::botocore().is_none() {
        return;
    }
    let shown = said(&whittle(&["diff", text(&slice()), "botocore"]));
    is_plain(&shown);
    assert!(shown.contains("\n0 breaking, 0 minor, "), "{shown}");
}
