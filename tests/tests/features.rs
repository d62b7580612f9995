//! The features of the generated crate: none, each alone and all at once compile, without a warning.
//!
//! The sets that people have are built elsewhere: the default by everything, the others of the README by
//! the tests over TLS. The first time this takes 160 seconds of processor time.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;

use tests::cases::workspace;
use tests::commands::cargo;

/// The features in a manifest, with what they mean.
fn features(package: &str) -> toml::Table {
    let manifest = fs::read_to_string(workspace().join(package).join("Cargo.toml")).unwrap();
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
fn none_each_and_all_compile_without_a_warning() {
    let features = features("generated");
    let names: Vec<&str> = features.keys().map(String::as_str).collect();
    assert!(
        names.contains(&"client"),
        "does reading the manifest still work? {names:?}"
    );
    let each = names.chunks(1);
    let wrong: Vec<String> = each
        .chain([&[][..], &names])
        .filter_map(|features| check(features).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
