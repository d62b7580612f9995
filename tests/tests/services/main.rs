//! Clients of any service beside the official ones: what they send is the same byte for byte, and what they
//! read, however it is printed.
//!
//! For each service a program is built that has both crates. Its inputs are random and built through the
//! public builders; responses are random, too, as a service would send them and damaged. Services whose
//! official crate takes long to build are ignored: `cargo test --workspace --test services -- --ignored`, with
//! a name behind it for one of them. `WHITTLE_SERVICE_CASES` says how often each operation is called,
//! `WHITTLE_SERVICE_SHOWN` how many differences are shown.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod answers;
mod exceptions;
mod inputs;
mod service;
mod tally;

use service::{Model, compare, official};

/// A test a service: crate, version, protocol and model.
macro_rules! services {
    ($($(#[$ignored:meta])* $name:ident: $version:literal, $protocol:literal, $model:expr;)*) => {
        $(
            #[test]
            $(#[$ignored])*
            fn $name() {
                compare(&official(stringify!($name), $version, $protocol, $model));
            }
        )*
    };
}

services! {
    lightsail: "1.135.0", "awsJson1_1", Model::Slice;
    sso: "1.119.0", "restJson1", Model::Smithy("sso.json");
    ssooidc: "1.121.0", "restJson1", Model::Smithy("sso-oidc.json");
    sts: "1.124.0", "awsQuery", Model::Botocore("sts/2011-06-15");
    #[ignore = "takes a minute to build"]
    sqs: "1.119.0", "awsJson1_0", Model::Smithy("sqs.json");
    #[ignore = "takes minutes to build"]
    kms: "1.129.0", "awsJson1_1", Model::Smithy("kms.json");
    #[ignore = "takes minutes to build"]
    dynamodb: "1.136.0", "awsJson1_0", Model::Smithy("dynamodb.json");
    #[ignore = "takes minutes to build"]
    lambda: "1.156.0", "restJson1", Model::Smithy("lambda.json");
    #[ignore = "takes minutes to build"]
    glacier: "1.121.0", "restJson1", Model::Smithy("glacier.json");
    #[ignore = "takes a minute to build"]
    efs: "1.123.0", "restJson1", Model::Botocore("efs/2015-02-01");
    #[ignore = "takes a minute to build"]
    polly: "1.127.0", "restJson1", Model::Smithy("polly.json");
    #[ignore = "takes minutes to build"]
    timestreamquery: "1.124.0", "awsJson1_0", Model::Smithy("timestream-query.json");
    #[ignore = "takes minutes to build"]
    timestreamwrite: "1.121.0", "awsJson1_0", Model::Smithy("timestream-write.json");
    #[ignore = "takes minutes to build"]
    cloudwatch: "1.140.0", "rpcv2Cbor", Model::Botocore("cloudwatch/2010-08-01");
    #[ignore = "takes minutes to build"]
    secretsmanager: "1.125.0", "awsJson1_1", Model::Older("secrets-manager-2017-10-17.json");
    #[ignore = "takes minutes to build"]
    s3: "1.157.0", "restXml", Model::Smithy("s3.json");
    #[ignore = "takes minutes to build"]
    route53: "1.132.0", "restXml", Model::Smithy("route-53.json");
    #[ignore = "takes minutes to build"]
    iam: "1.114.0", "awsQuery", Model::Smithy("iam.json");
    #[ignore = "takes a minute to build"]
    sns: "1.121.0", "awsQuery", Model::Botocore("sns/2010-03-31");
    #[ignore = "takes minutes to build"]
    cloudformation: "1.136.0", "awsQuery", Model::Botocore("cloudformation/2010-05-15");
    #[ignore = "takes ten minutes and nine gigabytes to build"]
    ec2: "1.274.0", "ec2Query", Model::Largest("ec2/2016-11-15");
}
