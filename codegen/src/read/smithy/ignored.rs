//! The traits that no reader takes: what is known to change nothing that a client does, what may change
//! the wire, and what is unknown.
//!
//! What may change the wire makes its owner unsupported. What is unknown is left out with a warning.

use super::super::cursor::Object;
use crate::model::Unsupported;

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
const TRAITS: [&str; 44] = [
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
    "smithy.api#deprecated",
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
    "smithy.api#traitValidators",
    "smithy.api#unitType",
    // Definitions of traits; where they are used is told by the definition.
    "smithy.api#authDefinition",
    "smithy.api#protocolDefinition",
    // Defaults are on members; a reader of Smithy 1.0 looks at `box` itself.
    "smithy.api#addedDefault",
    "smithy.api#box",
    "smithy.api#default",
    // A marker that Smithy leaves on shapes whose ids it changed.
    "smithy.synthetic#originalShapeId",
];

/// The namespaces whose traits say what goes over the wire: what is new in them may, too.
const WIRE: [&str; 7] = [
    "aws.api#",
    "aws.auth#",
    "aws.customizations#",
    "aws.protocols#",
    "smithy.api#",
    "smithy.protocols#",
    "smithy.rules#",
];

/// What nobody has taken of `traits` and may change the wire. What is unknown beside it is left out.
pub(super) fn rest(mut traits: Object<'_>) -> Vec<Unsupported> {
    let begins = |id: &str, namespaces: &[&str]| namespaces.iter().any(|of| id.starts_with(of));
    let is_ignored = |id: &str| TRAITS.contains(&id) || begins(id, &PREFIXES);
    traits.leave_out("trait", |id| !is_ignored(id) && !begins(id, &WIRE));
    traits.unsupported("trait", is_ignored)
}
