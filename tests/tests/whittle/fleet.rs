//! Programs that nobody here wrote: aws-config with the clients that it calls, a library that names types
//! alone, EC2, whose crate is the largest, and S3, which streams.

use tests::cases::tree;
use tests::commands::said;
use tests::upstream;

use crate::demo::Demo;
use crate::models::{self, Place};
use crate::packages::used;

/// The published models, and that of EC2, which botocore has.
const MODELS: [Place; 7] = [
    Place::Published("smithy-2026", "dynamodb.json"),
    Place::Published("smithy-2026", "lambda.json"),
    Place::Published("smithy-2026", "s3.json"),
    Place::Published("smithy-2026", "sso.json"),
    Place::Published("smithy-2026", "sso-oidc.json"),
    Place::Published("smithy-2026", "sts.json"),
    Place::Botocore("ec2/2016-11-15"),
];

/// What the program prints, whichever crates it is built with.
const PRINTED: &str = r#"["t2.small in state 16", "t3.micro in state 16", "t3.micro in state 16"]
["kinds.txt: 3 lines"]
["start in python3.12", "stop in python3.12"]
"#;

#[test]
#[ignore = "takes minutes to build"]
fn a_program_of_large_services_does_the_same_whittled() {
    let Some(fleet) = Demo::of("fleet", "fleet") else {
        return;
    };
    let Some(python) = upstream::python("moto.server, flask") else {
        return;
    };
    let Some(models) = models::folder(&MODELS) else {
        return;
    };
    let before = fleet.files();
    let run = |arguments: &[&str]| {
        let mut command = fleet.command(arguments);
        command.env("WHITTLE_MODELS", models.path());
        said(&command.output().unwrap())
    };
    run(&[]);
    let crates = used(&run(&["report", "--json"]));
    let expected = [
        "aws-sdk-dynamodb: CreateTable, GetItem, PutItem",
        "aws-sdk-ec2: DescribeInstances, RunInstances",
        "aws-sdk-lambda: CreateFunction, ListFunctions",
        "aws-sdk-s3: CreateBucket, GetObject, ListObjectsV2, PutObject",
        "aws-sdk-sso: GetRoleCredentials",
        "aws-sdk-ssooidc: CreateToken",
        "aws-sdk-sts: AssumeRole, AssumeRoleWithWebIdentity",
    ];
    assert_eq!(crates, expected);
    let lines: usize = tree(&fleet.root.join("whittle"))
        .iter()
        .filter(|(path, _)| path.ends_with(".rs") && path.starts_with("aws-sdk-"))
        .map(|(_, text)| text.lines().count())
        .sum();
    assert!(lines < 45_000, "{lines} lines");
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
