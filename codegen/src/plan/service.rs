//! Facts about the service and the package.

use std::collections::BTreeSet;

use syn::Ident;

use super::customizations::{self, Custom, OfService};
use super::docs::{self, Docs};
use super::names;
use super::protocol::{self, Protocol};
use super::structures::Ids;
use crate::check::Checked;
use crate::model::{self, AuthScheme};
use crate::slice::Slice;
pub(crate) use crate::slice::{Client, RuntimeSource, Rustls};

/// The manifest's facts.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The name of the library target.
    pub(crate) library: String,
    pub(crate) keyword: String,
    pub(crate) client: Client,
    pub(crate) rustls: Rustls,
    /// Features that turn nothing on.
    pub(crate) features: Vec<String>,
}

/// The runtime that the crate stands on.
#[derive(Debug)]
pub(crate) struct Runtime {
    /// What the model needs of it, as cargo features.
    pub(crate) features: BTreeSet<&'static str>,
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
    /// Settings that the configuration has for this service.
    pub(crate) settings: Vec<Ident>,
    /// What the configuration shows beside them.
    pub(crate) shown: Vec<Ident>,
    pub(crate) by_hand: OfService,
    /// The ids that responses have.
    pub(crate) ids: Ids,
}

/// An auth scheme that the runtime has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    SigV4,
    /// Signatures for several regions, behind a feature of the generated crate.
    SigV4a,
    HttpBearer,
    Anonymous,
}

impl Service {
    /// Whether requests can be signed for several regions.
    pub(crate) fn signs_for_regions(&self) -> bool {
        let of_operations = self.auth_of.iter().flat_map(|(_, of)| of);
        let mut all = self.auth.iter().chain(of_operations);
        all.any(|scheme| *scheme == Auth::SigV4a)
    }
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
        rustls: slice.rustls,
        features: slice.features.clone(),
    }
}

/// The runtime of a slice. Its features follow from the plan.
pub(super) fn runtime(slice: &Slice) -> Runtime {
    Runtime {
        features: BTreeSet::new(),
        version: slice.runtime.version.clone(),
        source: slice.runtime.source.clone(),
    }
}

/// The facts about a service.
pub(super) fn facts(checked: &Checked<'_>) -> Service {
    let service = checked.service;
    let auth = auth(&service.auth);
    let auth_of: Vec<(String, Vec<Auth>)> = service
        .operations
        .values()
        .filter_map(|op| Some((op.name.clone(), self::auth(op.auth.as_ref()?))))
        .filter(|(_, of)| *of != auth)
        .collect();
    let mut settings: Vec<Ident> = checked.settings.iter().map(|it| names::known(it)).collect();
    let mut by_hand = customizations::of_service(&service.sdk_id);
    if has_account_endpoints(service) {
        settings.push(names::known("AccountIdEndpointMode"));
        by_hand.interceptors.push(Custom::account_id_endpoints());
    }
    let mut shown = Vec::new();
    let has = |scheme: Auth| {
        let mut all = auth.iter().chain(auth_of.iter().flat_map(|(_, of)| of));
        all.any(|it| *it == scheme)
    };
    if has(Auth::SigV4a) {
        settings.push(names::known("SigningRegionSet"));
    }
    if has(Auth::HttpBearer) {
        settings.push(names::known("Token"));
        shown.push(names::known("ProvideToken"));
        by_hand.take_tokens(&service.signing_name);
    }
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
        protocol: protocol::protocol(service, checked.spoken),
        query_compatible: service.query_compatible,
        docs: Docs::of(service.docs.as_deref()),
        auth,
        auth_of,
        settings,
        shown,
        by_hand,
        ids: ids(&service.sdk_id),
    }
}

/// The ids that responses of the service have.
pub(super) fn ids(sdk_id: &str) -> Ids {
    match customizations::has_extended_request_id(sdk_id) {
        true => Ids::Extended,
        false => Ids::Request,
    }
}

/// Whether requests may go to the endpoint of an account.
fn has_account_endpoints(service: &model::Service) -> bool {
    let rules = service.endpoint_rules.iter();
    let mut parameters = rules.flat_map(|rules| rules.parameters.values());
    parameters.any(|it| it.built_in.as_deref() == Some("AWS::Auth::AccountIdEndpointMode"))
}

/// The schemes that the runtime has; [`check`](crate::check) saw to it that one is among them.
fn auth(schemes: &[AuthScheme]) -> Vec<Auth> {
    let known: Vec<Auth> = schemes
        .iter()
        .filter_map(|scheme| match scheme {
            AuthScheme::SigV4 => Some(Auth::SigV4),
            AuthScheme::HttpBearer => Some(Auth::HttpBearer),
            AuthScheme::NoAuth => Some(Auth::Anonymous),
            AuthScheme::SigV4a => Some(Auth::SigV4a),
            AuthScheme::Other(_) => None,
        })
        .collect();
    if known.is_empty() {
        vec![Auth::Anonymous]
    } else {
        known
    }
}
