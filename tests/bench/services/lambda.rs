//! Pages of functions of Lambda, read by the generated crate and by the official one. `cargo xtask bench`
//! generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

mod measure;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use measure::{Rival, Task, measure, timed};
use std::hint::black_box;

fn main() {
    let argument = std::env::args().nth(1);
    let rounds = argument.map_or(30, |rounds| rounds.parse().expect("a number of rounds"));
    let page = page(1_000_000);
    let rivals = vec![
        Rival {
            name: "ours",
            task: task(&ours::operation::list_functions::ListFunctions::new(), &page),
        },
        Rival {
            name: "official",
            task: task(&official::operation::list_functions::ListFunctions::new(), &page),
        },
    ];
    for outcome in measure(rivals, rounds) {
        println!("list-functions\t{}\t{:e}", outcome.name, outcome.seconds);
    }
}

/// Reads this page as the answer to a call of an operation.
fn task(operation: &impl RuntimePlugin, page: &str) -> Task<'static> {
    let mut config = ConfigBag::base();
    config.push_shared_layer(operation.config().expect("the configuration of the operation"));
    let response = http::Response::new(SdkBody::from(page));
    let response = HttpResponse::try_from(response).expect("a response");
    timed(move || {
        let deserializer = config
            .load::<SharedResponseDeserializer>()
            .expect("a deserializer");
        let output = deserializer.deserialize_nonstreaming_with_config(&response, &config);
        black_box(output).expect("a page");
    })
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
