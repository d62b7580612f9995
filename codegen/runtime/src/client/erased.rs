//! An operation without its types: the orchestrator, the interceptors and the future of a call are
//! compiled once for all operations, not once for each.

use super::config::by_hand::ByHand;
use super::endpoint::{EndpointParams, InvalidParams};
use super::operation_plugin::OperationPlugin;
use super::prepare::Prepare;
use super::retries::classifiers;
use super::service::HasClient;
use super::telemetry::Capture;
use crate::error::{BoxError, BuildError};
use crate::http::{Head, Reply};
use crate::operation::exchange::{Exchange, Outgoing};
use crate::operation::response::{Parsed, Rejection};
use crate::operation::{AnyOperation, OperationError, Service};
use crate::schema::Structure;
use crate::service::Facts;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::interceptors::error::ContextAttachedError;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::ProvideErrorKind;
use std::fmt;
use std::marker::PhantomData;

/// What the client needs of an operation.
pub trait ErasedOperation: fmt::Debug + Send + Sync {
    /// Its name in the API.
    fn name(&self) -> &'static str;

    /// Whether there is something sensitive in the output: then no log shows the response.
    fn sensitive_output(&self) -> bool;

    /// The service that it is an operation of.
    fn service(&self) -> &'static Facts;

    /// The name of the interceptor that copies input members to telemetry.
    fn telemetry_interceptor(&self) -> &'static str;

    /// The name of the interceptor that collects the endpoint parameters.
    fn endpoint_interceptor(&self) -> &'static str;

    /// A span around the whole call.
    fn span(&self) -> tracing::Span;

    /// The plugin of the operation, made at its first call.
    fn plugin(&'static self) -> SharedRuntimePlugin;

    /// The request without endpoint and signature.
    fn request(&self, input: Input) -> Result<Outgoing, BoxError>;

    /// What a response says whose body was not read; `None` if it must be read first.
    fn parse_head(&self, response: &mut HttpResponse) -> Option<OutputOrError>;

    /// What a response says whose body is there.
    fn parse(&self, reply: &Reply<'_>) -> OutputOrError;

    /// What the endpoint depends on.
    fn endpoint_params(
        &self,
        input: &Input,
        config: &ConfigBag,
    ) -> Result<EndpointResolverParams, BoxError>;

    /// What comes before the host name of the endpoint.
    fn host_prefix(&self, input: &Input) -> Result<Option<String>, BoxError>;

    /// Copies the wanted members of the input.
    fn capture(&self, input: &Input, capture: &mut Capture<'_>);

    /// The interceptors that only this operation has.
    fn interceptors(&self) -> Vec<SharedInterceptor>;

    /// Adds what its calls need besides.
    fn extend(&self, plugin: &mut OperationPlugin);

    /// They ask the operation's own error for its code and kind.
    fn retry_classifiers(&self) -> Vec<SharedRetryClassifier>;
}

/// An operation that can go without its types. Here is what only the macro `call!` can say, since it
/// must be constant at its place.
pub trait Erase: Prepare {
    /// The name of the interceptor that copies input members to telemetry.
    const TELEMETRY_INTERCEPTOR: &'static str;
    /// The name of the interceptor that collects the endpoint parameters.
    const ENDPOINT_INTERCEPTOR: &'static str;

    /// This operation without its types. What it points to is compiled in the generated crate, not in
    /// each program that calls the operation.
    fn erased() -> &'static dyn ErasedOperation;

    /// The plugin of this operation, made at its first call.
    fn plugin() -> &'static SharedRuntimePlugin;

    /// A span around the whole call.
    fn span() -> tracing::Span;
}

/// The operation `O`.
pub struct Typed<O>(pub PhantomData<O>);

impl<O: AnyOperation> fmt::Debug for Typed<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(O::NAME)
    }
}

fn typed<O: AnyOperation>(input: &Input) -> Result<&O::Input, BoxError> {
    input.downcast_ref().ok_or_else(|| wrong_input(O::NAME))
}

/// Only an interceptor that puts another input in can cause it.
#[cold]
fn wrong_input(operation: &str) -> BoxError {
    format!("the input is not one of {operation}").into()
}

/// The endpoint parameters of a service, if they can be: those of the configuration, and those that the
/// operation sets.
fn endpoint_params<P: EndpointParams>(
    config: &ConfigBag,
    set: &dyn Fn(P::Builder) -> Result<P::Builder, BuildError>,
) -> Result<EndpointResolverParams, BoxError> {
    match P::build(set(P::of(config)).map_err(not_sent)?) {
        Ok(params) => Ok(EndpointResolverParams::new(params)),
        Err(error) => Err(not_built(error)),
    }
}

#[cold]
fn not_built(error: InvalidParams) -> BoxError {
    ContextAttachedError::new("endpoint params could not be built", error).into()
}

#[cold]
fn not_sent(error: BuildError) -> BoxError {
    error.into()
}

fn erase<O: AnyOperation>(parsed: Parsed<O>) -> OutputOrError {
    match parsed {
        Ok(output) => Ok(Output::erase(output)),
        Err(Rejection::Service(error)) => Err(operation_error(Error::erase(error))),
        Err(Rejection::Response(source)) => {
            Err(match <O::Service as Service>::FACTS.schema_driven {
                true => OrchestratorError::other(source),
                false => operation_error(Error::erase(O::Error::from_source(source))),
            })
        }
    }
}

/// What an error tells of itself.
fn told<E: OperationError>(error: &Error) -> Option<&dyn ProvideErrorKind> {
    let error: &E = error.downcast_ref()?;
    Some(error)
}

fn operation_error(error: Error) -> OrchestratorError<Error> {
    OrchestratorError::operation(error)
}

/// Asks the operation about a response whose body was not read, and gives the body back to others.
fn ask_first(
    response: &mut HttpResponse,
    trace: fn(Option<&str>),
    ask: &dyn Fn(Head<'_>, &mut SdkBody) -> Option<OutputOrError>,
) -> Option<OutputOrError> {
    let mut body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let head = Head::of_client(response);
    let parsed = ask(head, &mut body);
    if parsed.is_some() {
        trace(head.request_id());
    }
    *response.body_mut() = body;
    parsed
}

impl<O: Exchange + Erase> ErasedOperation for Typed<O> {
    fn name(&self) -> &'static str {
        O::NAME
    }

    fn sensitive_output(&self) -> bool {
        O::SENSITIVE_OUTPUT
    }

    fn service(&self) -> &'static Facts {
        <O::Service as Service>::FACTS
    }

    fn telemetry_interceptor(&self) -> &'static str {
        O::TELEMETRY_INTERCEPTOR
    }

    fn endpoint_interceptor(&self) -> &'static str {
        O::ENDPOINT_INTERCEPTOR
    }

    fn span(&self) -> tracing::Span {
        O::span()
    }

    fn plugin(&'static self) -> SharedRuntimePlugin {
        O::plugin().clone()
    }

    fn request(&self, input: Input) -> Result<Outgoing, BoxError> {
        match input.downcast() {
            Ok(input) => O::outgoing(input).map_err(not_sent),
            Err(_) => Err(wrong_input(O::NAME)),
        }
    }

    fn parse_head(&self, response: &mut HttpResponse) -> Option<OutputOrError> {
        ask_first(response, <O::Service as HasClient>::trace, &|head, body| {
            O::incoming_head(head, body).map(erase::<O>)
        })
    }

    fn parse(&self, reply: &Reply<'_>) -> OutputOrError {
        <O::Service as HasClient>::trace(reply.head().request_id());
        erase::<O>(O::incoming(reply))
    }

    fn endpoint_params(
        &self,
        input: &Input,
        config: &ConfigBag,
    ) -> Result<EndpointResolverParams, BoxError> {
        let input = typed::<O>(input)?;
        endpoint_params::<<O::Service as HasClient>::Params>(config, &|params| {
            O::endpoint_params(input, params)
        })
    }

    fn host_prefix(&self, input: &Input) -> Result<Option<String>, BoxError> {
        O::host_prefix(typed::<O>(input)?)
    }

    fn capture(&self, input: &Input, capture: &mut Capture<'_>) {
        if let Ok(input) = typed::<O>(input) {
            let Ok(()) = input.write(capture);
        }
    }

    fn interceptors(&self) -> Vec<SharedInterceptor> {
        O::interceptors()
    }

    fn extend(&self, plugin: &mut OperationPlugin) {
        O::extend(plugin);
    }

    fn retry_classifiers(&self) -> Vec<SharedRetryClassifier> {
        // The skew of the clock is known to the official classifier only.
        let skew = SharedRetryClassifier::new(ServiceClockSkewClassifier::<O::Error>::new());
        classifiers(
            told::<O::Error>,
            <O::Service as ByHand>::TRANSIENT_CODES,
            skew,
        )
    }
}
