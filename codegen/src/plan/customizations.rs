//! What services have by hand: what official clients do for a few services and no model says. It stands
//! here and nowhere else.

use std::collections::BTreeSet;

use syn::Ident;

use super::names;
use crate::model::{self, Member, ShapeKind, Structure};

/// What a service has by hand.
#[derive(Clone, Copy, Debug)]
enum Customization {
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
    /// A shape whose values are secrets.
    Sensitive(&'static str),
    /// A host prefix that the endpoint rules have, too.
    NoHostPrefix(&'static str),
    /// Members of structures are options, whatever the model says of defaults.
    AllOptional,
    /// Shapes, or members as `Shape$member`, that have no default.
    NoDefault(&'static [&'static str]),
    /// The client reads responses by schemas: what it cannot read is no answer of the service. To other
    /// clients that is an error of the operation.
    SchemaDriven,
}

/// What of a body is signed in advance.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignedPayload {
    /// None of it: any body may be sent.
    Unsigned,
}

use Customization::*;

/// What services have by hand, by their `sdkId`.
const BY_HAND: [(&str, &[Customization]); 21] = [
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
    ("EC2", &[AllOptional]),
    ("EMR Serverless", &[NoDefault(&["WorkerCounts"])]),
    ("Evidently", &[NoDefault(&["ResultsPeriod"])]),
    (
        "Glacier",
        &[
            Header("x-amz-glacier-version", "2012-06-01"),
            TextOr("accountId", "-"),
        ],
    ),
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
        &[Presigned(
            &[
                "DeleteObject",
                "GetObject",
                "HeadObject",
                "PutObject",
                "UploadPart",
            ],
            SignedPayload::Unsigned,
        )],
    ),
    (
        "S3 Control",
        &[
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
    ("SQS", &[LongPolling(&["ReceiveMessage"])]),
    ("SSM", &[SchemaDriven]),
    ("SSO", &[Sensitive("RoleCredentials")]),
    (
        "STS",
        &[Sensitive("Credentials"), Transient("IDPCommunicationError")],
    ),
    (
        "SWF",
        &[LongPolling(&["PollForActivityTask", "PollForDecisionTask"])],
    ),
];

/// What the service of this `sdkId` has by hand.
fn of(sdk_id: &str) -> &'static [Customization] {
    let found = BY_HAND.iter().find(|(id, _)| *id == sdk_id);
    found.map_or(&[], |(_, of)| of)
}

/// Changes the model where official clients have another one.
pub(crate) fn change(service: &mut model::Service) {
    for customization in of(&service.sdk_id) {
        match customization {
            Sensitive(name) => {
                if let Some(shape) = service.shapes.get_mut(*name) {
                    shape.sensitive = true;
                }
            }
            NoHostPrefix(text) => {
                for operation in service.operations.values_mut() {
                    let prefix = &mut operation.host_prefix;
                    prefix.take_if(|prefix| prefix.to_string() == *text);
                }
            }
            AllOptional => all_optional(service),
            NoDefault(names) => {
                let names: BTreeSet<&str> = names.iter().copied().collect();
                without_defaults(service, |shape, member| {
                    names.contains(member.target.shape.as_str())
                        || names.contains(format!("{shape}${}", member.name).as_str())
                });
            }
            Retries(..) | LongPolling(_) | Presigned(..) | Transient(_) | Header(..)
            | TextOr(..) | WithoutPrefix(..) | SchemaDriven => {}
        }
    }
}

fn all_optional(service: &mut model::Service) {
    for shape in service.shapes.values_mut() {
        if let ShapeKind::Structure(Structure { members, .. }) = &mut shape.kind {
            members.iter_mut().for_each(|it| it.client_optional = true);
        }
    }
}

fn without_defaults(service: &mut model::Service, is_meant: impl Fn(&str, &Member) -> bool) {
    for (name, shape) in &mut service.shapes {
        if let ShapeKind::Structure(Structure { members, .. }) = &mut shape.kind {
            for member in members.iter_mut().filter(|member| is_meant(name, member)) {
                member.default = None;
            }
        }
    }
}

/// A call of one of the functions that the runtime has for this.
#[derive(Clone, Debug)]
pub(crate) struct Custom {
    pub(crate) function: Ident,
    pub(crate) arguments: Vec<Argument>,
    /// The feature of the runtime that has the function.
    pub(crate) feature: &'static str,
}

/// An argument of such a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Argument {
    Text(&'static str),
    Texts(&'static [&'static str]),
    Number(u64),
}

impl Custom {
    fn new(function: &'static str, feature: &'static str, arguments: Vec<Argument>) -> Self {
        Self {
            function: names::known(function),
            arguments,
            feature,
        }
    }

    /// Says in the user agent which mode of account endpoints is on.
    pub(super) fn account_id_endpoints() -> Self {
        Self::new("account_id_endpoints", "account-id-endpoints", Vec::new())
    }
}

/// What a client has by hand, whatever the operation.
#[derive(Debug, Default)]
pub(crate) struct OfService {
    pub(crate) interceptors: Vec<Custom>,
    /// What is changed of the configuration that clients share.
    pub(crate) take_over: Vec<Custom>,
    pub(crate) auth_schemes: Vec<Custom>,
    pub(crate) transient: Vec<&'static str>,
    /// Whether responses that cannot be read are no answer of the service.
    pub(crate) schema_driven: bool,
}

/// Services of this name in signatures take tokens from the environment.
const ENVIRONMENT_TOKEN: &str = "bedrock";

impl OfService {
    /// What a client needs whose requests can have a token.
    pub(super) fn take_tokens(&mut self, signing_name: &str) {
        let custom = |name, arguments| Custom::new(name, "bearer-auth", arguments);
        self.auth_schemes.push(custom("bearer", Vec::new()));
        self.take_over.push(custom("shared_token", Vec::new()));
        if signing_name == ENVIRONMENT_TOKEN {
            let service = vec![Argument::Text(ENVIRONMENT_TOKEN)];
            self.take_over.push(custom("environment_token", service));
        }
    }
}

/// What the client of a service has by hand.
pub(super) fn of_service(sdk_id: &str) -> OfService {
    let mut found = OfService::default();
    for customization in of(sdk_id) {
        match *customization {
            Retries(first_backoff, max_attempts) => {
                let arguments = vec![
                    Argument::Number(first_backoff),
                    Argument::Number(max_attempts),
                ];
                let retries = Custom::new("retries", "service-retries", arguments);
                found.take_over.push(retries);
            }
            Header(name, value) => {
                let arguments = vec![Argument::Text(name), Argument::Text(value)];
                let header = Custom::new("header", "service-headers", arguments);
                found.interceptors.push(header);
            }
            Transient(code) => found.transient.push(code),
            LongPolling(_) | Presigned(..) | TextOr(..) | WithoutPrefix(..) | Sensitive(_)
            | NoHostPrefix(_) | AllOptional | NoDefault(_) => {}
            SchemaDriven => found.schema_driven = true,
        }
    }
    found
}

/// What one operation has by hand.
#[derive(Debug, Default)]
pub(crate) struct OfOperation {
    pub(crate) interceptors: Vec<Custom>,
    /// Fields of the input, each with what is done to it.
    pub(crate) adjusted: Vec<(Ident, Custom)>,
    pub(crate) presigned: Option<SignedPayload>,
}

/// What an operation has by hand; `field` gives the field of a member of its input.
pub(super) fn of_operation<E>(
    sdk_id: &str,
    operation: &str,
    input: &[Member],
    field: impl Fn(&Member) -> Result<Ident, E>,
) -> Result<OfOperation, E> {
    let mut found = OfOperation::default();
    for customization in of(sdk_id) {
        match *customization {
            LongPolling(operations) if operations.contains(&operation) => {
                let polling = Custom::new("long_polling", "long-polling", Vec::new());
                found.interceptors.push(polling);
            }
            Presigned(operations, payload) if operations.contains(&operation) => {
                found.presigned = Some(payload);
            }
            TextOr(name, value) => {
                if let Some(member) = input.iter().find(|member| member.name == name) {
                    let custom =
                        Custom::new("text_or", "service-inputs", vec![Argument::Text(value)]);
                    found.adjusted.push((field(member)?, custom));
                }
            }
            WithoutPrefix(targets, prefixes) => {
                let is_meant = |member: &&Member| {
                    member.http == Some(model::HttpBinding::Label)
                        && targets.contains(&member.target.shape.as_str())
                };
                // Official clients look at the first such label only.
                if let Some(member) = input.iter().find(is_meant) {
                    let prefixes = vec![Argument::Texts(prefixes)];
                    let custom = Custom::new("without_prefix", "service-inputs", prefixes);
                    found.adjusted.push((field(member)?, custom));
                }
            }
            _ => {}
        }
    }
    Ok(found)
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
