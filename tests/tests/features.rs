//! The features of the generated crate: each alone and those that belong together compile, without a
//! warning.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeSet;
use std::fs;

use tests::cases::workspace;
use tests::commands::cargo;

/// What people choose, besides each feature alone.
const TOGETHER: [&[&str]; 8] = [
    &[],
    // The default without the legacy client.
    &[
        "default-https-client",
        "rt-tokio",
        "behavior-version-latest",
    ],
    // The leanest over TLS, in the README, and the legacy client.
    &["rt-tokio", "rustls-ring"],
    &["rt-tokio", "legacy-https-client"],
    // Both clients of today: the official one serves.
    &["rt-tokio", "default-https-client", "rustls-ring"],
    // A program that brings its HTTP client, and its tests.
    &["rt-tokio", "behavior-version-latest"],
    &["rt-tokio", "test-util"],
    &["rt-tokio", "rustls", "legacy-test-util", "gated-tests"],
];

/// The features in the manifest, with what they mean.
fn features() -> toml::Table {
    let manifest = fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    manifest["features"].as_table().unwrap().clone()
}

/// Whether the crate compiles so; what rustc says if not, or if it warns.
fn check(features: &[&str]) -> Result<(), String> {
    let mut check = cargo(workspace());
    check
        .args(["check", "--quiet", "--package", "lightsail-snapshots"])
        .args(["--no-default-features", "--features"])
        .arg(features.join(","));
    let output = check.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() && said.is_empty() {
        true => Ok(()),
        false => Err(format!("{features:?}: {said}")),
    }
}

#[test]
fn each_and_what_belongs_together_compile_without_a_warning() {
    let all = features();
    let each = all.keys().map(|feature| vec![feature.as_str()]);
    let together = TOGETHER.iter().map(|features| features.to_vec());
    let everything = all.keys().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for features in each.chain(together).chain([everything]) {
        let names: BTreeSet<_> = features.iter().copied().collect();
        assert!(seen.insert(names), "{features:?} is there twice");
        wrong.extend(check(&features).err());
    }
    assert!(seen.len() > all.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tests over TLS take one of the two for both.
#[test]
fn the_legacy_client_has_two_names() {
    let features = features();
    assert_eq!(features["rustls"], features["legacy-https-client"]);
}
