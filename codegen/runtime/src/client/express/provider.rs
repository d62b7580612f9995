//! Finds the session of a request: one that is open, or a new one.

use super::cache::Sessions;
use super::session::open;
use crate::client::endpoint::EndpointParams;
use crate::client::service::HasClient;
use crate::error::BoxError;
use aws_credential_types::Credentials;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveCachedIdentity, ResolveIdentity,
};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::config_bag::ConfigBag;
use std::fmt;
use std::marker::PhantomData;

/// Opens sessions with the credentials of the client, and keeps them.
pub(super) struct SessionProvider<S> {
    sessions: Sessions,
    service: PhantomData<fn() -> S>,
}

impl<S> Default for SessionProvider<S> {
    fn default() -> Self {
        Self {
            sessions: Sessions::default(),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for SessionProvider<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionProvider").finish_non_exhaustive()
    }
}

impl<S: HasClient> SessionProvider<S> {
    async fn identity(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<Identity, BoxError> {
        let params = cfg.load::<EndpointResolverParams>();
        let params = params.and_then(|params| params.get::<S::Params>());
        let session = params.and_then(EndpointParams::session);
        let (bucket, params) = session.ok_or("the endpoint has no bucket")?;
        let resolver = components
            .identity_resolver(sigv4::SCHEME_ID)
            .ok_or("a session is opened with credentials, and there are none")?;
        let caller = components
            .identity_cache()
            .resolve_cached_identity(resolver, components, cfg)
            .await?;
        let caller = caller
            .data::<Credentials>()
            .ok_or("a session is opened with credentials, and this identity has none")?;
        let now = components.time_source().unwrap_or_default().now();
        let open = open::<S>(components, cfg, params);
        self.sessions.get_or_open(caller, &bucket, now, open).await
    }
}

impl<S: HasClient> ResolveIdentity for SessionProvider<S> {
    fn resolve_identity<'a>(
        &'a self,
        components: &'a RuntimeComponents,
        cfg: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::new(self.identity(components, cfg))
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}
