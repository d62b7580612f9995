//! Generated clients against moto, a server that somebody else wrote: of DynamoDB, SQS and KMS by
//! awsJson, of Lambda, API Gateway and EFS by restJson1, of CloudFormation, EC2, IAM, SNS and STS by awsQuery
//! and ec2Query, of Route 53 and S3 by restXml.
//!
//! The programs are ordinary applications, most of them with three generated crates: of some operations of
//! botocore's models, or of a whole service. S3 is that of the Smithy AST, whose errors are the official ones.
//! The programs assert what they read back; a test starts a server and runs one.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diagnostic::Location;
use codegen::slice::Operations;
use codegen::{FileSet, Source};
use tests::moto::Moto;
use tests::program::{Others, Program, all_of};
use tests::upstream;

/// A package, its model, and its operations: some, or all of a service.
type Crate = (&'static str, &'static str, Option<&'static [&'static str]>);

const JSON: [Crate; 3] = [
    (
        "moto-dynamodb",
        "dynamodb/2012-08-10",
        Some(&[
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
        ]),
    ),
    (
        "moto-kms",
        "kms/2014-11-01",
        Some(&[
            "CreateKey",
            "Decrypt",
            "DescribeKey",
            "Encrypt",
            "ListKeys",
            "ScheduleKeyDeletion",
        ]),
    ),
    ("moto-sqs", "sqs/2012-11-05", None),
];

const REST: [Crate; 3] = [
    (
        "moto-apigateway",
        "apigateway/2015-07-09",
        Some(&[
            "CreateResource",
            "CreateRestApi",
            "DeleteRestApi",
            "GetResources",
            "GetRestApi",
            "GetStages",
            "PutMethod",
            "UpdateRestApi",
        ]),
    ),
    ("moto-efs", "efs/2015-02-01", None),
    (
        "moto-lambda",
        "lambda/2015-03-31",
        Some(&[
            "AddPermission",
            "CreateFunction",
            "DeleteFunction",
            "GetFunction",
            "GetPolicy",
            "Invoke",
            "ListFunctions",
            "ListTags",
            "TagResource",
            "UntagResource",
        ]),
    ),
];

const XML: [Crate; 1] = [(
    "moto-route53",
    "route53/2013-04-01",
    Some(&[
        "ChangeResourceRecordSets",
        "CreateHostedZone",
        "DeleteHostedZone",
        "GetHostedZone",
        "ListHostedZones",
        "ListResourceRecordSets",
    ]),
)];

const S3: [Crate; 1] = [(
    "moto-s3",
    "s3.json",
    Some(&[
        "CompleteMultipartUpload",
        "CopyObject",
        "CreateBucket",
        "CreateMultipartUpload",
        "DeleteBucket",
        "DeleteObject",
        "GetBucketLocation",
        "GetObject",
        "HeadBucket",
        "HeadObject",
        "ListBuckets",
        "ListObjectsV2",
        "ListParts",
        "PutObject",
        "UploadPart",
    ]),
)];

const QUERY: [Crate; 5] = [
    (
        "moto-cloudformation",
        "cloudformation/2010-05-15",
        Some(&[
            "CreateStack",
            "DeleteStack",
            "DescribeStacks",
            "ListStackResources",
        ]),
    ),
    (
        "moto-ec2",
        "ec2/2016-11-15",
        Some(&[
            "CreateTags",
            "DescribeImages",
            "DescribeInstances",
            "RunInstances",
            "TerminateInstances",
        ]),
    ),
    (
        "moto-iam",
        "iam/2010-05-08",
        Some(&[
            "CreateUser",
            "GetUser",
            "GetUserPolicy",
            "ListUserTags",
            "ListUsers",
            "PutUserPolicy",
        ]),
    ),
    (
        "moto-sns",
        "sns/2010-03-31",
        Some(&[
            "CreateTopic",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListTopics",
            "Publish",
        ]),
    ),
    ("moto-sts", "sts/2011-06-15", None),
];

fn generated(name: &str, model: &Path, operations: Option<&[&str]>) -> FileSet {
    let mut slice = all_of(name);
    if let Some(operations) = operations {
        let at = Location::file("(test)");
        let named = operations.iter().map(|op| (op.to_string(), at.clone()));
        slice.operations = Operations::Named(named.collect());
    }
    Source::load(model, &model.to_string_lossy())
        .and_then(|source| codegen::generate(&source, &slice))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn clients_of_three_json_services_create_read_list_and_delete() {
    run(
        "moto",
        &JSON,
        include_str!("json_program.rs"),
        "dynamodb\nsqs\nkms\n",
    );
}

#[test]
fn clients_of_three_rest_services_create_read_list_and_delete() {
    let main = include_str!("rest_program.rs");
    run("moto-rest", &REST, main, "lambda\napigateway\nefs\n");
}

#[test]
fn clients_of_five_query_services_create_read_list_and_delete() {
    let main = include_str!("query_program.rs");
    let rounds = "sts\niam\nsns\ncloudformation\nec2\n";
    run("moto-query", &QUERY, main, rounds);
}

#[test]
fn clients_of_a_rest_xml_service_create_read_list_and_delete() {
    let main = include_str!("xml_program.rs");
    run("moto-xml", &XML, main, "route53\n");
}

#[test]
fn a_client_of_s3_keeps_streams_and_signs_for_others() {
    run("moto-streams", &S3, include_str!("s3_program.rs"), "s3\n");
}

/// Where a model is: a Smithy AST, or a folder of botocore's data.
fn path(model: &str) -> Option<PathBuf> {
    match model.ends_with(".json") {
        true => upstream::published("smithy-2026", model),
        false => Some(upstream::botocore()?.join(model)),
    }
}

/// Builds a program of these crates and runs it against a server of its own.
fn run(name: &'static str, crates: &[Crate], main: &str, rounds: &str) {
    let models: Option<Vec<_>> = crates.iter().map(|(_, model, _)| path(model)).collect();
    let (Some(python), Some(models)) = (upstream::python("moto.server, flask"), models) else {
        return;
    };
    let crates = crates.iter().zip(&models);
    let crates = crates.map(|((name, _, operations), model)| {
        let files = generated(name, model, *operations);
        ((*name).to_owned(), files)
    });
    let program = Program {
        name: name.to_owned(),
        crates: crates.collect(),
        features: &["client", "rt-tokio"],
        dependencies: "aws-smithy-http-client = { version = \"1\", features = [\"default-client\", \"test-util\"] }\n\
                       aws-smithy-types = \"1\"\nhttp = \"1\"\n\
                       tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n"
            .to_owned(),
        others: Others::AsHere,
        main: with_client(main),
    };
    let program = program.build(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let moto = Moto::start(&python);
    let output = Command::new(program).arg(&moto.url).output().unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}{complained}");
    assert_eq!(said, rounds, "not all rounds were run");
}

/// A program with the macro that makes its clients.
fn with_client(program: &str) -> String {
    let (sentence, program) = program.split_once("\n\n").unwrap();
    let (_, client) = include_str!("client.rs").split_once("\n\n").unwrap();
    format!("{sentence}\n\n{client}\n{program}")
}
