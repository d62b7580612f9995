//! The keys of botocore's models that change nothing a client of a JSON protocol does.
//!
//! Every other key that no reader takes makes its owner unsupported.

/// At the top of a model.
pub(super) fn in_model(key: &str) -> bool {
    // What a whole service being deprecated means is said in its documentation.
    matches!(key, "examples" | "deprecated" | "deprecatedMessage")
}

/// In `metadata`.
pub(super) fn in_metadata(key: &str) -> bool {
    matches!(
        key,
        // Names for people and for botocore.
        "serviceAbbreviation" | "uid" | "ripServiceName"
        // Endpoints before there were rule sets.
        | "globalEndpoint"
        // HTTP/2 where the service offers it; event streams, which need it, are refused themselves.
        | "protocolSettings"
        // XML, and checksums of Amazon Glacier and S3.
        | "xmlNamespace" | "checksumFormat"
    )
}

/// In an operation.
pub(super) fn in_operation(key: &str) -> bool {
    matches!(
        key,
        // The JSON protocols have one method and one path; the key of an operation is its name.
        "http" | "name"
        // Facts about the service.
        | "documentationUrl" | "endpointoperation" | "idempotent" | "readonly"
    )
}

/// In the input, the output or an error of an operation, beside the name of the shape.
pub(super) const IN_REFERENCE: [&str; 9] = [
    "documentation",
    // Said again by the shape.
    "error",
    "exception",
    "fault",
    // XML and query.
    "locationName",
    "payload",
    "resultWrapper",
    "wrapper",
    "xmlNamespace",
];

/// In a shape.
pub(super) fn in_shape(key: &str) -> bool {
    matches!(
        key,
        // Constraints, which the service checks.
        "min" | "max" | "pattern"
        // What older SDKs made of numbers, and where a shape comes from.
        | "box" | "synthetic" | "documentationUrl"
        // XML and query.
        | "flattened" | "locationName" | "wrapper" | "xmlNamespace" | "xmlOrder"
        // HTTP bindings, which the JSON protocols do not have.
        | "payload"
    )
}

/// In a member, an element, a key or a value.
pub(super) fn in_member(key: &str) -> bool {
    matches!(
        key,
        "box" | "documentationUrl"
        // XML and query.
        | "flattened" | "locationName" | "queryName" | "xmlAttribute" | "xmlNamespace"
        // HTTP bindings. A `jsonvalue` is special only in a header.
        | "location" | "jsonvalue"
    )
}
