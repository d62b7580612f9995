//! What a generated crate brings into a program: no procedural macros but those of the official
//! runtime crates, and neither them nor a runtime without the client.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::{BTreeMap, BTreeSet};

use tests::commands::tree;

/// The packages that each direct dependency of the crate brings, itself included, as `cargo tree`
/// prints them: procedural macros have `(proc-macro)` behind their names.
fn brought(features: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let text = tree(&[&["--prefix", "depth", "--no-dedupe"], features].concat());
    let (mut brought, mut direct) = (BTreeMap::new(), String::new());
    for line in text.lines() {
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap();
        let (depth, package) = line.split_at(digits);
        match depth {
            "0" => continue,
            "1" => direct = package.split(' ').next().unwrap().to_owned(),
            _ => {}
        }
        let packages: &mut BTreeSet<String> = brought.entry(direct.clone()).or_default();
        packages.insert(package.to_owned());
    }
    brought
}

fn macros(packages: &BTreeSet<String>) -> BTreeSet<&str> {
    let packages = packages
        .iter()
        .filter(|package| package.contains("(proc-macro)"));
    packages
        .map(|package| package.split(' ').next().unwrap())
        .collect()
}

fn is_runtime(name: &str) -> bool {
    name.starts_with("aws-")
}

#[test]
fn all_procedural_macros_come_with_the_runtime() {
    let brought = brought(&[]);
    let runtime = brought.iter().filter(|(name, _)| is_runtime(name));
    let of_runtime: BTreeSet<&str> = runtime.flat_map(|(_, packages)| macros(packages)).collect();
    assert!(!of_runtime.is_empty(), "does the scan still work?");
    assert!(!of_runtime.contains("serde_derive"));
    let mut ours = BTreeSet::new();
    for (name, packages) in brought.iter().filter(|(name, _)| !is_runtime(name)) {
        ours.insert(name.as_str());
        let more: Vec<_> = macros(packages).difference(&of_runtime).copied().collect();
        assert!(more.is_empty(), "{name} brings {more:?}");
    }
    assert_eq!(
        ours,
        BTreeSet::from(["fastrand", "http", "serde_core", "serde_json", "tracing"])
    );
    for serde in ["serde_core", "serde_json"] {
        assert_eq!(macros(&brought[serde]), BTreeSet::new(), "{serde}");
    }
}

#[test]
fn without_the_client_there_is_no_runtime_and_no_macro() {
    let brought = brought(&["--no-default-features"]);
    let direct: Vec<&str> = brought.keys().map(String::as_str).collect();
    assert_eq!(
        direct,
        ["aws-smithy-types", "http", "serde_core", "serde_json"]
    );
    for (name, packages) in &brought {
        assert_eq!(macros(packages), BTreeSet::new(), "{name}");
        for package in packages {
            let name = package.split(' ').next().unwrap();
            assert!(
                !["tokio", "rustls", "ring", "aws-lc-sys", "hyper"].contains(&name),
                "{name}"
            );
        }
    }
}
