//! `cargo whittle iam`: the policy has the actions of the slice and no others.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::Path;

use cargo_whittle::iam::{Options, policy};
use serde_json::{Value, json};
use tests::cases::workspace;

fn document(slice: Option<&Path>) -> Value {
    let slice = slice.map(Path::to_path_buf);
    let policy = policy(&workspace().join("model"), &Options { slice }).unwrap();
    serde_json::from_str(&policy.json()).unwrap()
}

#[test]
fn the_first_slice_may_do_five_things() {
    let expected = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "LightsailSnapshots",
            "Effect": "Allow",
            "Action": [
                "lightsail:CreateDiskSnapshot",
                "lightsail:DeleteDiskSnapshot",
                "lightsail:GetDiskSnapshots",
                "lightsail:GetExportSnapshotRecords",
                "lightsail:GetInstanceSnapshots",
            ],
            "Resource": "*",
        }],
    });
    assert_eq!(document(None), expected);
    let slice = workspace().join("model/lightsail-snapshots.toml");
    assert_eq!(document(Some(&slice)), expected);
}

/// The actions for three operations of a service, of which one needs no signature and one is not
/// in the slice.
fn actions(service: Value) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let operation = |traits: Value| {
        json!({ "type": "operation", "input": { "target": "smithy.api#Unit" },
            "output": { "target": "smithy.api#Unit" }, "traits": traits })
    };
    let operations = ["Get", "Ask", "Put"].map(|name| json!({ "target": format!("a#{name}") }));
    let model = json!({ "smithy": "2.0", "shapes": {
        "a#Things": { "type": "service", "version": "2026-01-01", "traits": service,
            "operations": operations },
        "a#Get": operation(json!({})),
        "a#Ask": operation(json!({ "smithy.api#auth": [] })),
        "a#Put": operation(json!({})),
    }});
    let slice = "name = \"my-own-things\"\nversion = \"0.1.0\"\nmodel = \"model.json\"\noperations = [\"Get\", \"Ask\"]\n";
    fs::write(folder.path().join("model.json"), model.to_string()).unwrap();
    fs::write(folder.path().join("slice.toml"), slice).unwrap();
    let document = document(Some(&folder.path().join("slice.toml")));
    assert_eq!(document["Statement"][0]["Sid"], "MyOwnThings");
    document["Statement"][0]["Action"].clone()
}

fn service(namespace: Value, signing_name: &str) -> Value {
    let mut of_aws = json!({ "sdkId": "Things", "endpointPrefix": "api.things" });
    if !namespace.is_null() {
        of_aws["arnNamespace"] = namespace;
    }
    json!({
        "aws.api#service": of_aws,
        "aws.auth#sigv4": { "name": signing_name },
        "aws.protocols#awsJson1_1": {},
    })
}

#[test]
fn actions_have_the_namespace_of_the_service() {
    let of = |namespace, signing| actions(service(namespace, signing));
    assert_eq!(of(json!("stuff"), "signed"), json!(["stuff:Get"]));
    // IAM knows these by another name than their ARNs and signatures.
    assert_eq!(
        of(json!("monitoring"), "monitoring"),
        json!(["cloudwatch:Get"])
    );
    assert_eq!(of(json!("email"), "ses"), json!(["ses:Get"]));
}

#[test]
fn without_a_namespace_it_is_the_name_in_signatures() {
    assert_eq!(
        actions(service(Value::Null, "things")),
        json!(["things:Get"])
    );
}
