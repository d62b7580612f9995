//! The one line in `Cargo.toml`: the programs as a package of its own, built by cargo once with the
//! official crate and once with ours in its place, and run against a server on loopback.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::cases::{package, workspace};
use tests::local::{Answer, Server};
use tests::program::{Others, Program};

/// What a user of the official crate has.
const OFFICIAL: &str = r#"aws-sdk-lightsail = "=1.135.0""#;

/// What the user replaces it by.
fn ours() -> String {
    let path = workspace().join("generated");
    format!(r#"aws-sdk-lightsail = {{ package = "lightsail-snapshots", path = {path:?} }}"#)
}

/// The programs, and what each is answered.
fn programs() -> Vec<(&'static str, Vec<Answer>)> {
    let json = |status, body: &str| Answer::json(status, body).header("x-amzn-requestid", "id-1");
    let pages = [
        r#"{"diskSnapshots":[{"name":"a","sizeInGb":8}],"nextPageToken":"t"}"#,
        r#"{"diskSnapshots":[{"name":"b","sizeInGb":9,"state":"odd"}]}"#,
    ];
    let snapshot =
        r#"{"instanceSnapshots":[{"name":"x","fromInstanceName":"web","createdAt":17.5}]}"#;
    let operation =
        r#"{"operations":[{"status":"Succeeded","operationType":"CreateDiskSnapshot"}]}"#;
    let gone = r#"{"__type":"x#NotFoundException","message":"gone","tip":"look"}"#;
    let wrong = r#"{"code":"InvalidInputException","message":"wrong"}"#;
    let refused = r#"{"__type":"AccessDeniedException"}"#;
    let strange = r#"{"__type":"Strange","message":"odd"}"#;
    let errors = [
        (200, snapshot),
        (400, wrong),
        (400, "<html>"),
        (404, gone),
        (400, strange),
    ];
    vec![
        (
            "any_error",
            errors.map(|(status, body)| json(status, body)).to_vec(),
        ),
        ("backup", vec![json(200, snapshot)]),
        ("create_with_tags", vec![json(200, operation)]),
        ("delete", vec![json(404, gone)]),
        ("delete", vec![json(200, "{}")]),
        ("delete", vec![json(403, refused)]),
        ("from_environment", vec![]),
        ("list_all", pages.map(|page| json(200, page)).to_vec()),
    ]
}

/// The package of all programs with this dependency, built.
fn build(name: &str, dependency: &str) -> PathBuf {
    let folder = package().join("dropin/programs");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    let at = format!("\n#[path = {:?}]\nmod ", folder.join("NAME.rs"));
    let mut text = String::new();
    for line in main.lines() {
        match line
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            Some(module) => text += &(at.replace("NAME", module) + module + ";\n"),
            None => text += &format!("{line}\n"),
        }
    }
    let program = Program {
        name: name.to_owned(),
        crates: Vec::new(),
        features: &[],
        dependencies: format!(
            "{dependency}\n\
             aws-config = {{ version = \"1\", default-features = false, features = [\"rt-tokio\"] }}\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
        ),
        others: Others::AsHere,
        main: text,
    };
    program.build(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

/// What a program prints.
fn run(package: &Path, program: &str, url: &str) -> String {
    let output = Command::new(package)
        .arg(program)
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "eu-west-2")
        .env("AWS_ENDPOINT_URL", format!("{url}/base"))
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .output()
        .unwrap();
    tests::commands::said(&output)
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_of_their_own() {
    let packages = [
        ("programs-official", OFFICIAL.to_owned()),
        ("programs-ours", ours()),
    ];
    let packages = packages.map(|(name, dependency)| build(name, &dependency));
    for (program, answers) in programs() {
        let mut sides = Vec::new();
        for package in &packages {
            let server = Server::answering(answers.clone()).await;
            let said = run(package, program, &server.url());
            let sent = server.requests().into_iter();
            let sent = sent.map(|request| {
                let target = request.header("x-amz-target").to_owned();
                (request.path, target, request.body)
            });
            sides.push((said, sent.collect::<Vec<_>>()));
        }
        let [official, ours] = [&sides[0], &sides[1]];
        assert_eq!(official, ours, "{program}");
        assert_eq!(ours.1.len(), answers.len(), "{program}");
        assert!(!ours.0.is_empty(), "{program}");
    }
}
