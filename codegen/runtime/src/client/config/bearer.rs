//! Settings of services whose requests can be signed with a token.

use super::builder::Builder;
use super::settings::HasSetting;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::ResolveIdentity;
use aws_smithy_runtime_api::client::identity::http::Token;

impl<S: HasSetting<Token>> Builder<S> {
    /// Sets what provides the token of requests.
    pub fn token_provider(mut self, provider: impl ProvideToken + 'static) -> Self {
        self.set_token_provider(Some(SharedTokenProvider::new(provider)));
        self
    }

    /// Sets what provides the token of requests. `None` changes nothing.
    pub fn set_token_provider(&mut self, provider: Option<SharedTokenProvider>) -> &mut Self {
        if let Some(provider) = provider {
            self.set_token(provider);
        }
        self
    }

    /// Sets the token of requests.
    pub fn bearer_token(self, token: Token) -> Self {
        self.bearer_token_resolver(token)
    }

    /// Sets what finds the token of requests.
    pub fn bearer_token_resolver(mut self, resolver: impl ResolveIdentity + 'static) -> Self {
        self.set_token(resolver);
        self
    }
}

impl<S> Builder<S> {
    pub(crate) fn set_token(&mut self, resolver: impl ResolveIdentity + 'static) {
        self.parts
            .components
            .set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, resolver);
    }
}
