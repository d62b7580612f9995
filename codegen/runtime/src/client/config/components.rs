//! The builder of a configuration: settings that are objects with behavior.

use super::builder::Builder;
use super::public::{
    AsyncSleep, HttpClient, Intercept, IntoShared, ProvideCredentials, ResolveCachedIdentity,
    SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, SharedInterceptor,
    SharedRuntimePlugin,
};
use crate::client::{auth, endpoint};
use aws_runtime::auth::sigv4;
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::client::auth::AuthScheme;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, SharedRetryClassifier};

impl<S> Builder<S> {
    /// Sets what provides the credentials.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(provider)));
        self
    }

    /// Sets what provides the credentials. `None` changes nothing.
    pub fn set_credentials_provider(
        &mut self,
        provider: Option<SharedCredentialsProvider>,
    ) -> &mut Self {
        if let Some(provider) = provider {
            #[cfg(feature = "sigv4a")]
            self.parts
                .components
                .set_identity_resolver(aws_runtime::auth::sigv4a::SCHEME_ID, provider.clone());
            self.parts
                .components
                .set_identity_resolver(sigv4::SCHEME_ID, provider);
        }
        self
    }

    /// Sets where identities are kept.
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.set_identity_cache(cache);
        self
    }

    /// Sets where identities are kept.
    pub fn set_identity_cache(&mut self, cache: impl ResolveCachedIdentity + 'static) -> &mut Self {
        self.parts.components.set_identity_cache(Some(cache));
        self
    }

    /// Sets what sends HTTP requests.
    pub fn http_client(mut self, http_client: impl HttpClient + 'static) -> Self {
        self.set_http_client(Some(http_client.into_shared()));
        self
    }

    /// Sets or unsets what sends HTTP requests.
    pub fn set_http_client(&mut self, http_client: Option<SharedHttpClient>) -> &mut Self {
        self.parts.components.set_http_client(http_client);
        self
    }

    /// Sets what lets time pass, for retries and timeouts.
    pub fn sleep_impl(mut self, sleep_impl: impl AsyncSleep + 'static) -> Self {
        self.set_sleep_impl(Some(sleep_impl.into_shared()));
        self
    }

    /// Sets or unsets what lets time pass.
    pub fn set_sleep_impl(&mut self, sleep_impl: Option<SharedAsyncSleep>) -> &mut Self {
        self.parts.components.set_sleep_impl(sleep_impl);
        self
    }

    /// Sets what tells the time.
    pub fn time_source(mut self, time_source: impl TimeSource + 'static) -> Self {
        self.set_time_source(Some(time_source.into_shared()));
        self
    }

    /// Sets or unsets what tells the time.
    pub fn set_time_source(&mut self, time_source: Option<SharedTimeSource>) -> &mut Self {
        self.parts.components.set_time_source(time_source);
        self
    }

    /// Sets what finds the endpoint of each request.
    pub fn endpoint_resolver<R>(mut self, resolver: R) -> Self
    where
        S: endpoint::Share<R>,
    {
        self.set_endpoint_resolver(Some(S::share(resolver)));
        self
    }

    /// Sets or unsets what finds the endpoint of each request.
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) -> &mut Self {
        self.parts.components.set_endpoint_resolver(resolver);
        self
    }

    /// Adds an auth scheme. It replaces one with the same id.
    pub fn push_auth_scheme(mut self, auth_scheme: impl AuthScheme + 'static) -> Self {
        self.parts.components.push_auth_scheme(auth_scheme);
        self
    }

    /// Sets what chooses the auth schemes of each request.
    pub fn auth_scheme_resolver<R>(mut self, resolver: R) -> Self
    where
        S: auth::Share<R>,
    {
        self.set_auth_scheme_resolver(resolver);
        self
    }

    /// Sets what chooses the auth schemes of each request.
    pub fn set_auth_scheme_resolver<R>(&mut self, resolver: R) -> &mut Self
    where
        S: auth::Share<R>,
    {
        self.parts
            .components
            .set_auth_scheme_option_resolver(Some(S::share(resolver)));
        self
    }

    /// Sends requests without a signature if there are no credentials.
    pub fn allow_no_auth(mut self) -> Self {
        self.set_allow_no_auth();
        self
    }

    /// Sends requests without a signature if there are no credentials.
    pub fn set_allow_no_auth(&mut self) -> &mut Self {
        self.push_runtime_plugin(SharedRuntimePlugin::new(NoAuthRuntimePluginV2::new()))
    }

    /// Adds an interceptor.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.push_interceptor(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds an interceptor.
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
        self.parts.components.push_interceptor(interceptor);
        self
    }

    /// Sets the interceptors, in place of those added so far.
    pub fn set_interceptors(
        &mut self,
        interceptors: impl IntoIterator<Item = SharedInterceptor>,
    ) -> &mut Self {
        self.parts
            .components
            .set_interceptors(interceptors.into_iter());
        self
    }

    /// Adds a retry classifier. It sees the outcome of each attempt and can overrule those with
    /// a lower priority.
    pub fn retry_classifier(mut self, classifier: impl ClassifyRetry + 'static) -> Self {
        self.push_retry_classifier(SharedRetryClassifier::new(classifier));
        self
    }

    /// Adds a retry classifier.
    pub fn push_retry_classifier(&mut self, classifier: SharedRetryClassifier) -> &mut Self {
        self.parts.components.push_retry_classifier(classifier);
        self
    }

    /// Sets the retry classifiers, in place of those added so far.
    pub fn set_retry_classifiers(
        &mut self,
        classifiers: impl IntoIterator<Item = SharedRetryClassifier>,
    ) -> &mut Self {
        self.parts
            .components
            .set_retry_classifiers(classifiers.into_iter());
        self
    }
}
