//! Pages of functions of Lambda, read by the generated crate and by the official one. `cargo xtask bench`
//! generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

#[allow(dead_code, reason = "there is nothing to write")]
mod codec;
mod measure;

use codec::{configured, floor, reads, response};
use measure::{compare, rounds};
use serde::de::IgnoredAny;
use std::hint::black_box;

fn main() {
    use official::operation::list_functions::ListFunctions as Official;
    use ours::operation::list_functions::ListFunctions as Ours;
    let page = page(1_000_000);
    let output = Ours::parse(&http::Response::new(page.as_bytes())).expect("a page");
    let task = |config| reads(config, response(page.as_str()));
    let (ours, official) = (configured(&Ours::new()), configured(&Official::new()));
    let (ours, official) = (task(ours), task(official));
    let tokens = move || {
        black_box(serde_json::from_str::<IgnoredAny>(&page)).expect("JSON");
    };
    let floor = floor(tokens, output);
    let rivals = [("ours", ours), ("official", official), ("floor", floor)];
    compare("list-functions", rivals, rounds());
}

/// A page of at least so many bytes.
fn page(bytes: usize) -> String {
    let mut functions = String::new();
    let mut number = 0;
    while functions.len() < bytes {
        if number > 0 {
            functions.push(',');
        }
        functions.push_str(&function(number));
        number += 1;
    }
    format!(r#"{{"Functions":[{functions}],"NextMarker":"bWFya2Vy"}}"#)
}

fn function(number: usize) -> String {
    format!(
        r#"{{"FunctionName":"orders-{number}","FunctionArn":"arn:aws:lambda:eu-west-1:123456789012:function:orders-{number}",
        "Runtime":"python3.12","Role":"arn:aws:iam::123456789012:role/service-role/orders-{number}",
        "Handler":"orders.main.handler","CodeSize":{},"Description":"Takes \"orders\", part {number}","Timeout":30,
        "MemorySize":512,"LastModified":"2024-02-29T12:34:56.789+0000",
        "CodeSha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","Version":"$LATEST",
        "VpcConfig":{{"SubnetIds":["subnet-0a1b2c3d4e5f60718","subnet-08192a3b4c5d6e7f0"],
            "SecurityGroupIds":["sg-0123456789abcdef0"],"VpcId":"vpc-0fedcba9876543210","Ipv6AllowedForDualStack":false}},
        "Environment":{{"Variables":{{"STAGE":"production","TABLE":"orders-{number}","LEVEL":"info"}}}},
        "TracingConfig":{{"Mode":"Active"}},"RevisionId":"5afdc7f6-2cf5-4f70-8a54-{number:012}",
        "Layers":[{{"Arn":"arn:aws:lambda:eu-west-1:123456789012:layer:common:{number}","CodeSize":123456}}],
        "PackageType":"Zip","Architectures":["arm64"],"EphemeralStorage":{{"Size":512}},
        "SnapStart":{{"ApplyOn":"None","OptimizationStatus":"Off"}},
        "LoggingConfig":{{"LogFormat":"JSON","ApplicationLogLevel":"INFO","LogGroup":"/aws/lambda/orders-{number}"}}}}"#,
        1_000_000 + number
    )
}
