//! Which endpoint a request goes to.
//!
//! The rules of a service are a table in its crate; here is what all services have in common.

use super::endpoint_cache::{AnyParams, Finder, finder};
use crate::error::BoxError;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;
use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

pub use aws_credential_types::attributes::AccountId;
pub use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint as ResolveAnyEndpoint,
    SharedEndpointResolver,
};
pub use aws_smithy_types::config_bag::ConfigBag;
pub use aws_smithy_types::endpoint::Endpoint;
pub use aws_types::endpoint_config::AccountIdEndpointMode;

/// What the endpoints of a service depend on, with the rules that lead from there to an endpoint.
pub trait EndpointParams: Clone + fmt::Debug + PartialEq + Send + Sync + 'static {
    /// Makes the parameters.
    type Builder;

    /// The parameters that the configuration has.
    fn of(config: &ConfigBag) -> Self::Builder;

    /// The parameters, if they can be.
    fn build(builder: Self::Builder) -> Result<Self, InvalidParams>;

    /// Takes the account of the caller.
    fn called_by(&mut self, account: &AccountId);

    /// The bucket that a session is opened with, and what the endpoint of that depends on.
    fn session(&self) -> Option<(String, Self)> {
        None
    }

    /// The endpoint for these parameters.
    fn resolve(&self) -> Result<Endpoint, ResolveEndpointError>;
}

/// A service whose endpoints may be found by an `R`. A generated crate says it of everything that
/// implements its trait `ResolveEndpoint`.
pub trait Share<R> {
    fn share(resolver: R) -> SharedEndpointResolver;
}

/// Follows the endpoint rules of the service. It remembers the last endpoint, since most
/// programs have only one.
pub struct DefaultResolver<P> {
    finder: Finder,
    params: PhantomData<fn() -> P>,
}

/// Without what it remembers: clients are printed in logs, and the parameters come from inputs.
impl<P> fmt::Debug for DefaultResolver<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultResolver").finish_non_exhaustive()
    }
}

impl<P> Default for DefaultResolver<P> {
    fn default() -> Self {
        Self {
            finder: finder(),
            params: PhantomData,
        }
    }
}

impl<P: EndpointParams> DefaultResolver<P> {
    /// Creates the resolver.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn shared(self) -> SharedEndpointResolver {
        SharedEndpointResolver::new(self)
    }

    #[doc(hidden)]
    pub fn find(&self, params: &P) -> EndpointFuture<'static> {
        EndpointFuture::ready((self.finder)(params))
    }
}

impl<P: EndpointParams> AnyParams for P {
    fn are(&self, others: &dyn Any) -> bool {
        others.downcast_ref() == Some(self)
    }

    fn copied(&self) -> Box<dyn AnyParams> {
        Box::new(self.clone())
    }

    fn resolve(&self) -> Result<Endpoint, BoxError> {
        EndpointParams::resolve(self).map_err(ResolveEndpointError::boxed)
    }
}

impl<P: EndpointParams> ResolveAnyEndpoint for DefaultResolver<P> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<P>() {
            Some(params) => self.find(params),
            None => wrong_params(),
        }
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        finalize_params::<P>(params);
        Ok(())
    }
}

#[doc(hidden)]
pub fn wrong_params<'a>() -> EndpointFuture<'a> {
    EndpointFuture::ready(Err("params of expected type was not present".into()))
}

/// Adds what is known only when the caller is.
#[doc(hidden)]
pub fn finalize_params<P: EndpointParams>(params: &mut EndpointResolverParams) {
    if let Some(account) = account(params)
        && let Some(params) = params.get_mut::<P>()
    {
        params.called_by(&account);
    }
}

/// The account of the caller, where the identity says it.
fn account(params: &EndpointResolverParams) -> Option<AccountId> {
    let identity = params.get_property::<Identity>()?;
    identity.property::<AccountId>().cloned()
}

/// The region of the configuration.
pub fn region(config: &ConfigBag) -> Option<String> {
    config
        .load::<Region>()
        .map(|region| region.as_ref().to_owned())
}

/// Whether the configuration asks for an endpoint that IPv6 reaches, too.
pub fn use_dual_stack(config: &ConfigBag) -> Option<bool> {
    config.load::<UseDualStack>().map(|flag| flag.0)
}

/// Whether the configuration asks for an endpoint with validated cryptography.
pub fn use_fips(config: &ConfigBag) -> Option<bool> {
    config.load::<UseFips>().map(|flag| flag.0)
}

/// The URL that the configuration puts in the place of endpoints.
pub fn endpoint_url(config: &ConfigBag) -> Option<String> {
    config.load::<EndpointUrl>().map(|url| url.0.clone())
}

/// The rules lead to no endpoint.
#[derive(Debug)]
pub struct ResolveEndpointError {
    message: Cow<'static, str>,
    /// Never set, but there for those who print the official client's error.
    source: Option<BoxError>,
}

impl ResolveEndpointError {
    pub fn message(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    fn boxed(self) -> BoxError {
        self.into()
    }

    /// No rule is for these parameters.
    pub fn no_rule() -> Self {
        Self::message("No endpoint rule matched")
    }
}

impl fmt::Display for ResolveEndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ResolveEndpointError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A parameter is missing or wrong.
#[derive(Debug)]
pub struct InvalidParams {
    field: Cow<'static, str>,
    kind: Problem,
}

#[derive(Debug)]
enum Problem {
    MissingField,
    InvalidValue { message: &'static str },
}

impl InvalidParams {
    pub fn missing(field: &'static str) -> Self {
        Self {
            field: field.into(),
            kind: Problem::MissingField,
        }
    }

    pub fn invalid_value(field: &'static str, message: &'static str) -> Self {
        Self {
            field: field.into(),
            kind: Problem::InvalidValue { message },
        }
    }
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = &self.field;
        match self.kind {
            Problem::MissingField => write!(f, "a required field was missing: `{field}`"),
            Problem::InvalidValue { message } => {
                write!(f, "invalid value for field: `{field}` - {message}")
            }
        }
    }
}

impl std::error::Error for InvalidParams {}

/// What makes `Params`, `ParamsBuilder` and `resolve` of a generated crate the endpoints of its service.
/// The trait is its own, so that a type can find endpoints for several services in several ways.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoint {
    ($service:ty $(, session with $bucket:ident unless $disabled:ident)?) => {
        use $crate::client::endpoint as runtime;

        impl runtime::EndpointParams for Params {
            type Builder = ParamsBuilder;

            fn of(config: &runtime::ConfigBag) -> ParamsBuilder {
                ParamsBuilder::from_config(config)
            }

            fn build(builder: ParamsBuilder) -> Result<Self, runtime::InvalidParams> {
                builder.build()
            }

            fn called_by(&mut self, account: &runtime::AccountId) {
                Params::called_by(self, account);
            }

            $(fn session(&self) -> Option<(String, Self)> {
                let mut params = self.clone();
                params.$disabled = Some(true);
                Some((self.$bucket.clone()?, params))
            })?

            fn resolve(&self) -> Result<runtime::Endpoint, runtime::ResolveEndpointError> {
                resolve(self)
            }
        }

        /// Follows the endpoint rules of the service.
        pub type DefaultResolver = runtime::DefaultResolver<Params>;

        /// Finds the endpoint of a request.
        pub trait ResolveEndpoint: Send + Sync + ::std::fmt::Debug {
            /// The endpoint for these parameters.
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> runtime::EndpointFuture<'a>;

            /// Makes a resolver for any service of this one for [`Params`].
            fn into_shared_resolver(self) -> runtime::SharedEndpointResolver
            where
                Self: Sized + 'static,
            {
                runtime::SharedEndpointResolver::new(ForAnyService(self))
            }
        }

        impl ResolveEndpoint for DefaultResolver {
            fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> runtime::EndpointFuture<'a> {
                self.find(params)
            }
        }

        impl<R: ResolveEndpoint + 'static> runtime::Share<R> for $service {
            fn share(resolver: R) -> runtime::SharedEndpointResolver {
                resolver.into_shared_resolver()
            }
        }

        $crate::endpoint_for_any_service!();
    };
}

/// A resolver of the service as one that any service can have. It stands in the same module.
#[doc(hidden)]
#[macro_export]
macro_rules! endpoint_for_any_service {
    () => {
        #[derive(Debug)]
        struct ForAnyService<T>(T);

        impl<T: ResolveEndpoint> runtime::ResolveAnyEndpoint for ForAnyService<T> {
            fn resolve_endpoint<'a>(
                &'a self,
                params: &'a runtime::EndpointResolverParams,
            ) -> runtime::EndpointFuture<'a> {
                match params.get::<Params>() {
                    Some(params) => self.0.resolve_endpoint(params),
                    None => runtime::wrong_params(),
                }
            }

            fn finalize_params<'a>(
                &'a self,
                params: &'a mut runtime::EndpointResolverParams,
            ) -> Result<(), $crate::error::BoxError> {
                runtime::finalize_params::<Params>(params);
                Ok(())
            }
        }
    };
}
