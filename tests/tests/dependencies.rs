//! What is depended on. The generator is made of the packages that it was asked to be made of. A
//! generated crate brings no procedural macros into a program but those of the official runtime
//! crates, and neither them nor a runtime without the client.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use tests::cases::{tree as files, workspace};
use tests::commands::{cargo, said, tree};

/// The packages that were asked for.
const ASKED: [&str; 7] = [
    "clap",
    "heck",
    "prettyplease",
    "proc-macro2",
    "quote",
    "serde_json",
    "syn",
];

/// The packages of the generator and its command line, with their folders.
const GENERATOR: [(&str, &str); 2] = [("codegen", "codegen"), ("cargo-whittle", "codegen/cli")];

/// Whether code names the crate as the beginning of a path, which no comment and no literal does.
fn names(code: TokenStream, name: &str) -> bool {
    let mut after = false;
    code.into_iter().any(|token| match token {
        TokenTree::Group(group) => names(group.stream(), name),
        TokenTree::Ident(ident) => {
            after = ident == name;
            false
        }
        TokenTree::Punct(punct) => std::mem::take(&mut after) && punct.as_char() == ':',
        TokenTree::Literal(_) => false,
    })
}

/// Whether the sources of a package use a package.
fn uses(package: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    let sources = files(&workspace().join(package).join("src"));
    let rust = sources.iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, text)| text.parse().unwrap_or_else(|e| panic!("{path}: {e}")))
        .any(|code| names(code, &name))
}

#[test]
fn the_generator_is_made_of_the_packages_asked_for() {
    let mut metadata = cargo(workspace());
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&said(&metadata.output().unwrap())).unwrap();
    let mut used = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let Some((_, folder)) = GENERATOR.iter().find(|(of, _)| *of == name) else {
            continue;
        };
        let direct = package["dependencies"].as_array().unwrap().iter();
        for dependency in direct.filter(|d| d["kind"].is_null()) {
            let dependency = dependency["name"].as_str().unwrap();
            if ASKED.contains(&dependency) {
                assert!(uses(folder, dependency), "{name} does not use {dependency}");
                used.insert(dependency);
            }
        }
    }
    assert_eq!(used, BTreeSet::from(ASKED));
}

#[test]
fn only_code_counts_as_use() {
    let names = |code: &str| names(code.parse().unwrap(), "heck");
    assert!(names("use heck::ToSnakeCase;"));
    assert!(names("fn f() { g(heck::f(1)) }"));
    assert!(!names(
        "// heck::f\nfn heck() -> &'static str { \"heck::f\" }"
    ));
}

/// The packages that each direct dependency of the runtime brings, itself included, as `cargo tree`
/// prints them: procedural macros have `(proc-macro)` behind their names. The crate itself needs only
/// one more, which the runtime has, too.
fn brought(features: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let text = tree(&[&["--prefix", "depth", "--no-dedupe"], features].concat());
    let (mut brought, mut direct) = (BTreeMap::new(), String::new());
    let mut of_crate = Vec::new();
    for line in text.lines() {
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap();
        let (depth, package) = line.split_at(digits);
        let name = package.split(' ').next().unwrap();
        match depth {
            "0" => continue,
            "1" => of_crate.push(name.to_owned()),
            "2" => direct = name.to_owned(),
            _ => {}
        }
        if depth != "1" && of_crate.last().is_some_and(|of| of == "whittle-runtime") {
            let packages: &mut BTreeSet<String> = brought.entry(direct.clone()).or_default();
            packages.insert(package.to_owned());
        }
    }
    assert_eq!(of_crate, ["aws-smithy-types", "whittle-runtime"]);
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
        BTreeSet::from(["fastrand", "http", "serde_core", "tracing", "tracing-core"])
    );
    assert_eq!(macros(&brought["serde_core"]), BTreeSet::new());
}

#[test]
fn without_the_client_there_is_no_runtime_and_no_macro() {
    let brought = brought(&["--no-default-features"]);
    let direct: Vec<&str> = brought.keys().map(String::as_str).collect();
    assert_eq!(direct, ["aws-smithy-types", "http", "serde_core"]);
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
