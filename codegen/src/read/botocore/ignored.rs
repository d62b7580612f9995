//! The keys of botocore's models that change nothing that a client does.
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
        // HTTP/2 where the service offers it.
        | "protocolSettings"
        // Checksums of Amazon Glacier, said again by its operations.
        | "checksumFormat"
    )
}

/// In an operation.
pub(super) fn in_operation(key: &str) -> bool {
    matches!(
        key,
        // The key of an operation is its name.
        "name"
        // Facts about the service.
        | "documentationUrl" | "idempotent" | "readonly"
    )
}

/// In the input, the output or an error of an operation, beside the name of the shape.
pub(super) const IN_REFERENCE: [&str; 7] = [
    "documentation",
    // Said again by the shape.
    "error",
    "exception",
    "fault",
    "payload",
    // The query protocols have one around every output.
    "resultWrapper",
    "wrapper",
];

/// In a shape.
pub(super) fn in_shape(key: &str) -> bool {
    matches!(
        key,
        // Constraints, which the service checks.
        "min" | "max" | "pattern"
        // What older SDKs made of numbers, and where a shape comes from.
        | "box" | "synthetic" | "documentationUrl"
        // That a structure is one of the events of a union is said by the union.
        | "event"
        // The query protocols have one around every output; XML is read in any order.
        | "wrapper" | "xmlOrder"
    )
}

/// In a member, an element, a key or a value. Which values of its shape a member takes is for the service to say.
pub(super) fn in_member(key: &str) -> bool {
    matches!(key, "box" | "documentationUrl" | "enum")
}
