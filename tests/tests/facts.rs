//! The Lightsail model against what is known of the service: the names in the documentation of the
//! five operations, and, where Python has it, botocore.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tests::cases::{package, workspace};
use tests::upstream;

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn model_folder() -> PathBuf {
    workspace().join("model/lightsail/2016-11-28")
}

/// The model, and what it lacks.
struct Check {
    model: Value,
    facts: Value,
    missing: Vec<String>,
}

impl Check {
    fn load() -> Self {
        Self {
            model: json(&model_folder().join("service-2.json")),
            facts: json(&package().join("facts/lightsail.json")),
            missing: Vec::new(),
        }
    }

    fn shape(&self, name: &str) -> Value {
        self.model["shapes"][name].clone()
    }

    /// The shape `name` must be as `fact` says: a name, or a structure, or a list of one.
    fn shape_is(&mut self, at: &str, name: &str, fact: &Value) {
        let shape = self.shape(name);
        let kind = shape["type"].as_str().unwrap_or("not in the model");
        match fact {
            Value::String(wanted) => {
                let is_enum = self.facts["enums"].get(wanted).is_some();
                let found = if is_enum { name } else { kind };
                if found != wanted {
                    self.missing.push(format!("{at}: {wanted}, found {found}"));
                }
            }
            Value::Array(element) if kind == "list" => {
                let element_name = shape["member"]["shape"].as_str().unwrap();
                self.shape_is(&format!("{at}[]"), element_name, &element[0]);
            }
            Value::Object(members) if kind == "structure" => {
                for (member, fact) in members {
                    let at = format!("{at}.{member}");
                    match shape["members"][member]["shape"].as_str() {
                        Some(target) => self.shape_is(&at, target, fact),
                        None => self.missing.push(format!("{at}: no such member")),
                    }
                }
            }
            _ => self.missing.push(format!("{at}: {fact}, found {kind}")),
        }
    }

    fn operation(&mut self, name: &str, fact: &Value) {
        let operation = self.model["operations"][name].clone();
        let target = |key: &str| operation[key]["shape"].as_str().unwrap_or_default();
        self.shape_is(&format!("{name} input"), target("input"), &fact["input"]);
        self.shape_is(&format!("{name} output"), target("output"), &fact["output"]);
        let errors = texts(&operation["errors"], "shape");
        let required = texts(&self.shape(target("input"))["required"], "");
        for (what, wanted, found) in [
            ("error", "errors", errors),
            ("required", "required", required),
        ] {
            for name_ in texts(&fact[wanted], "").difference(&found) {
                self.missing.push(format!("{name}: {what} {name_}"));
            }
        }
    }
}

/// The strings of an array, or those under `key` of its objects.
fn texts(array: &Value, key: &str) -> BTreeSet<String> {
    let elements = array.as_array().into_iter().flatten();
    elements
        .map(|element| {
            if key.is_empty() {
                element
            } else {
                &element[key]
            }
        })
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_model_has_what_the_documentation_names() {
    let mut check = Check::load();
    let facts = check.facts.clone();
    let operations = facts["operations"].as_object().unwrap();
    assert_eq!(operations.len(), 5);
    for (name, fact) in operations {
        check.operation(name, fact);
    }
    for (name, values) in facts["enums"].as_object().unwrap() {
        let found = texts(&check.shape(name)["enum"], "");
        for value in texts(values, "").difference(&found) {
            check.missing.push(format!("{name}: value {value}"));
        }
    }
    assert!(
        check.missing.is_empty(),
        "the model lacks:\n{}",
        check.missing.join("\n")
    );
}

#[test]
fn enums_have_as_many_values_as_in_the_pinned_official_crate() {
    let check = Check::load();
    for (name, count) in [
        ("RegionName", 20),
        ("OperationType", 84),
        ("ResourceType", 20),
    ] {
        let shape = check.shape(name);
        let values = shape["enum"].as_array().unwrap();
        assert_eq!(values.len(), count, "{name}");
        assert_eq!(
            texts(&shape["enum"], "").len(),
            count,
            "{name} has a value twice"
        );
    }
}

#[test]
fn every_operation_can_meet_a_region_that_is_being_set_up() {
    let check = Check::load();
    let operations = check.model["operations"].as_object().unwrap();
    assert_eq!(operations.len(), 5);
    for (name, operation) in operations {
        let errors = texts(&operation["errors"], "shape");
        assert!(errors.contains("RegionSetupInProgressException"), "{name}");
        assert_eq!(errors.len(), 8, "{name}");
    }
}

#[test]
fn the_model_is_as_botocores() {
    if upstream::botocore().is_none() {
        return;
    }
    let python = upstream::python("botocore").unwrap();
    let script = package().join("facts/botocore_facts.py");
    let mut run = Command::new(&python);
    let output = run.arg(script).arg(model_folder()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    assert!(said.contains("compared "), "it compared nothing:\n{said}");
}
