//! The services that are measured.

use super::program::{Case, Model, Service, case};
use crate::bench::row::Unit;

/// Five operations, as the other slices have, and no program.
pub(crate) const LIGHTSAIL: Service = Service {
    name: "lightsail",
    title: "Lightsail",
    model: Model::Botocore("lightsail/2016-11-28"),
    operations: &[
        "CreateDiskSnapshot",
        "DeleteDiskSnapshot",
        "GetDiskSnapshots",
        "GetExportSnapshotRecords",
        "GetInstanceSnapshots",
    ],
    official: ("aws-sdk-lightsail", "=1.135.0"),
    program: "fn main() {}\n",
    dependencies: "",
    cases: &[],
    builds: 3,
    memory: Some(10.0),
};

pub(crate) const LAMBDA: Service = Service {
    name: "lambda",
    title: "Lambda",
    model: Model::Botocore("lambda/2015-03-31"),
    operations: &[
        "CreateFunction",
        "DeleteFunction",
        "GetFunction",
        "Invoke",
        "ListFunctions",
    ],
    official: ("aws-sdk-lambda", "=1.156.0"),
    program: include_str!("../../../../tests/bench/services/lambda.rs"),
    dependencies: JSON,
    cases: &[case("list-functions", "decode ListFunctions, 1 MB", 1.5)],
    builds: 3,
    memory: None,
};

pub(crate) const CLOUDWATCH: Service = Service {
    name: "cloudwatch",
    title: "CloudWatch",
    model: Model::Botocore("cloudwatch/2010-08-01"),
    operations: &[
        "DescribeAlarms",
        "GetMetricData",
        "ListMetrics",
        "PutMetricAlarm",
        "PutMetricData",
    ],
    official: ("aws-sdk-cloudwatch", "=1.140.0"),
    program: include_str!("../../../../tests/bench/services/cloudwatch.rs"),
    dependencies: "minicbor = { version = \"2\", features = [\"alloc\"] }\n",
    cases: &[case("get-metric-data", "decode GetMetricData, 1 MB", 2.0)],
    builds: 3,
    memory: None,
};

pub(crate) const STS: Service = Service {
    name: "sts",
    title: "STS",
    model: Model::Botocore("sts/2011-06-15"),
    operations: &[
        "AssumeRole",
        "AssumeRoleWithWebIdentity",
        "GetCallerIdentity",
        "GetFederationToken",
        "GetSessionToken",
    ],
    official: ("aws-sdk-sts", "=1.124.0"),
    program: include_str!("../../../../tests/bench/services/sts.rs"),
    dependencies: "",
    cases: &[case("assume-role", "encode AssumeRole, 20 tags", 2.0)],
    builds: 3,
    memory: None,
};

/// From the Smithy AST, since botocore does not know that attribute values are a union.
pub(crate) const DYNAMODB: Service = Service {
    name: "dynamodb",
    title: "DynamoDB",
    model: Model::Published("smithy-2026/dynamodb.json"),
    operations: &[
        "BatchWriteItem",
        "GetItem",
        "PutItem",
        "Query",
        "UpdateItem",
    ],
    official: ("aws-sdk-dynamodb", "=1.136.0"),
    program: include_str!("../../../../tests/bench/services/dynamodb.rs"),
    dependencies: JSON,
    cases: &[
        case("query", "decode Query, 1 MB", 1.6),
        case("batch-write-item", "encode BatchWriteItem, 25 items", 1.6),
    ],
    builds: 3,
    memory: None,
};

/// Its official crate takes eight minutes in both profiles, so that is built once.
pub(crate) const EC2: Service = Service {
    name: "ec2",
    title: "EC2",
    model: Model::Botocore("ec2/2016-11-15"),
    operations: &[
        "CreateTags",
        "DescribeImages",
        "DescribeInstances",
        "RunInstances",
        "TerminateInstances",
    ],
    official: ("aws-sdk-ec2", "=1.274.0"),
    program: include_str!("../../../../tests/bench/services/ec2.rs"),
    dependencies: XML,
    cases: &[
        case("describe-instances", "decode DescribeInstances, 1 MB", 5.0),
        case("run-instances", "encode RunInstances", 2.0),
    ],
    builds: 1,
    memory: Some(10.0),
};

pub(crate) const S3: Service = Service {
    name: "s3",
    title: "S3",
    model: Model::Botocore("s3/2006-03-01"),
    operations: &[
        "DeleteObject",
        "GetObject",
        "HeadObject",
        "ListObjectsV2",
        "PutObject",
    ],
    official: ("aws-sdk-s3", "=1.157.0"),
    program: include_str!("../../../../tests/bench/services/s3.rs"),
    dependencies: "aws-smithy-http-client = { version = \"1\", features = [\"default-client\"] }\n\
                   bytes = \"1\"\n\
                   quick-xml = \"0.41\"\n\
                   tokio = { version = \"1\", features = [\"net\", \"rt\", \"time\"] }\n",
    cases: &[
        case("list", "decode ListObjectsV2, 1,000 keys", 5.0),
        case("put", "PutObject of 8 MiB over loopback", 1.0),
        case(
            "put-processor",
            "PutObject of 8 MiB over loopback: processor time of the client",
            1.0,
        ),
        case("get", "GetObject of 8 MiB over loopback", 1.0),
        case(
            "get-processor",
            "GetObject of 8 MiB over loopback: processor time of the client",
            1.0,
        ),
        Case {
            unit: Unit::Size,
            ..case("memory", "a file of 8 MiB each way: peak memory", 1.0)
        },
    ],
    builds: 3,
    memory: Some(3.0),
};

/// What finds the tokens of a body, for those that no reader can be faster than.
const JSON: &str =
    "serde = \"1\"\nserde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";
const XML: &str = "quick-xml = \"0.41\"\n";
