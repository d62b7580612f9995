//! Which auth schemes a request may use.

#[cfg(feature = "endpoint-auth")]
mod of_endpoint;

use super::service::HasClient;
use crate::service::AuthScheme;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
pub use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
pub use aws_smithy_types::config_bag::ConfigBag;

#[cfg(feature = "bearer-auth")]
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A service whose requests may have their auth schemes chosen by an `R`. A generated crate says it of
/// everything that implements its trait `ResolveAuthScheme`.
pub trait Share<R> {
    fn share(resolver: R) -> SharedAuthSchemeOptionResolver;
}

/// Chooses what the model of the service says.
pub struct DefaultAuthSchemeResolver<S> {
    service: PhantomData<fn() -> S>,
}

impl<S> fmt::Debug for DefaultAuthSchemeResolver<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultAuthSchemeResolver").finish()
    }
}

impl<S> Default for DefaultAuthSchemeResolver<S> {
    fn default() -> Self {
        Self {
            service: PhantomData,
        }
    }
}

impl<S: HasClient> DefaultAuthSchemeResolver<S> {
    #[doc(hidden)]
    #[cfg_attr(
        not(feature = "endpoint-auth"),
        allow(unused_variables, reason = "the endpoint has no say")
    )]
    pub fn choose<'a>(
        &self,
        params: &Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let schemes = S::auth_schemes(params.operation_name());
        match S::AUTH_OF_ENDPOINT {
            #[cfg(feature = "endpoint-auth")]
            true => {
                let ids = schemes.iter().map(|scheme| id(*scheme)).collect();
                AuthSchemeOptionsFuture::new(of_endpoint::options(ids, cfg, components))
            }
            _ => options(schemes),
        }
    }

    pub(super) fn shared(self) -> SharedAuthSchemeOptionResolver {
        SharedAuthSchemeOptionResolver::new(self)
    }
}

impl<S: HasClient> ResolveAuthSchemeOptions for DefaultAuthSchemeResolver<S> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.choose(params, cfg, components),
            None => wrong_params(),
        }
    }
}

fn options(schemes: &[AuthScheme]) -> AuthSchemeOptionsFuture<'static> {
    let options = schemes
        .iter()
        .map(|scheme| AuthSchemeOption::from(id(*scheme)));
    AuthSchemeOptionsFuture::ready(Ok(options.collect()))
}

#[doc(hidden)]
pub fn wrong_params<'a>() -> AuthSchemeOptionsFuture<'a> {
    AuthSchemeOptionsFuture::ready(Err("params of expected type was not present".into()))
}

fn id(scheme: AuthScheme) -> AuthSchemeId {
    match scheme {
        AuthScheme::SigV4 => sigv4::SCHEME_ID,
        #[cfg(feature = "sigv4a")]
        AuthScheme::SigV4a => aws_runtime::auth::sigv4a::SCHEME_ID,
        #[cfg(feature = "bearer-auth")]
        AuthScheme::HttpBearer => HTTP_BEARER_AUTH_SCHEME_ID,
        AuthScheme::NoAuth => NO_AUTH_SCHEME_ID,
    }
}

/// What the choice of auth schemes depends on.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// A builder with nothing set.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    pub(super) fn of(operation_name: &'static str) -> Self {
        Self {
            operation_name: Cow::Borrowed(operation_name),
        }
    }

    /// The name of the operation.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

/// Makes [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// Sets the name of the operation. It is required.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets or unsets the name of the operation.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// Makes the parameters.
    ///
    /// # Errors
    ///
    /// If the name of the operation is missing.
    pub fn build(self) -> Result<Params, BuildError> {
        Ok(Params {
            operation_name: self.operation_name.ok_or(BuildError {
                field: "operation_name",
            })?,
        })
    }
}

/// A parameter is missing.
#[derive(Debug)]
pub struct BuildError {
    field: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for BuildError {}

/// The module `config::auth` of a generated crate. The trait is its own, so that a type can choose for
/// several services in several ways.
#[doc(hidden)]
#[macro_export]
macro_rules! auth {
    ($service:ty) => {
        use $crate::client::auth as runtime;
        #[doc(inline)]
        pub use $crate::client::auth::{BuildError, Params, ParamsBuilder};

        /// Chooses what the model of the service says.
        pub type DefaultAuthSchemeResolver = runtime::DefaultAuthSchemeResolver<$service>;

        /// Chooses the auth schemes of a request.
        pub trait ResolveAuthScheme:
            ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug
        {
            /// The auth schemes that a request may use, best first.
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                cfg: &'a runtime::ConfigBag,
                runtime_components: &'a runtime::RuntimeComponents,
            ) -> runtime::AuthSchemeOptionsFuture<'a>;

            /// Makes a resolver for any service of this one for [`Params`].
            fn into_shared_resolver(self) -> runtime::SharedAuthSchemeOptionResolver
            where
                Self: Sized + 'static,
            {
                runtime::SharedAuthSchemeOptionResolver::new(ForAnyService(self))
            }
        }

        impl ResolveAuthScheme for DefaultAuthSchemeResolver {
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                cfg: &'a runtime::ConfigBag,
                runtime_components: &'a runtime::RuntimeComponents,
            ) -> runtime::AuthSchemeOptionsFuture<'a> {
                self.choose(params, cfg, runtime_components)
            }
        }

        impl<R: ResolveAuthScheme + 'static> runtime::Share<R> for $service {
            fn share(resolver: R) -> runtime::SharedAuthSchemeOptionResolver {
                resolver.into_shared_resolver()
            }
        }

        $crate::auth_for_any_service!();
    };
}

/// A resolver of the service as one that any service can have. It stands in the same module.
#[doc(hidden)]
#[macro_export]
macro_rules! auth_for_any_service {
    () => {
        #[derive(Debug)]
        struct ForAnyService<T>(T);

        impl<T: ResolveAuthScheme> runtime::ResolveAuthSchemeOptions for ForAnyService<T> {
            fn resolve_auth_scheme_options_v2<'a>(
                &'a self,
                params: &'a runtime::AuthSchemeOptionResolverParams,
                cfg: &'a runtime::ConfigBag,
                runtime_components: &'a runtime::RuntimeComponents,
            ) -> runtime::AuthSchemeOptionsFuture<'a> {
                match params.get::<Params>() {
                    Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
                    None => runtime::wrong_params(),
                }
            }
        }
    };
}
