//! Signing a request that is not sent.

use super::config::PresigningConfig;
use super::request::PresignedRequest;
use crate::client::called::Erase;
use crate::client::config::Builder;
use crate::client::customize::CustomizableOperation;
use crate::client::empty_payload::empty_payload;
use crate::client::handle::Handle;
use crate::client::invoke::prepare;
use crate::client::presigned::Presigned;
use crate::error::{BoxError, SdkError};
use crate::http::in_query;
use crate::operation::exchange::Requests;
use crate::operation::in_memory;
use aws_runtime::auth::{HttpSignatureType, PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::service_clock_skew::ServiceClockSkewInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextMut, Input,
};
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, disable_interceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{
    RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{SerializeRequest, SharedRequestSerializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;

/// What is signed of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Any body may be sent.
    Unsigned,
    /// No body may be sent: what would be in it is in the query of a `GET`.
    Empty,
}

/// An operation that can be signed in advance.
pub trait Presign: Erase + Requests {
    /// What is signed of the body.
    const PAYLOAD: Payload;
}

/// Signs the request.
pub async fn presign<O: Presign>(
    handle: &Handle<O::Service>,
    input: O::Input,
    config_override: Option<Builder<O::Service>>,
    config: PresigningConfig,
) -> Result<PresignedRequest, SdkError<O::Error>> {
    let request = prepare::<O>(handle, input, config_override, plugin::<O>(config)).await?;
    PresignedRequest::new(request).map_err(SdkError::construction_failure)
}

fn plugin<O: Presign>(config: PresigningConfig) -> StaticRuntimePlugin {
    const CAUSE: &str = "presigning";
    let mut layer = Layer::new("Presigning");
    layer.store_put(Presigned);
    layer.store_put(SharedRequestSerializer::new(Alternative::<O>(PhantomData)));
    layer.store_put(match O::PAYLOAD {
        Payload::Unsigned => PayloadSigningOverride::unsigned_payload(),
        Payload::Empty => empty_payload(),
    });
    layer.store_put(disable_interceptor::<InvocationIdInterceptor>(CAUSE));
    layer.store_put(disable_interceptor::<RequestInfoInterceptor>(CAUSE));
    layer.store_put(disable_interceptor::<UserAgentInterceptor>(CAUSE));
    layer.store_put(disable_interceptor::<ServiceClockSkewInterceptor>(CAUSE));
    let time = SharedTimeSource::new(StaticTimeSource::new(config.start_time()));
    let components = RuntimeComponentsBuilder::new("SigV4PresigningRuntimePlugin")
        .with_interceptor(SharedInterceptor::permanent(QuerySignature(config)))
        .with_retry_strategy(Some(NeverRetryStrategy::new()))
        .with_time_source(Some(time));
    StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// Serializes the request that is signed in advance.
struct Alternative<O>(PhantomData<O>);

impl<O> fmt::Debug for Alternative<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Alternative")
    }
}

impl<O: Presign> SerializeRequest for Alternative<O> {
    fn serialize_input(&self, input: Input, _: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let input = input
            .downcast()
            .map_err(|_| "the input is of another type")?;
        let request = match O::PAYLOAD {
            Payload::Unsigned => match O::STREAM {
                Some(request) => request(input)?.request,
                None => in_memory::request::<O>(&input)?.map(SdkBody::from),
            },
            Payload::Empty => in_query(&O::ROUTE, &input)?.map(SdkBody::from),
        };
        Ok(HttpRequest::try_from(request)?)
    }
}

/// Puts the signature into the query.
#[derive(Debug)]
struct QuerySignature(PresigningConfig);

#[dyn_dispatch_hint]
impl Intercept for QuerySignature {
    fn name(&self) -> &'static str {
        "SigV4PresigningInterceptor"
    }

    fn modify_before_signing(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let config = cfg.load::<SigV4OperationSigningConfig>().cloned();
        let mut config = config.ok_or("requests of this operation are not signed")?;
        config.signing_options.expires_in = Some(self.0.expires());
        config.signing_options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        cfg.interceptor_state().store_put(config);
        Ok(())
    }
}

/// The future of a signature.
pub type Presigning<E> =
    Pin<Box<dyn Future<Output = Result<PresignedRequest, SdkError<E>>> + Send>>;

/// A request that can be signed with other settings than those of its client.
pub trait CustomizablePresigned<E, S>: Send + Sync {
    /// Signs the request.
    fn presign(self, config_override: Builder<S>, config: PresigningConfig) -> Presigning<E>;
}

impl<T, E, B, S> CustomizableOperation<T, E, B, S> {
    /// Signs the request, to be sent by others until it expires.
    ///
    /// # Errors
    ///
    /// If the request cannot be made or signed.
    pub async fn presigned(self, config: PresigningConfig) -> Result<PresignedRequest, SdkError<E>>
    where
        E: std::error::Error + Send + Sync + 'static,
        B: CustomizablePresigned<E, S>,
    {
        let (request, config_override) = self.into_parts();
        request.presign(config_override, config).await
    }
}

/// Lets the fluent builder of an operation sign in advance.
#[doc(hidden)]
#[macro_export]
macro_rules! presigned {
    ($name:ident, $operation:ty, $error:ty, $service:ty, $payload:ident $(,)?) => {
        impl $crate::client::presigning::sign::Presign for $operation {
            const PAYLOAD: $crate::client::presigning::sign::Payload =
                $crate::client::presigning::sign::Payload::$payload;
        }

        impl $name {
            /// Signs the request, to be sent by others, without credentials, until it expires. The
            /// signature ends with the credentials that it was made with, too.
            ///
            /// # Errors
            ///
            /// If the request cannot be made or signed.
            pub async fn presigned(
                self,
                presigning_config: $crate::client::presigning::PresigningConfig,
            ) -> ::std::result::Result<
                $crate::client::presigning::PresignedRequest,
                $crate::error::SdkError<$error>,
            > {
                let input = self
                    .inner
                    .build()
                    .map_err($crate::error::SdkError::construction_failure)?;
                $crate::client::presigning::sign::presign::<$operation>(
                    &self.handle,
                    input,
                    self.config_override,
                    presigning_config,
                )
                .await
            }
        }

        impl $crate::client::presigning::sign::CustomizablePresigned<$error, $service> for $name {
            fn presign(
                mut self,
                config_override: $crate::client::config::Builder<$service>,
                config: $crate::client::presigning::PresigningConfig,
            ) -> $crate::client::presigning::sign::Presigning<$error> {
                self.config_override = Some(config_override);
                ::std::boxed::Box::pin(self.presigned(config))
            }
        }
    };
}
