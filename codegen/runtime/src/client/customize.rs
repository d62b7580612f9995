//! Changes to a single call before it is sent.

use super::config::Builder;
use super::config::public::{Intercept, SharedInterceptor, SharedRuntimePlugin};
use super::sending::Sending;
use crate::error::SdkError;
use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use std::error::Error;
use std::marker::PhantomData;

/// A request of the service `S` that can still be changed: `T` is its output, `E` its error, `B` its
/// builder.
pub struct CustomizableOperation<T, E, B, S> {
    request: B,
    config_override: Option<Builder<S>>,
    interceptors: Vec<SharedInterceptor>,
    plugins: Vec<SharedRuntimePlugin>,
    result: PhantomData<(T, E)>,
}

/// A request that can be sent with other settings than those of its client.
pub trait CustomizableSend<T, E, S>: Send + Sync {
    /// Sends the request.
    fn send(self, config_override: Builder<S>) -> Sending<T, E>;
}

impl<T, E, B, S> CustomizableOperation<T, E, B, S> {
    #[doc(hidden)]
    pub fn new(request: B) -> Self {
        Self {
            request,
            config_override: None,
            interceptors: Vec::new(),
            plugins: Vec::new(),
            result: PhantomData,
        }
    }

    /// Adds an interceptor to this call. It runs after those of the client.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    #[cfg(feature = "service-signing")]
    pub(super) fn plugin(mut self, plugin: SharedRuntimePlugin) -> Self {
        self.plugins.push(plugin);
        self
    }

    /// Replaces the HTTP request of each attempt by what the function makes of it, before it is
    /// signed.
    pub fn map_request<F, MapE>(self, f: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
        MapE: Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(f))
    }

    /// Changes the HTTP request of each attempt in place, before it is signed.
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(f))
    }

    /// Uses other settings than those of the client in this call. What is not set here stays as
    /// the client has it. A later override replaces an earlier one.
    pub fn config_override(mut self, config_override: impl Into<Builder<S>>) -> Self {
        self.config_override = Some(config_override.into());
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    ///
    /// As the `send` of the request itself.
    pub async fn send(self) -> Result<T, SdkError<E>>
    where
        E: Error + Send + Sync + 'static,
        B: CustomizableSend<T, E, S>,
    {
        let (request, config_override) = self.into_parts();
        request.send(config_override).await
    }

    /// The request, and all changes as settings.
    pub(super) fn into_parts(self) -> (B, Builder<S>) {
        let mut config_override = self.config_override.unwrap_or_default();
        for interceptor in self.interceptors {
            config_override.push_interceptor(interceptor);
        }
        for plugin in self.plugins {
            config_override.push_runtime_plugin(plugin);
        }
        (self.request, config_override)
    }
}
