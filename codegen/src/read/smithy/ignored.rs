//! The traits that change nothing that a client does.
//!
//! Every other trait that no reader takes makes its owner unsupported.

/// Families of traits about other things than clients of the wire.
const PREFIXES: [&str; 7] = [
    "aws.apigateway#",
    "aws.cloudformation#",
    // What the rule set of the service was made from.
    "aws.endpoints#",
    "aws.iam#",
    "aws.tagging#",
    "smithy.openapi#",
    "smithy.test#",
];

/// Single traits.
const TRAITS: [&str; 38] = [
    // Facts about the service.
    "aws.api#arn",
    "aws.api#arnReference",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane",
    "aws.api#tagEnabled",
    "aws.api#taggable",
    // What browsers ask servers.
    "smithy.api#cors",
    // Constraints, which the service checks.
    "smithy.api#length",
    "smithy.api#pattern",
    "smithy.api#range",
    "smithy.api#uniqueItems",
    // For people and for tools.
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#internal",
    "smithy.api#private",
    "smithy.api#recommended",
    "smithy.api#since",
    "smithy.api#suppress",
    "smithy.api#tags",
    "smithy.api#title",
    "smithy.api#unstable",
    // How shapes of the model are related.
    "smithy.api#idRef",
    "smithy.api#idempotent",
    "smithy.api#input",
    "smithy.api#mixin",
    "smithy.api#nestedProperties",
    "smithy.api#noReplace",
    "smithy.api#notProperty",
    "smithy.api#output",
    "smithy.api#property",
    "smithy.api#readonly",
    "smithy.api#references",
    "smithy.api#resourceIdentifier",
    "smithy.api#trait",
    // Defaults are on members; a reader of Smithy 1.0 looks at `box` itself.
    "smithy.api#box",
    "smithy.api#default",
    // A marker that Smithy leaves on shapes whose ids it changed.
    "smithy.synthetic#originalShapeId",
];

/// Whether the trait can be passed over.
pub(super) fn is_ignored(id: &str) -> bool {
    TRAITS.contains(&id) || PREFIXES.iter().any(|prefix| id.starts_with(prefix))
}
