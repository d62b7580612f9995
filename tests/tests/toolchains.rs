//! Other targets and toolchains than the one that builds the workspace, where the machine has them.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::path::Path;
use std::process::Command;

use tests::cases::workspace;
use tests::commands::{cargo, said};
use tests::skip::{Lack, skipped};

/// Type-checks the generated crate in a folder of its own, since other units are built.
fn check(mut cargo: Command, arguments: &[&str]) {
    cargo
        .args(["check", "--quiet", "--package", "lightsail-snapshots"])
        .args(arguments)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("toolchains"),
        )
        .env("CARGO_INCREMENTAL", "0");
    said(&cargo.output().unwrap());
}

#[test]
fn types_and_sans_io_alone_are_for_wasm() {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut rustc = Command::new("rustc");
    let folder = rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = said(&folder.output().unwrap());
    if !Path::new(folder.trim()).is_dir() {
        return skipped(Lack::Target, &format!("rustup target add {TARGET}"));
    }
    check(
        cargo(workspace()),
        &["--no-default-features", "--target", TARGET],
    );
}

#[test]
fn the_crate_builds_with_the_rust_version_that_it_asks_for() {
    let manifest = std::fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let version = manifest["package"]["rust-version"].as_str().unwrap();
    // rustup would install it; that is not for a test to do.
    let installed = Command::new("rustup").args(["toolchain", "list"]).output();
    let installed = installed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    if !installed.is_ok_and(|list| list.lines().any(|line| line.starts_with(version))) {
        return skipped(
            Lack::Toolchain,
            &format!("rustup toolchain install {version}"),
        );
    }
    let mut cargo = Command::new("rustup");
    cargo
        .args(["run", version, "cargo"])
        .current_dir(workspace())
        .env_remove("CARGO")
        .env_remove("RUSTC");
    check(cargo, &["--all-features"]);
}
