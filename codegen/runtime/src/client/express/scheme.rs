//! The auth scheme: a signature as of all services, with the credentials of a session.

use super::provider::SessionProvider;
use crate::client::config::express::SCHEME_ID;
use crate::client::service::HasClient;
use aws_runtime::auth::sigv4::{self, SigV4Signer};
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeId, SharedAuthScheme, Sign};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::runtime_components::GetIdentityResolver;

/// The scheme for a client of the service.
pub fn express<S: HasClient>(_: S) -> SharedAuthScheme {
    SharedAuthScheme::new(Express {
        signer: SigV4Signer::new(),
        sessions: SharedIdentityResolver::new(SessionProvider::<S>::default()),
    })
}

#[derive(Debug)]
struct Express {
    signer: SigV4Signer,
    /// What opens sessions, unless the user brings something else.
    sessions: SharedIdentityResolver,
}

impl AuthScheme for Express {
    fn scheme_id(&self) -> AuthSchemeId {
        SCHEME_ID
    }

    fn identity_resolver(
        &self,
        resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        let of_user = resolvers.identity_resolver(SCHEME_ID);
        of_user.or_else(|| {
            // Without credentials no session is opened.
            resolvers.identity_resolver(sigv4::SCHEME_ID)?;
            Some(self.sessions.clone())
        })
    }

    fn signer(&self) -> &dyn Sign {
        &self.signer
    }
}
