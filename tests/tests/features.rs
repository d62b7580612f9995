//! The features of the generated crate: none, each alone and all at once compile, without a warning.
//!
//! What a feature asks of the packages of others is tried for those that people have: without a client,
//! with the leanest one, and with the default. `cargo test --workspace --test features -- --ignored` tries it for
//! each feature alone, which takes minutes.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::Path;

use tests::cases::workspace;
use tests::commands::cargo;
use tests::program::{Others, Program};

/// The features in a manifest, with what they mean.
fn features(package: &str) -> toml::Table {
    let manifest = fs::read_to_string(workspace().join(package).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    manifest["features"].as_table().unwrap().clone()
}

/// Whether the crate compiles so; what rustc says if not, or if it warns.
fn check(features: &[&str], others: Others) -> Result<(), String> {
    check_program("fn main() {}\n", features, others)
}

fn check_program(main: &str, features: &[&str], others: Others) -> Result<(), String> {
    let path = workspace().join("generated");
    let program = Program {
        name: "features".to_owned(),
        crates: Vec::new(),
        features: &[],
        dependencies: format!(
            "lightsail-snapshots = {{ path = {path:?}, default-features = false, features = {features:?} }}\nserde = \"1\"\n"
        ),
        others,
        main: main.to_owned(),
    };
    let (root, target) = program.write(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let mut check = cargo(&root);
    check
        .args(["check", "--quiet"])
        .env("CARGO_TARGET_DIR", target);
    let output = check.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() && said.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{features:?}, packages of others {others:?}: {said}"
        )),
    }
}

/// None, each alone and all at once.
fn check_all(others: Others, also: &[&[&str]]) {
    let features = features("generated");
    let names: Vec<&str> = features.keys().map(String::as_str).collect();
    assert!(
        names.contains(&"client"),
        "does reading the manifest still work? {names:?}"
    );
    let sets = names.chunks(1).chain([&[][..], &names]);
    let wrong = sets.filter_map(|features| check(features, others).err());
    let also = also
        .iter()
        .filter_map(|features| check(features, Others::AsNeeded).err());
    let wrong: Vec<String> = wrong.chain(also).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "takes a minute"]
fn none_each_and_all_compile_without_a_warning() {
    check_all(Others::AsHere, &[&[], &["rt-tokio"], &["default"]]);
}

#[test]
#[ignore = "takes minutes"]
fn each_brings_what_it_needs() {
    check_all(Others::AsNeeded, &[]);
}

#[test]
fn serde_is_there_for_those_who_ask() {
    let main = "fn main() { both::<lightsail_snapshots::types::DiskSnapshot>() }\n\
                fn both<T: serde::Serialize + serde::de::DeserializeOwned>() {}\n";
    assert_eq!(check_program(main, &["serde"], Others::AsHere), Ok(()));
    let without = check_program(main, &[], Others::AsHere).unwrap_err();
    assert!(without.contains("E0277"), "{without}");
}

/// The tests over TLS take one of the two for both.
#[test]
fn the_legacy_client_has_two_names() {
    let [crates, runtimes] = ["generated", "codegen/runtime"].map(features);
    for name in ["rustls", "legacy-https-client"] {
        let forwarded: Vec<String> = crates[name].clone().try_into().unwrap();
        assert_eq!(forwarded, ["client", &format!("whittle-runtime/{name}")]);
    }
    assert_eq!(runtimes["rustls"], runtimes["legacy-https-client"]);
}
