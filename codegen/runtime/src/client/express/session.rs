//! The call that opens a session. It is no operation of the generated crate, which may do without.

use crate::client::config::express::of_call;
use crate::client::config::public::BehaviorVersion;
use crate::client::erased::ErasedOperation;
use crate::client::handle::Handle;
use crate::client::invoke::{outcome, run};
use crate::client::operation_plugin::OperationPlugin;
use crate::client::plugin::operation_plugin;
use crate::client::service::HasClient;
use crate::client::signing;
use crate::client::telemetry::Capture;
use crate::error::BoxError;
use crate::http::Reply;
use crate::operation::exchange::Outgoing;
use crate::protocol::session::{SessionError, read};
use crate::service::Facts;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_runtime::retries::classifiers::AwsErrorCodeClassifier;
use aws_smithy_runtime::client::orchestrator::StopPoint;
use aws_smithy_runtime::client::retries::classifiers::TransientErrorClassifier;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::SharedRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;
use std::marker::PhantomData;
use std::time::SystemTime;

/// Opens a session with what a call has, for the endpoint that these parameters lead to.
pub(super) async fn open<S: HasClient>(
    components: &RuntimeComponents,
    cfg: &ConfigBag,
    params: S::Params,
) -> Result<(Identity, SystemTime), BoxError> {
    let conf = of_call::<S>(components, cfg).behavior_version(BehaviorVersion::latest());
    let handle = Handle::<S>::new(conf.build());
    let operation: &'static dyn ErasedOperation = &CreateSession::<S>(PhantomData);
    let plugins = handle.plugins().clone();
    let plugins = plugins.with_operation_plugin(operation.plugin());
    let context = run(operation, Input::erase(params), plugins, StopPoint::None).await;
    let output = context.and_then(outcome);
    let output = output.map_err(|error| match error {
        SdkError::ServiceError(context) => unerased(context.into_err()),
        other => BoxError::from(other),
    })?;
    let wrong = |_| "the session is of another type";
    let mut credentials: Credentials = output.downcast().map_err(wrong)?;
    let end = credentials.expiry().ok_or("a session has an end")?;
    credentials
        .get_property_mut_or_default::<Vec<AwsCredentialFeature>>()
        .push(AwsCredentialFeature::S3ExpressBucket);
    Ok((Identity::from(credentials), end))
}

fn unerased(error: Error) -> BoxError {
    match error.downcast::<SessionError>() {
        Ok(error) => error.into(),
        Err(_) => "the session could not be opened".into(),
    }
}

/// The operation; its input is the parameters of its endpoint.
struct CreateSession<S>(PhantomData<fn() -> S>);

impl<S> fmt::Debug for CreateSession<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CreateSession")
    }
}

impl<S: HasClient> ErasedOperation for CreateSession<S> {
    fn name(&self) -> &'static str {
        "CreateSession"
    }

    fn sensitive_output(&self) -> bool {
        true
    }

    fn service(&self) -> &'static Facts {
        S::FACTS
    }

    fn telemetry_interceptor(&self) -> &'static str {
        "CreateSessionTelemetryInputCaptureInterceptor"
    }

    fn endpoint_interceptor(&self) -> &'static str {
        "CreateSessionEndpointParamsInterceptor"
    }

    fn span(&self) -> tracing::Span {
        tracing::debug_span!("S3.CreateSession")
    }

    fn plugin(&'static self) -> SharedRuntimePlugin {
        operation_plugin(self)
    }

    fn request(&self, _: Input) -> Result<Outgoing, BoxError> {
        let request = ::http::Request::get("/?session");
        Ok(Outgoing {
            request: request.body(SdkBody::empty())?,
            media_type: None,
            signer: None,
        })
    }

    fn parse_head(&self, _: &mut HttpResponse) -> Option<OutputOrError> {
        None
    }

    fn parse(&self, reply: &Reply<'_>) -> OutputOrError {
        match read(S::FACTS, reply) {
            Ok(session) => Ok(Output::erase(Credentials::new(
                session.access_key_id,
                session.secret_access_key,
                Some(session.session_token),
                Some(session.expiration),
                "s3express",
            ))),
            Err(error) => Err(OrchestratorError::operation(Error::erase(error))),
        }
    }

    fn endpoint_params(
        &self,
        input: &Input,
        _: &ConfigBag,
    ) -> Result<EndpointResolverParams, BoxError> {
        let params = input.downcast_ref::<S::Params>();
        let params = params.ok_or("the input is of another type")?;
        Ok(EndpointResolverParams::new(params.clone()))
    }

    fn host_prefix(&self, _: &Input) -> Result<Option<String>, BoxError> {
        Ok(None)
    }

    fn capture(&self, _: &Input, _: &mut Capture<'_>) {}

    fn interceptors(&self) -> Vec<SharedInterceptor> {
        Vec::new()
    }

    fn extend(&self, plugin: &mut OperationPlugin) {
        signing::uri_as_it_is(plugin);
        signing::content_sha256(plugin);
    }

    fn retry_classifiers(&self) -> Vec<SharedRetryClassifier> {
        vec![
            SharedRetryClassifier::new(TransientErrorClassifier::<SessionError>::new()),
            SharedRetryClassifier::new(AwsErrorCodeClassifier::<SessionError>::new()),
        ]
    }
}
