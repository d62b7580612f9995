//! aws-config, unchanged and with its default features, on whittled crates in the place of the official ones.
//!
//! One program is built twice, with `[patch.crates-io]` and without. Both get the same answers from a server
//! on loopback, must send the same requests, and must find the same credentials.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod answers;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use answers::{KEYS, PROFILES, answers};
use codegen::diagnostic::Location;
use codegen::slice::{Client, Operations};
use codegen::{FileSet, Slice, Source};
use tests::cases::{with_our_runtime, workspace};
use tests::commands::{cargo, said, same_versions};
use tests::local::{Received, Server};
use tests::program::{Others, all_of};
use tests::{unified, upstream};

/// The crates that aws-config depends on, the models of their services, and the operations that it calls.
const CRATES: [(&str, &str, &[&str]); 3] = [
    (
        "aws-sdk-sts",
        "sts.json",
        &["AssumeRole", "AssumeRoleWithWebIdentity"],
    ),
    ("aws-sdk-sso", "sso.json", &["GetRoleCredentials"]),
    ("aws-sdk-ssooidc", "sso-oidc.json", &["CreateToken"]),
];

const DEPENDENCIES: &str = "aws-config = \"1\"\naws-credential-types = \"1\"\n\
                            tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";

/// The whittled crate, under the name and version of the official one.
fn whittled(package: &str, model: &Path, operations: &[&str]) -> FileSet {
    let at = Location::file("(test)");
    let named = operations
        .iter()
        .map(|name| ((*name).to_owned(), at.clone()));
    let slice = Slice {
        version: version(package),
        client: Client::Always,
        operations: Operations::Named(named.collect()),
        ..all_of(package)
    };
    let source = Source::load(model, &model.to_string_lossy());
    let files = source.and_then(|source| codegen::generate(&source, &slice));
    with_our_runtime(&files.unwrap_or_else(|error| panic!("{error}")))
}

/// The version of a package in the lock file of this workspace.
fn version(package: &str) -> String {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let mut packages = lock["package"].as_array().unwrap().iter();
    let found = packages.find(|found| found["name"].as_str() == Some(package));
    found.unwrap()["version"].as_str().unwrap().to_owned()
}

/// Writes and builds the program; gives its path.
fn built(name: &str, patches: &[(&str, FileSet)]) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let root = target.join("programs").join(name);
    unified::write(&root, Others::AsHere, DEPENDENCIES);
    let mut manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nunified = {{ path = \"unified\" }}\n{DEPENDENCIES}\n\
         [workspace]\nresolver = \"3\"\nmembers = [\"unified\"]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n\n[patch.crates-io]\n"
    );
    for (package, files) in patches {
        files.write(&root.join(package)).unwrap();
        writeln!(manifest, "{package} = {{ path = {package:?} }}").unwrap();
    }
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::write(root.join("src/main.rs"), include_str!("program.rs")).unwrap();
    same_versions(&root);
    let target = target.parent().unwrap();
    let mut build = cargo(&root);
    build
        .args(["build", "--quiet"])
        .env("CARGO_TARGET_DIR", target);
    said(&build.output().unwrap());
    target.join("debug").join(name)
}

/// Runs a program for all profiles, and once more for an environment that tells of a role; gives what it
/// said, and the requests that the server got.
async fn run(program: &Path, home: &Path) -> (String, Vec<String>) {
    answers::write(home);
    let server = Server::answering(answers()).await;
    let mut of_profiles = Command::new(program);
    of_profiles.args(PROFILES).env_clear();
    of_profiles.env("AWS_CONFIG_FILE", home.join("config"));
    let mut of_environment = Command::new(program);
    of_environment
        .env_clear()
        .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/env")
        .env("AWS_ROLE_SESSION_NAME", "from-the-environment")
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", home.join("token"))
        .env("AWS_CONFIG_FILE", home.join("none"));
    let mut all = String::new();
    for mut command in [of_profiles, of_environment] {
        command
            .env("HOME", home)
            .env("AWS_SHARED_CREDENTIALS_FILE", home.join("none"))
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_REGION", "eu-west-1")
            .env("AWS_ENDPOINT_URL", server.url());
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        all.push_str(&said(&output.await.unwrap()));
    }
    let url = server.url();
    let address = url.trim_start_matches("http://");
    let requests = server.requests();
    let requests = requests
        .iter()
        .map(|request| shown(request).replace(address, "(server)"));
    (all, requests.collect())
}

/// A request without what is another each time.
fn shown(request: &Received) -> String {
    let mut text = format!("{} {}\n", request.method, request.path);
    for (name, value) in &request.headers {
        let value = value.to_str().unwrap();
        let value = match name.as_str() {
            "amz-sdk-invocation-id" | "x-amz-date" => "(another each time)",
            // The day is in the scope of a signature, and the time in the signature.
            "authorization" => &without_day(value.split(", Signature=").next().unwrap()),
            _ => value,
        };
        writeln!(text, "{name}: {value}").unwrap();
    }
    format!("{text}\n{}", request.body)
}

fn without_day(scope: &str) -> String {
    let is_day = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = scope
        .split('/')
        .map(|part| if is_day(part) { "(day)" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn aws_config_finds_the_same_credentials_with_whittled_crates() {
    let models = CRATES.map(|(_, model, _)| upstream::published("smithy-2026", model));
    let mut crates = Vec::new();
    for ((package, _, operations), model) in CRATES.into_iter().zip(models) {
        let Some(model) = model else {
            return;
        };
        crates.push((package, whittled(package, &model, operations)));
    }
    let home = tempfile::tempdir().unwrap();
    let ours = run(&built("credentials-whittled", &crates), home.path()).await;
    let official = run(&built("credentials-official", &[]), home.path()).await;
    assert_eq!(ours.1.len(), answers().len(), "{ours:?}");
    for key in KEYS {
        assert!(ours.0.contains(&format!(": {key} ")), "{}", ours.0);
    }
    pretty_assertions::assert_eq!(ours, official);
}
