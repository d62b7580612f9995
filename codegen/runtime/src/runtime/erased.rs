//! An operation without its types: the orchestrator, the interceptors and the future of a call are
//! compiled once for all operations, not once for each.

use super::error::BoxError;
use super::operation::{Operation, Rejection};
use super::reply::Reply;
use super::schema::Structure;
use super::telemetry::Capture;
use crate::endpoint::ParamsBuilder;
use crate::meta::protocol;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::{
    ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use std::fmt;
use std::marker::PhantomData;

/// What the client needs of an operation.
pub trait ErasedOperation: fmt::Debug + Send + Sync {
    fn name(&self) -> &'static str;

    fn sensitive_output(&self) -> bool;

    fn telemetry_interceptor(&self) -> &'static str;

    fn endpoint_interceptor(&self) -> &'static str;

    fn span(&self) -> tracing::Span;

    fn plugin(&self) -> &'static SharedRuntimePlugin;

    fn request(&self, input: &Input) -> Result<http::Request<Vec<u8>>, BoxError>;

    fn parse(&self, reply: &Reply<'_>) -> OutputOrError;

    fn endpoint_params(
        &self,
        input: &Input,
        params: ParamsBuilder,
    ) -> Result<ParamsBuilder, BoxError>;

    fn host_prefix(&self, input: &Input) -> Result<Option<String>, BoxError>;

    fn capture(&self, input: &Input, capture: &mut Capture<'_>);

    /// They ask the operation's own error for its code and kind.
    fn retry_classifiers(&self) -> [SharedRetryClassifier; 4];
}

/// The operation `O`.
pub(crate) struct Typed<O>(pub(crate) PhantomData<O>);

impl<O: Operation> fmt::Debug for Typed<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(O::NAME)
    }
}

fn typed<O: Operation>(input: &Input) -> Result<&O::Input, BoxError> {
    input.downcast_ref().ok_or_else(|| wrong_input(O::NAME))
}

/// Only an interceptor that puts another input in can cause it.
#[cold]
fn wrong_input(operation: &str) -> BoxError {
    format!("the input is not one of {operation}").into()
}

impl<O: Operation> ErasedOperation for Typed<O> {
    fn name(&self) -> &'static str {
        O::NAME
    }

    fn sensitive_output(&self) -> bool {
        O::SENSITIVE_OUTPUT
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

    fn plugin(&self) -> &'static SharedRuntimePlugin {
        O::plugin()
    }

    fn request(&self, input: &Input) -> Result<http::Request<Vec<u8>>, BoxError> {
        Ok(protocol::request::<O>(typed::<O>(input)?)?)
    }

    fn parse(&self, reply: &Reply<'_>) -> OutputOrError {
        match protocol::parse::<O>(reply) {
            Ok(output) => Ok(Output::erase(output)),
            Err(Rejection::Service(error)) => {
                Err(OrchestratorError::operation(Error::erase(error)))
            }
            Err(Rejection::Response(source)) => Err(OrchestratorError::other(source)),
        }
    }

    fn endpoint_params(
        &self,
        input: &Input,
        params: ParamsBuilder,
    ) -> Result<ParamsBuilder, BoxError> {
        Ok(O::endpoint_params(typed::<O>(input)?, params))
    }

    fn host_prefix(&self, input: &Input) -> Result<Option<String>, BoxError> {
        Ok(O::host_prefix(typed::<O>(input)?)?)
    }

    fn capture(&self, input: &Input, capture: &mut Capture<'_>) {
        if let Ok(input) = typed::<O>(input) {
            let Ok(()) = input.write(capture);
        }
    }

    fn retry_classifiers(&self) -> [SharedRetryClassifier; 4] {
        [
            SharedRetryClassifier::new(TransientErrorClassifier::<O::Error>::new()),
            SharedRetryClassifier::new(ModeledAsRetryableClassifier::<O::Error>::new()),
            SharedRetryClassifier::new(AwsErrorCodeClassifier::<O::Error>::new()),
            SharedRetryClassifier::new(ServiceClockSkewClassifier::<O::Error>::new()),
        ]
    }
}
