//! The table of what services have by hand.

use super::values::{self, Named};
use crate::plan::extensions::function::Extension;

/// What a service has by hand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Customization {
    /// The first backoff in milliseconds and the number of attempts, where a program has the newer retries.
    Retries(u64, u64),
    /// Operations whose requests can be signed in advance, and what is signed of the body.
    Presigned(&'static [&'static str], SignedPayload),
    /// Operations that wait for something to come, and back off even when no retry is left.
    LongPolling(&'static [&'static str]),
    /// An error code that is worth another try, whatever the operation.
    Transient(&'static str),
    /// A header of all requests.
    Header(&'static str, &'static str),
    /// A member of inputs that has a value if the user gives none.
    TextOr(&'static str, &'static str),
    /// Labels that target one of these shapes lose one of these prefixes.
    WithoutPrefix(&'static [&'static str], &'static [&'static str]),
    /// An exception that is the fault of the service, and worth another try.
    RetryableServerError(&'static str),
    /// A shape whose values are secrets.
    Sensitive(&'static str),
    /// A host prefix that the endpoint rules have, too.
    NoHostPrefix(&'static str),
    /// Members of structures are options, whatever the model says of defaults.
    AllOptional,
    /// Shapes, or members as `Shape$member`, that have no default.
    NoDefault(&'static [&'static str]),
    /// Flags, as `Shape$member`, that are off by default, of which botocore's models do not tell.
    OffByDefault(&'static [&'static str]),
    /// Shapes of numbers that are zero by default, of which botocore's models do not tell.
    ZeroByDefault(&'static [&'static str]),
    /// What Smithy models call values of enums.
    Values(&'static [Named]),
    /// The client reads responses by schemas: what it cannot read is no answer of the service. To other
    /// clients that is an error of the operation.
    SchemaDriven,
    /// Numbers and flags have no default.
    NoPlainDefaults,
    /// Signatures for several regions are another scheme of the service, whatever the model says.
    AlsoForRegions,
    /// All operations may be called without a signature.
    AlsoUnsigned,
    /// What calls of all operations need beside what the model says.
    Calls(&'static [Extension]),
    /// What calls of these operations need besides.
    CallsOf(&'static [&'static str], Extension),
    /// Operations whose output has a trait besides, by its path in the runtime's `client`.
    Marks(&'static [&'static str], &'static str),
    /// A label of paths that is in the endpoint instead.
    InEndpoint(&'static str),
    /// The rules for endpoints look at the region themselves.
    AnyRegion,
    /// A time in a header of outputs that may be none, with a member for its text.
    TimeOrText(&'static str, &'static str),
    /// The pages of an operation end where this member of its output is not true.
    MoreIf(&'static str, &'static str),
    /// An operation that has no paginator, whatever botocore says.
    NotPaginated(&'static str),
    /// The protocol as this service speaks it: the type that stands for it, and the feature it is behind.
    Dialect(&'static str, &'static str),
    /// The endpoint says which auth schemes a request may use; one of these opens sessions.
    Sessions,
    /// An operation whose output is one element with nothing around it, which not all models say.
    Unwrapped(&'static str),
    /// Responses have another id beside that of the request.
    ExtendedRequestId,
}

/// What of a body is signed in advance.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignedPayload {
    /// None of it: any body may be sent.
    Unsigned,
    /// That there is none: the members that would be in it are in the query of a `GET`.
    Empty,
}

use Customization::*;

/// Signs paths as they are, neither encoded a second time nor made shorter.
const URI_AS_IT_IS: Extension = Extension {
    function: "signing::uri_as_it_is",
    feature: "service-signing",
    settings: None,
    shown: &[],
};

/// Says in a header what is signed of the body.
const CONTENT_SHA256: Extension = Extension {
    function: "signing::content_sha256",
    feature: "service-signing",
    settings: None,
    shown: &[],
};

/// Has the token of a session where the service looks for it.
const SESSION: Extension = Extension {
    function: "express::extend",
    feature: "s3-express",
    settings: Some("express::Settings"),
    shown: &[],
};

/// Lets the service work for as long as it wants before it answers.
const SLOW: Extension = Extension {
    function: "signing::slow",
    feature: "service-signing",
    settings: None,
    shown: &[],
};

/// Has the hash of a body that is made of those of its megabytes.
const TREE_HASH: Extension = Extension {
    function: "custom::tree_hash",
    feature: "tree-hash",
    settings: None,
    shown: &[],
};

/// What services have by hand, by their `sdkId`.
const BY_HAND: [(&str, &[Customization]); 28] = [
    (
        "AmplifyUIBuilder",
        &[NoDefault(&[
            "ListComponentsLimit",
            "ListFormsLimit",
            "ListThemesLimit",
        ])],
    ),
    ("API Gateway", &[Header("accept", "application/json")]),
    (
        "CloudFormation",
        &[AllOptional, Values(values::CLOUD_FORMATION)],
    ),
    ("CloudWatch", &[AllOptional, Values(values::CLOUD_WATCH)]),
    (
        "drs",
        &[NoDefault(&[
            "CostOptimizationConfiguration$burstBalanceThreshold",
            "CostOptimizationConfiguration$burstBalanceDeltaThreshold",
            "LaunchActionOrder",
            "MaxResultsReplicatingSourceServers",
            "MaxResultsType",
            "StrictlyPositiveInteger",
            "Validity",
        ])],
    ),
    ("DynamoDB", &[Retries(25, 4)]),
    ("EC2", &[AllOptional, Values(values::EC2)]),
    ("EMR Serverless", &[NoDefault(&["WorkerCounts"])]),
    ("Evidently", &[NoDefault(&["ResultsPeriod"])]),
    (
        "Glacier",
        &[
            Header("x-amz-glacier-version", "2012-06-01"),
            TextOr("accountId", "-"),
            CallsOf(&["UploadArchive", "UploadMultipartPart"], TREE_HASH),
        ],
    ),
    ("IAM", &[Values(values::IAM)]),
    (
        "IoT",
        &[NoDefault(&[
            "DescribeProvisioningTemplateResponse$enabled",
            "ProvisioningTemplateSummary$enabled",
            "ThingConnectivity$connected",
        ])],
    ),
    ("Lightsail", &[SchemaDriven]),
    ("Location", &[NoDefault(&["PlaceIndexSearchResultLimit"])]),
    (
        "Payment Cryptography Data",
        &[NoDefault(&["IntegerRangeBetween4And12"])],
    ),
    (
        "Polly",
        &[Presigned(&["SynthesizeSpeech"], SignedPayload::Empty)],
    ),
    (
        "Route 53",
        &[WithoutPrefix(
            &["ResourceId", "ChangeId"],
            &[
                "/hostedzone/",
                "hostedzone/",
                "/change/",
                "change/",
                "/delegationset/",
                "delegationset/",
            ],
        )],
    ),
    (
        "S3",
        &[
            Dialect("S3RestXml", "s3"),
            ExtendedRequestId,
            Unwrapped("GetBucketLocation"),
            Sessions,
            InEndpoint("Bucket"),
            AnyRegion,
            NoPlainDefaults,
            AlsoForRegions,
            AlsoUnsigned,
            Calls(&[URI_AS_IT_IS, CONTENT_SHA256, SESSION]),
            Marks(&["PutObject", "UploadPart"], "signing::MayBeUnsigned"),
            CallsOf(&["CopyObject"], SLOW),
            TimeOrText("Expires", "ExpiresString"),
            MoreIf("ListParts", "IsTruncated"),
            NotPaginated("ListObjects"),
            Presigned(
                &[
                    "DeleteObject",
                    "GetObject",
                    "HeadObject",
                    "ListObjectVersions",
                    "PutObject",
                    "UploadPart",
                ],
                SignedPayload::Unsigned,
            ),
            Transient("InternalError"),
        ],
    ),
    (
        "S3 Control",
        &[
            AnyRegion,
            Calls(&[CONTENT_SHA256]),
            NoHostPrefix("{AccountId}."),
            NoDefault(&[
                "PublicAccessBlockConfiguration$BlockPublicAcls",
                "PublicAccessBlockConfiguration$BlockPublicPolicy",
                "PublicAccessBlockConfiguration$IgnorePublicAcls",
                "PublicAccessBlockConfiguration$RestrictPublicBuckets",
            ]),
        ],
    ),
    ("SFN", &[LongPolling(&["GetActivityTask"])]),
    ("Signin", &[Values(values::SIGNIN)]),
    (
        "SNS",
        &[
            OffByDefault(&[
                "BatchResultErrorEntry$SenderFault",
                "CheckIfPhoneNumberIsOptedOutResponse$isOptedOut",
                "GetSMSSandboxAccountStatusResult$IsInSandbox",
            ]),
            Values(values::SNS),
        ],
    ),
    ("SQS", &[LongPolling(&["ReceiveMessage"])]),
    ("SSM", &[SchemaDriven]),
    (
        "SSO",
        &[
            Sensitive("RoleCredentials"),
            ZeroByDefault(&["ExpirationTimestampType"]),
        ],
    ),
    (
        "SSO OIDC",
        &[ZeroByDefault(&[
            "ExpirationInSeconds",
            "IntervalInSeconds",
            "LongTimeStampType",
        ])],
    ),
    (
        "STS",
        &[
            Sensitive("Credentials"),
            Transient("IDPCommunicationError"),
            RetryableServerError("IDPCommunicationErrorException"),
        ],
    ),
    (
        "SWF",
        &[LongPolling(&["PollForActivityTask", "PollForDecisionTask"])],
    ),
];

/// What the service of this `sdkId` has by hand.
pub(super) fn of(sdk_id: &str) -> &'static [Customization] {
    let found = BY_HAND.iter().find(|(id, _)| *id == sdk_id);
    found.map_or(&[], |(_, of)| of)
}

/// The label of paths that is in the endpoint instead.
pub(crate) fn in_endpoint(sdk_id: &str) -> Option<&'static str> {
    of(sdk_id).iter().find_map(|it| match it {
        InEndpoint(label) => Some(*label),
        _ => None,
    })
}

/// The time in a header of outputs that may be none, and the member for its text.
pub(crate) fn time_or_text(sdk_id: &str) -> Option<(&'static str, &'static str)> {
    of(sdk_id).iter().find_map(|it| match it {
        TimeOrText(time, text) => Some((*time, *text)),
        _ => None,
    })
}

/// The protocol as a service speaks it: the type that stands for it, and the feature it is behind.
pub(crate) fn dialect(sdk_id: &str) -> Option<(&'static str, &'static str)> {
    of(sdk_id).iter().find_map(|it| match it {
        Dialect(marker, feature) => Some((*marker, *feature)),
        _ => None,
    })
}

/// Whether the rules for endpoints look at the region themselves.
pub(crate) fn takes_any_region(sdk_id: &str) -> bool {
    of(sdk_id).iter().any(|it| matches!(it, AnyRegion))
}

/// Whether requests may be signed for sessions.
pub(crate) fn has_sessions(sdk_id: &str) -> bool {
    of(sdk_id).iter().any(|it| matches!(it, Sessions))
}

/// Whether responses have another id beside that of the request.
pub(crate) fn has_extended_request_id(sdk_id: &str) -> bool {
    of(sdk_id).iter().any(|it| matches!(it, ExtendedRequestId))
}

/// What calls of an operation need beside what the model says.
pub(crate) fn extensions(sdk_id: &str, operation: &str) -> Vec<Extension> {
    let mut found = Vec::new();
    for customization in of(sdk_id) {
        match customization {
            Calls(extensions) => found.extend_from_slice(extensions),
            CallsOf(operations, extension) if operations.contains(&operation) => {
                found.push(*extension);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::BY_HAND;

    #[test]
    fn each_service_stands_once() {
        let ids: std::collections::BTreeSet<&str> = BY_HAND.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids.len(), BY_HAND.len());
    }
}
