//! Which auth schemes a request may use.

use super::service::AuthScheme;
use crate::meta::auth_schemes;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    ResolveAuthSchemeOptions, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::borrow::Cow;
use std::fmt;

/// Chooses the auth schemes of a request.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The auth schemes that a request may use, best first.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// Makes a resolver for any service of this one for [`Params`].
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(ForAnyService(self))
    }
}

#[derive(Debug)]
struct ForAnyService<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for ForAnyService<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err(
                "params of expected type was not present".into()
            )),
        }
    }
}

/// Chooses what the model of the service says.
#[derive(Debug)]
pub struct DefaultAuthSchemeResolver {
    modeled: fn(&str) -> &'static [AuthScheme],
}

impl Default for DefaultAuthSchemeResolver {
    fn default() -> Self {
        Self {
            modeled: auth_schemes,
        }
    }
}

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let schemes = (self.modeled)(params.operation_name());
        let options = schemes
            .iter()
            .map(|scheme| AuthSchemeOption::from(id(*scheme)));
        AuthSchemeOptionsFuture::ready(Ok(options.collect()))
    }
}

fn id(scheme: AuthScheme) -> AuthSchemeId {
    match scheme {
        AuthScheme::SigV4 => sigv4::SCHEME_ID,
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

    pub(crate) fn of(operation_name: &'static str) -> Self {
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
