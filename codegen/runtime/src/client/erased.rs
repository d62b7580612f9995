//! An operation without its types: the orchestrator, the interceptors and the future of a call are
//! compiled once for all operations, not once for each.

use super::config::by_hand::ByHand;
use super::endpoint::{EndpointParams, InvalidParams};
use super::operation_plugin::OperationPlugin;
use super::prepare::{Interceptors, Prepare};
use super::retries::{Skew, Told, skew, told};
use super::service::HasClient;
use super::telemetry::Capture;
use crate::error::{BoxError, BuildError};
use crate::http::{Head, Reply};
use crate::operation::exchange::{Exchange, Outgoing};
use crate::operation::response::{self, Failure, Unexpected};
use crate::operation::{AnyOperation, Service, in_memory};
use crate::protocol::Protocol;
use crate::schema::Structure;
use crate::service::Facts;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;

/// What is collected of an input for the rules of its endpoint.
type Params = fn(&Input, &ConfigBag) -> Result<EndpointResolverParams, BoxError>;

/// What the head of a response says; `None` if the body must be read first.
type ParseHead = fn(Head<'_>, &mut SdkBody) -> Option<Result<Output, BoxError>>;

/// What comes before the host name of the endpoint.
type Prefix = fn(&Input) -> Result<Option<String>, BoxError>;

/// What the client needs of an operation. What only few operations have is an `Option`, so that nothing is
/// compiled for the others.
pub struct ErasedOperation {
    /// Its name in the API.
    pub(super) name: &'static str,
    /// Whether there is something sensitive in the output: then no log shows the response.
    pub(super) sensitive_output: bool,
    /// The service that it is an operation of.
    pub(super) service: &'static Facts,
    /// The name of the interceptor that copies input members to telemetry.
    pub(super) telemetry_interceptor: &'static str,
    /// The name of the interceptor that collects the endpoint parameters.
    pub(super) endpoint_interceptor: &'static str,
    /// Logs the id of a request.
    pub(super) trace: fn(Option<&str>),
    /// The request without endpoint and signature.
    pub(super) request: fn(Input) -> Result<Outgoing, BoxError>,
    /// Reads a response whose body was not read.
    pub(super) parse_head: Option<ParseHead>,
    /// Whether a response is an error.
    pub(super) is_error: fn(&Reply<'_>) -> bool,
    /// The output of a response whose body is there.
    pub(super) output: fn(&Reply<'_>) -> Result<Output, BoxError>,
    /// What went wrong.
    pub(super) failure: fn(Failure<'_>) -> OrchestratorError<Error>,
    /// What the endpoint depends on.
    pub(super) endpoint_params: Params,
    /// What comes before the host name of the endpoint.
    pub(super) host_prefix: Option<Prefix>,
    /// Copies the wanted members of the input.
    pub(super) capture: Option<fn(&Input, &mut Capture<'_>)>,
    /// The interceptors that only this operation has.
    pub(super) interceptors: Option<Interceptors>,
    /// Adds what its calls need besides.
    pub(super) extend: Option<fn(&mut OperationPlugin)>,
    /// What its error tells of itself.
    pub(super) told: Told,
    /// Whether an error comes of a clock that is wrong.
    pub(super) skew: Skew,
    /// Error codes that are worth another try, beside those of all services.
    pub(super) transient_codes: &'static [&'static str],
}

impl fmt::Debug for ErasedOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl ErasedOperation {
    /// The operation `O`, and the names of its interceptors.
    pub const fn of<O: Exchange + Prepare>(
        telemetry_interceptor: &'static str,
        endpoint_interceptor: &'static str,
    ) -> Self {
        Self {
            name: O::NAME,
            sensitive_output: O::SENSITIVE_OUTPUT,
            service: <O::Service as Service>::FACTS,
            telemetry_interceptor,
            endpoint_interceptor,
            trace: <O::Service as HasClient>::trace,
            request: match O::STREAM {
                Some(_) => streaming_request::<O>,
                None => request::<O>,
            },
            parse_head: match O::HEAD {
                Some(_) => Some(parse_head::<O>),
                None => None,
            },
            is_error: <<O::Service as Service>::Protocol as Protocol>::is_error,
            output: output::<O>,
            failure: match <O::Service as Service>::FACTS.schema_driven {
                true => schema_driven_failure::<O>,
                false => failure::<O>,
            },
            endpoint_params: match O::ENDPOINT_PARAMS {
                Some(_) => endpoint_params::<O>,
                None => params_of_service::<<O::Service as HasClient>::Params>,
            },
            host_prefix: match O::HOST_PREFIX {
                Some(_) => Some(host_prefix::<O>),
                None => None,
            },
            capture: Some(capture::<O>),
            interceptors: O::INTERCEPTORS,
            extend: O::EXTEND,
            told: told::<O::Error>,
            skew: skew::<O::Error>,
            transient_codes: <O::Service as ByHand>::TRANSIENT_CODES,
        }
    }

    /// What a response says whose body was not read; `None` if it must be read first.
    pub(super) fn parse_unread(&self, response: &mut HttpResponse) -> Option<OutputOrError> {
        let parse_head = self.parse_head?;
        let mut body = std::mem::replace(response.body_mut(), SdkBody::taken());
        let head = Head::of_client(response);
        let parsed = parse_head(head, &mut body);
        if parsed.is_some() {
            (self.trace)(head.request_id());
        }
        *response.body_mut() = body;
        Some(parsed?.map_err(|error| (self.failure)(Failure::Unreadable(error))))
    }

    /// What a response says whose body is there.
    pub(super) fn parse(&self, reply: &Reply<'_>) -> OutputOrError {
        (self.trace)(reply.head().request_id());
        // Of a success with a stream the head was enough.
        if self.parse_head.is_some() || (self.is_error)(reply) {
            return Err((self.failure)(Failure::Said(reply)));
        }
        (self.output)(reply).map_err(|error| (self.failure)(Failure::Unreadable(error)))
    }
}

fn typed<O: AnyOperation>(input: &Input) -> Result<&O::Input, BoxError> {
    match input.downcast_ref() {
        Some(input) => Ok(input),
        None => Err(wrong_input(O::NAME)),
    }
}

/// Only an interceptor that puts another input in can cause it.
#[cold]
fn wrong_input(operation: &str) -> BoxError {
    format!("the input is not one of {operation}").into()
}

fn request<O: Exchange>(input: Input) -> Result<Outgoing, BoxError> {
    match typed::<O>(&input) {
        Ok(input) => sent(in_memory::request::<O>(input)),
        Err(error) => Err(error),
    }
}

fn sent(request: Result<::http::Request<Vec<u8>>, BuildError>) -> Result<Outgoing, BoxError> {
    Ok(request?.into())
}

fn streaming_request<O: Exchange>(input: Input) -> Result<Outgoing, BoxError> {
    match (O::STREAM, input.downcast()) {
        (Some(request), Ok(input)) => Ok(request(input)?),
        _ => Err(wrong_input(O::NAME)),
    }
}

fn parse_head<O: Exchange>(head: Head<'_>, body: &mut SdkBody) -> Option<Result<Output, BoxError>> {
    match O::HEAD?(head, body)? {
        Ok(output) => Some(Ok(Output::erase(output))),
        Err(error) => Some(Err(error)),
    }
}

fn output<O: Exchange>(reply: &Reply<'_>) -> Result<Output, BoxError> {
    match response::output::<O>(reply) {
        Ok(output) => Ok(Output::erase(output)),
        Err(error) => Err(error),
    }
}

fn failure<O: AnyOperation>(failure: Failure<'_>) -> OrchestratorError<Error> {
    OrchestratorError::operation(Error::erase(response::said::<O>(failure)))
}

/// Services that are driven by schemas tell responses that they should not have sent from their errors.
fn schema_driven_failure<O: AnyOperation>(failure: Failure<'_>) -> OrchestratorError<Error> {
    match response::expected::<O>(failure) {
        Ok(error) => OrchestratorError::operation(Error::erase(error)),
        Err(Unexpected::Unreadable(source)) => OrchestratorError::other(source),
        Err(unmodeled) => {
            let error: O::Error = response::unhandled(unmodeled.into_unhandled());
            OrchestratorError::other(error)
        }
    }
}

fn endpoint_params<O: Prepare>(
    input: &Input,
    config: &ConfigBag,
) -> Result<EndpointResolverParams, BoxError> {
    let params = <<O::Service as HasClient>::Params>::of(config);
    built::<<O::Service as HasClient>::Params>(match (O::ENDPOINT_PARAMS, typed::<O>(input)) {
        (Some(set), Ok(input)) => set(input, params),
        (None, Ok(_)) => Ok(params),
        (_, Err(error)) => return Err(error),
    })
}

/// The parameters that the configuration has.
fn params_of_service<P: EndpointParams>(
    _: &Input,
    config: &ConfigBag,
) -> Result<EndpointResolverParams, BoxError> {
    built::<P>(Ok(P::of(config)))
}

fn built<P: EndpointParams>(
    params: Result<P::Builder, BuildError>,
) -> Result<EndpointResolverParams, BoxError> {
    match P::build(params?) {
        Ok(params) => Ok(EndpointResolverParams::new(params)),
        Err(error) => Err(not_built(error)),
    }
}

#[cold]
fn not_built(error: InvalidParams) -> BoxError {
    ContextAttachedError::new("endpoint params could not be built", error).into()
}

fn host_prefix<O: Prepare>(input: &Input) -> Result<Option<String>, BoxError> {
    match (O::HOST_PREFIX, typed::<O>(input)) {
        (Some(prefix), Ok(input)) => prefix(input),
        (None, Ok(_)) => Ok(None),
        (_, Err(error)) => Err(error),
    }
}

fn capture<O: Exchange>(input: &Input, capture: &mut Capture<'_>) {
    if let Ok(input) = typed::<O>(input) {
        input.write(capture);
    }
}
