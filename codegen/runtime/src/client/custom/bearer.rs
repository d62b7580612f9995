//! Tokens in the place of signatures.

use crate::client::config::Builder;
use crate::client::config::from_sdk_config::of_service;
use crate::error::BoxError;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime::client::auth::http::BearerAuthScheme;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{AuthSchemePreference, SharedAuthScheme};
use aws_smithy_runtime_api::client::identity::http::Token;
use aws_smithy_runtime_api::client::identity::{Identity, IdentityFuture, ResolveIdentity};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::sdk_config::SdkConfig;

/// The scheme that puts a token into the request.
pub fn bearer() -> SharedAuthScheme {
    SharedAuthScheme::new(BearerAuthScheme::new())
}

/// Takes the token provider over that clients share.
pub fn shared_token<S>(mut builder: Builder<S>, shared: &SdkConfig) -> Builder<S> {
    if let Some(provider) = shared.token_provider() {
        builder.set_token(provider);
    }
    builder
}

/// Takes a token that the environment has for this service, and prefers it to signatures, unless the
/// program itself says otherwise.
pub fn environment_token<S>(
    mut builder: Builder<S>,
    shared: &SdkConfig,
    service: &str,
) -> Builder<S> {
    let Some(token) = of_service(shared, service, "AWS_BEARER_TOKEN", "") else {
        return builder;
    };
    if !shared
        .get_origin("auth_scheme_preference")
        .is_client_config()
    {
        let preference = AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]);
        builder.set_auth_scheme_preference(Some(preference));
    }
    if !shared.get_origin("token_provider").is_client_config() {
        builder.set_token(EnvironmentToken(Token::new(token, None)));
    }
    builder
}

/// A token that the user agent tells to come from the environment.
#[derive(Debug)]
struct EnvironmentToken(Token);

impl ResolveIdentity for EnvironmentToken {
    fn resolve_identity<'a>(
        &'a self,
        _: &'a RuntimeComponents,
        _: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        let identity = Identity::builder()
            .data(self.0.clone())
            .property(AwsCredentialFeature::BearerServiceEnvVars)
            .build();
        IdentityFuture::ready(identity.map_err(BoxError::from))
    }
}
