//! The call that opens a session. It is no operation of the generated crate, which may do without.

use crate::client::config::express::of_call;
use crate::client::config::public::BehaviorVersion;
use crate::client::erased::ErasedOperation;
use crate::client::handle::Handle;
use crate::client::invoke::run;
use crate::client::plugin::operation_plugin;
use crate::client::retries::{Tells, skew};
use crate::client::sending::outcome;
use crate::client::service::HasClient;
use crate::client::signing;
use crate::client::span::CallSite;
use crate::error::{BoxError, ProvideErrorMetadata};
use crate::operation::exchange::Outgoing;
use crate::operation::response::Failure;
use crate::protocol::Protocol;
use crate::protocol::s3::S3RestXml;
use crate::protocol::session::{Session, SessionError, read};
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime::client::orchestrator::StopPoint;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
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
    let operation = &CreateSession::<S>::OPERATION;
    let plugins = handle.plugins().clone();
    let plugins = plugins.with_operation_plugin(operation_plugin(operation));
    let input = Input::erase(params);
    let context = run(operation, &SPAN, input, plugins, StopPoint::None).await;
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

static SPAN: CallSite = CallSite::new("S3.CreateSession", module_path!(), &SPAN);

/// The operation; its input is the parameters of its endpoint.
struct CreateSession<S>(PhantomData<S>);

impl<S: HasClient> CreateSession<S> {
    const OPERATION: ErasedOperation = ErasedOperation {
        name: "CreateSession",
        sensitive_output: true,
        service: S::FACTS,
        telemetry_interceptor: "CreateSessionTelemetryInputCaptureInterceptor",
        endpoint_interceptor: "CreateSessionEndpointParamsInterceptor",
        trace: |_| (),
        request: |_| {
            Ok(Outgoing {
                request: ::http::Request::get("/?session").body(SdkBody::empty())?,
                media_type: None,
                signer: None,
            })
        },
        parse_head: None,
        is_error: S3RestXml::is_error,
        output: |reply| read(reply).map(credentials).map(Output::erase),
        failure: |failure| {
            OrchestratorError::operation(Error::erase(match failure {
                Failure::Said(reply) => SessionError::said(S::FACTS, reply),
                Failure::Unreadable(source) => SessionError::from(source),
            }))
        },
        endpoint_params: |input, _| {
            let params = input.downcast_ref::<S::Params>();
            let params = params.ok_or("the input is of another type")?;
            Ok(EndpointResolverParams::new(params.clone()))
        },
        host_prefix: None,
        capture: None,
        interceptors: None,
        extend: Some(|plugin| {
            signing::uri_as_it_is(plugin);
            signing::content_sha256(plugin);
        }),
        told: |error| {
            let code = error.downcast_ref::<SessionError>()?.code();
            Some(Tells { code, kind: None })
        },
        skew: skew::<SessionError>,
        transient_codes: &[],
    };
}

fn credentials(session: Session) -> Credentials {
    Credentials::new(
        session.access_key_id,
        session.secret_access_key,
        Some(session.session_token),
        Some(session.expiration),
        "s3express",
    )
}
