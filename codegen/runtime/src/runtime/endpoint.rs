//! Which endpoint a request goes to.
//!
//! The rules of the service are compiled into `crate::endpoint`; here is what all services have
//! in common.

use super::error::BoxError;
use crate::endpoint as compiled;
use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointResolverParams, ResolveEndpoint as ResolveAnyEndpoint,
};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;
use std::borrow::Cow;
use std::fmt;
use std::sync::Mutex;

pub use crate::endpoint::{Params, ParamsBuilder};
pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;

/// Finds the endpoint of a request.
pub trait ResolveEndpoint: Send + Sync + fmt::Debug {
    /// The endpoint for these parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// Makes a resolver for any service of this one for [`Params`].
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(ForAnyService(self))
    }
}

#[derive(Debug)]
struct ForAnyService<T>(T);

impl<T: ResolveEndpoint> ResolveAnyEndpoint for ForAnyService<T> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => EndpointFuture::ready(Err("params of expected type was not present".into())),
        }
    }

    fn finalize_params<'a>(
        &'a self,
        params: &'a mut EndpointResolverParams,
    ) -> Result<(), BoxError> {
        let identity = params.get_property::<Identity>();
        let account = identity.and_then(|identity| identity.property::<AccountId>().cloned());
        if let (Some(account), Some(params)) = (account, params.get_mut::<Params>()) {
            params.called_by(&account);
        }
        Ok(())
    }
}

/// Follows the endpoint rules of the service. It remembers the last endpoint, since most
/// programs have only one.
#[derive(Default)]
pub struct DefaultResolver {
    last: Mutex<Option<(Params, Endpoint)>>,
}

/// Without what it remembers: clients are printed in logs, and the parameters come from inputs.
impl fmt::Debug for DefaultResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultResolver").finish_non_exhaustive()
    }
}

impl DefaultResolver {
    /// Creates the resolver.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last endpoint, if it is for these parameters and nobody else is looking right now.
    fn remembered(&self, params: &Params) -> Option<Endpoint> {
        match self.last.try_lock().ok()?.as_ref() {
            Some((last, endpoint)) if last == params => Some(endpoint.clone()),
            _ => None,
        }
    }

    fn remember(&self, params: &Params, endpoint: &Endpoint) {
        if let Ok(mut last) = self.last.try_lock() {
            *last = Some((params.clone(), endpoint.clone()));
        }
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        if let Some(endpoint) = self.remembered(params) {
            return EndpointFuture::ready(Ok(endpoint));
        }
        let resolved = compiled::resolve(params);
        if let Ok(endpoint) = &resolved {
            self.remember(params, endpoint);
        }
        EndpointFuture::ready(resolved.map_err(Into::into))
    }
}

/// The region of the configuration.
pub(crate) fn region(config: &ConfigBag) -> Option<String> {
    config
        .load::<Region>()
        .map(|region| region.as_ref().to_owned())
}

/// Whether the configuration asks for an endpoint that IPv6 reaches, too.
pub(crate) fn use_dual_stack(config: &ConfigBag) -> Option<bool> {
    config.load::<UseDualStack>().map(|flag| flag.0)
}

/// Whether the configuration asks for an endpoint with validated cryptography.
pub(crate) fn use_fips(config: &ConfigBag) -> Option<bool> {
    config.load::<UseFips>().map(|flag| flag.0)
}

/// The URL that the configuration puts in the place of endpoints.
pub(crate) fn endpoint_url(config: &ConfigBag) -> Option<String> {
    config.load::<EndpointUrl>().map(|url| url.0.clone())
}

/// The rules lead to no endpoint.
#[derive(Debug)]
pub(crate) struct ResolveEndpointError {
    message: Cow<'static, str>,
    /// Never set, but there for those who print the official client's error.
    source: Option<BoxError>,
}

impl ResolveEndpointError {
    pub(crate) fn message(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// No rule is for these parameters.
    pub(crate) fn no_rule() -> Self {
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
    pub(crate) fn missing(field: &'static str) -> Self {
        Self {
            field: field.into(),
            kind: Problem::MissingField,
        }
    }

    pub(crate) fn invalid_value(field: &'static str, message: &'static str) -> Self {
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
