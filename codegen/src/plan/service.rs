//! Facts about the service and the package.

use syn::Ident;

use super::docs::{self, Docs};
use super::names;
use super::protocol::{self, Protocol};
use crate::check::Spoken;
use crate::model::{self, AuthScheme};
use crate::slice::Slice;
pub(crate) use crate::slice::{Client, RuntimeSource};

/// The manifest's facts.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The name of the library target.
    pub(crate) library: String,
    pub(crate) keyword: String,
    pub(crate) client: Client,
    /// Features that turn nothing on.
    pub(crate) features: Vec<String>,
}

/// The runtime that the crate stands on.
#[derive(Debug)]
pub(crate) struct Runtime {
    /// What the model needs of it, as cargo features.
    pub(crate) features: Vec<&'static str>,
    /// The least version that has it.
    pub(crate) version: String,
    pub(crate) source: RuntimeSource,
}

/// What the runtime must know of the service.
#[derive(Debug)]
pub(crate) struct Service {
    /// The type that stands for it.
    pub(crate) marker: Ident,
    pub(crate) title: String,
    /// The title and the API version as Markdown.
    pub(crate) shown_title: String,
    pub(crate) shown_version: String,
    pub(crate) sdk_id: String,
    pub(crate) user_agent_id: String,
    pub(crate) signing_name: String,
    pub(crate) api_version: String,
    pub(crate) target_prefix: String,
    pub(crate) protocol: Protocol,
    pub(crate) query_compatible: bool,
    pub(crate) docs: Docs,
    /// The auth schemes of the service, then those of operations that differ.
    pub(crate) auth: Vec<Auth>,
    pub(crate) auth_of: Vec<(String, Vec<Auth>)>,
}

/// An auth scheme that the runtime has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    SigV4,
    NoAuth,
}

/// The package of a slice.
pub(super) fn package(slice: &Slice) -> Package {
    Package {
        name: slice.name.clone(),
        version: slice.version.clone(),
        library: slice.name.replace('-', "_"),
        keyword: slice
            .name
            .split('-')
            .next()
            .unwrap_or_default()
            .chars()
            .take(20)
            .collect(),
        client: slice.client,
        features: slice.features.clone(),
    }
}

/// The runtime of a slice. Its features follow from the plan.
pub(super) fn runtime(slice: &Slice) -> Runtime {
    Runtime {
        features: Vec::new(),
        version: slice.runtime.version.clone(),
        source: slice.runtime.source.clone(),
    }
}

/// The facts about a service.
pub(super) fn facts(service: &model::Service, spoken: Spoken) -> Service {
    let auth = auth(&service.auth);
    let auth_of = service
        .operations
        .values()
        .filter_map(|op| Some((op.name.clone(), self::auth(op.auth.as_ref()?))))
        .filter(|(_, of)| *of != auth)
        .collect();
    Service {
        marker: names::service(&service.sdk_id),
        title: service.title.clone(),
        shown_title: docs::plain(&service.title),
        shown_version: docs::plain(&service.version),
        sdk_id: service.sdk_id.clone(),
        user_agent_id: names::user_agent_id(&service.sdk_id),
        signing_name: service.signing_name.clone(),
        api_version: service.version.clone(),
        target_prefix: service.name.clone(),
        protocol: protocol::protocol(spoken),
        query_compatible: service.query_compatible,
        docs: Docs::of(service.docs.as_deref()),
        auth,
        auth_of,
    }
}

/// The schemes that the runtime has; [`check`](crate::check) saw to it that one is among them.
fn auth(schemes: &[AuthScheme]) -> Vec<Auth> {
    let known: Vec<Auth> = schemes
        .iter()
        .filter_map(|scheme| match scheme {
            AuthScheme::SigV4 => Some(Auth::SigV4),
            AuthScheme::NoAuth => Some(Auth::NoAuth),
            AuthScheme::SigV4a | AuthScheme::HttpBearer | AuthScheme::Other(_) => None,
        })
        .collect();
    if known.is_empty() {
        vec![Auth::NoAuth]
    } else {
        known
    }
}
