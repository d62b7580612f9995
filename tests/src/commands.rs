//! The commands of the workspace, run as a user runs them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::cases::workspace;

/// The programs of this workspace.
///
/// They are built once, of what the tests of the whole workspace are built of: nearly nothing is left to
/// do then. Alone, the packages of others would be built once more, as a program alone needs them.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut build = cargo(workspace());
    build.args(["test", "--quiet", "--workspace", "--no-run"]);
    // Programs are built for their tests.
    said(&build.args(["--test", "commands"]).output().unwrap());
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(Path::parent).unwrap().to_path_buf()
});

fn program(name: &str) -> PathBuf {
    let program = PROGRAMS.join(name);
    program.with_extension(std::env::consts::EXE_EXTENSION)
}

/// The program behind `cargo xtask`.
pub fn xtask_program() -> PathBuf {
    program("xtask")
}

/// Runs `cargo xtask` in this workspace.
pub fn xtask<A: AsRef<OsStr>>(arguments: &[A]) -> Output {
    let mut xtask = Command::new(xtask_program());
    xtask.args(arguments).output().unwrap()
}

/// The program behind `cargo whittle`, which users have installed.
pub fn whittle_program() -> PathBuf {
    program("cargo-whittle")
}

/// Runs `cargo whittle` in this workspace.
pub fn whittle<A: AsRef<OsStr>>(arguments: &[A]) -> Output {
    whittle_in(workspace(), arguments)
}

/// Runs `cargo whittle` in a folder of a workspace.
pub fn whittle_in<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Output {
    let mut whittle = Command::new(whittle_program());
    // As cargo runs it.
    let whittle = whittle.arg("whittle").args(arguments);
    whittle.current_dir(folder).output().unwrap()
}

/// A run of cargo in a workspace, without a network.
///
/// A copy of this workspace must not share its target folder: cargo would take one for the other.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = xtask::cargo::cargo();
    cargo.arg("--offline").current_dir(root);
    if root != workspace() {
        cargo.env("CARGO_TARGET_DIR", root.join("target"));
    }
    cargo
}

/// Makes `root` a workspace of these folders in it, with the versions that ours has, whose packages of
/// others are built as they are here.
pub fn make_workspace(root: &Path, members: &[String]) {
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n"
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    same_versions(root);
}

/// Gives a workspace the versions that ours has, so that nothing is fetched.
pub fn same_versions(root: &Path) {
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

/// What `cargo tree` says of the packages that the generated crate is built of.
pub fn tree(arguments: &[&str]) -> String {
    let mut cargo = cargo(workspace());
    cargo.args([
        "tree",
        "--package",
        "lightsail-snapshots",
        "--edges",
        "normal,build",
    ]);
    said(&cargo.args(arguments).output().unwrap())
}

/// What a command said on its output; it must have succeeded.
pub fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    said
}

/// What a command complained of; it must have failed.
pub fn complained(output: &Output) -> String {
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "it succeeded:\n{complained}");
    complained
}

/// Runs an ignored test in a process of its own, with nothing but these variables in its
/// environment; what it says is returned.
pub fn alone(test: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{variables:?}\n{text}\n{errors}");
    assert!(text.contains("1 passed"), "{text}");
    text
}
