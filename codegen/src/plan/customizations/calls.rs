//! What the table says of clients and their calls, as calls of functions that the runtime has for it.

use syn::Ident;

use super::table::{Customization::*, SignedPayload, of};
use crate::model::{HttpBinding, Member};
use crate::plan::names;

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
    /// The service itself.
    Service,
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
    pub(crate) fn account_id_endpoints() -> Self {
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
    /// Whether endpoints say which auth schemes requests to them may use.
    pub(crate) auth_of_endpoint: bool,
}

/// Services of this name in signatures take tokens from the environment.
const ENVIRONMENT_TOKEN: &str = "bedrock";

impl OfService {
    /// What a client needs whose requests can have a token.
    pub(crate) fn take_tokens(&mut self, signing_name: &str) {
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
pub(crate) fn of_service(sdk_id: &str) -> OfService {
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
            SchemaDriven => found.schema_driven = true,
            Sessions => {
                let custom = |name, arguments| Custom::new(name, "s3-express", arguments);
                found.auth_of_endpoint = true;
                found
                    .auth_schemes
                    .push(custom("express", vec![Argument::Service]));
                found.take_over.push(custom("express_settings", Vec::new()));
                found
                    .interceptors
                    .push(custom("express_environment", Vec::new()));
            }
            _ => {}
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
    /// Traits that its output has besides, by their paths in the runtime's `client`.
    pub(crate) marks: Vec<&'static str>,
}

/// What an operation has by hand; `text` gives the field of the member of its input at an index, if that is an
/// optional text: nothing else can be adjusted.
pub(crate) fn of_operation(
    sdk_id: &str,
    operation: &str,
    members: &[Member],
    text: impl Fn(usize) -> Option<Ident>,
) -> OfOperation {
    let mut found = OfOperation::default();
    let of_inputs = |name, argument| Custom::new(name, "service-inputs", vec![argument]);
    for customization in of(sdk_id) {
        match *customization {
            LongPolling(operations) if operations.contains(&operation) => {
                let polling = Custom::new("long_polling", "long-polling", Vec::new());
                found.interceptors.push(polling);
            }
            Presigned(operations, payload) if operations.contains(&operation) => {
                found.presigned = Some(payload);
            }
            Marks(operations, mark) if operations.contains(&operation) => found.marks.push(mark),
            TextOr(name, value) => {
                let custom = of_inputs("text_or", Argument::Text(value));
                let meant = members.iter().position(|member| member.name == name);
                let field = meant.and_then(&text);
                found.adjusted.extend(field.map(|field| (field, custom)));
            }
            WithoutPrefix(targets, prefixes) => {
                let custom = of_inputs("without_prefix", Argument::Texts(prefixes));
                // Official clients look at the first such label only.
                let meant = members.iter().position(|member| {
                    member.http == Some(HttpBinding::Label)
                        && targets.contains(&member.target.shape.as_str())
                });
                let field = meant.and_then(&text);
                found.adjusted.extend(field.map(|field| (field, custom)));
            }
            _ => {}
        }
    }
    found
}
