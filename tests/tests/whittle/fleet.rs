//! Programs that nobody here wrote: aws-config with the clients that it calls, a library that names types
//! alone, and EC2, whose crate is the largest.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::cases::tree;
use tests::commands::said;
use tests::upstream;

use crate::demo::Demo;

/// The published models, and that of EC2, which botocore has.
fn models(folder: &Path) -> Option<()> {
    for name in ["dynamodb", "lambda", "sso", "sso-oidc", "sts"] {
        let name = format!("{name}.json");
        fs::copy(
            upstream::published("smithy-2026", &name)?,
            folder.join(&name),
        )
        .unwrap();
    }
    let ec2 = folder.join("ec2/2016-11-15");
    fs::create_dir_all(&ec2).unwrap();
    for entry in fs::read_dir(upstream::botocore()?.join("ec2/2016-11-15")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, ec2.join(path.file_name().unwrap())).unwrap();
    }
    Some(())
}

/// What the program prints, whichever crates it is built with.
const PRINTED: &str = r#"["t2.small in state 16", "t3.micro in state 16", "t3.micro in state 16"]
["start in python3.12", "stop in python3.12"]
"#;

#[test]
#[ignore = "takes minutes to build"]
fn large_services_and_what_others_call_are_whittled() {
    let Some(fleet) = Demo::of("fleet", "fleet") else {
        return;
    };
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    if models(folder.path()).is_none() {
        return;
    }
    let before = fleet.files();
    let run = |arguments: &[&str]| {
        let mut command = fleet.command(arguments);
        command.env("WHITTLE_MODELS", folder.path());
        said(&command.output().unwrap())
    };
    run(&[]);
    let report: Value = serde_json::from_str(&run(&["report", "--json"])).unwrap();
    let crates: Vec<String> = report["crates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|krate| {
            let operations = krate["operations"].as_object().unwrap();
            let names: Vec<&str> = operations.keys().map(String::as_str).collect();
            format!("{}: {}", krate["name"].as_str().unwrap(), names.join(", "))
        })
        .collect();
    let expected = [
        "aws-sdk-dynamodb: CreateTable, GetItem, PutItem",
        "aws-sdk-ec2: DescribeInstances, RunInstances",
        "aws-sdk-lambda: CreateFunction, ListFunctions",
        "aws-sdk-sso: GetRoleCredentials",
        "aws-sdk-ssooidc: CreateToken",
        "aws-sdk-sts: AssumeRole, AssumeRoleWithWebIdentity",
    ];
    assert_eq!(crates, expected);
    assert_eq!(report["official"], serde_json::json!({}));
    let lines: usize = tree(&fleet.root.join("whittle"))
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && path.starts_with("aws-sdk-"))
        .map(|(_, text)| text.lines().count())
        .sum();
    assert!(lines < 40_000, "{lines} lines instead of 1,600,000");
    assert_eq!(fleet.printed("fleet", &python), PRINTED);
    run(&["check"]);
    run(&["remove"]);
    fleet.is_as(&before);
}

#[test]
#[ignore = "takes minutes and nine gigabytes of memory to build the official crates"]
fn a_program_of_large_services_does_the_same_with_official_crates() {
    let Some(fleet) = Demo::of("fleet", "fleet-official") else {
        return;
    };
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    assert_eq!(fleet.printed("fleet", &python), PRINTED);
}
