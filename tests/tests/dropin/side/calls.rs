//! What a call is made of, and what users can put in its place.

use super::call::fixed;
use super::sdk;
use crate::harness::hooks::{Hooks, Log};
use crate::harness::{Answer, Wire, anonymous, block_on};
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture,
};
use sdk::config::auth::{Params as AuthParams, ResolveAuthScheme};
use sdk::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use sdk::config::{Builder, ConfigBag, RuntimeComponents, RuntimePlugin};

/// All hooks of interceptors of the client and of the call, with a retry.
pub(crate) fn hooks() -> Vec<String> {
    let log = Log::default();
    let wire = Wire::new([Answer::new(500, "{}"), Answer::ok("{}")]);
    let config = fixed(&wire)
        .interceptor(Hooks::new("client 1", &log))
        .interceptor(Hooks::new("client 2", &log));
    let client = sdk::Client::from_conf(config.build());
    let call = client
        .create_disk_snapshot()
        .disk_snapshot_name("s")
        .customize();
    let overriding = Builder::new().interceptor(Hooks::new("override", &log));
    let call = call
        .interceptor(Hooks::new("call 1", &log))
        .config_override(overriding)
        .interceptor(Hooks::new("call 2", &log))
        .mutate_request(|_| {});
    block_on(call.send()).unwrap();
    // The next call is as if there had been none.
    block_on(client.get_disk_snapshots().send()).unwrap();
    std::mem::take(&mut log.lock().unwrap())
}

/// The same with everything that adds plugins to a client.
pub(crate) fn hooks_without_auth() -> Vec<String> {
    let log = Log::default();
    let wire = Wire::fine();
    let config = fixed(&wire)
        .interceptor(Hooks::new("client", &log))
        .allow_no_auth();
    let config = config.retry_classifier(Never);
    let client = sdk::Client::from_conf(config.build());
    block_on(client.delete_disk_snapshot().send()).unwrap();
    std::mem::take(&mut log.lock().unwrap())
}

/// The markers of the operations are plugins themselves.
pub(crate) fn markers() -> Vec<String> {
    fn marker(plugin: &dyn RuntimePlugin) -> String {
        let empty = sdk::config::RuntimeComponentsBuilder::new("test");
        let components = plugin.runtime_components(&empty);
        let interceptors = components.interceptors();
        let interceptors: Vec<_> = interceptors
            .map(|i| sdk::config::Intercept::name(&i))
            .collect();
        let classifiers = components.retry_classifiers().count();
        format!(
            "{:?} {interceptors:?} {classifiers} {:?}",
            plugin.order(),
            plugin.config().is_some()
        )
    }
    use sdk::operation;
    vec![
        marker(&operation::create_disk_snapshot::CreateDiskSnapshot::new()),
        marker(&operation::delete_disk_snapshot::DeleteDiskSnapshot::new()),
        marker(&operation::get_disk_snapshots::GetDiskSnapshots::new()),
        marker(&operation::get_instance_snapshots::GetInstanceSnapshots::new()),
        marker(&operation::get_export_snapshot_records::GetExportSnapshotRecords::new()),
    ]
}

/// A retry classifier that is against it.
#[derive(Debug)]
struct Never;

impl sdk::config::retry::ClassifyRetry for Never {
    fn classify_retry(
        &self,
        _: &sdk::config::interceptors::InterceptorContext,
    ) -> sdk::config::retry::RetryAction {
        sdk::config::retry::RetryAction::RetryForbidden
    }

    fn name(&self) -> &'static str {
        "Never"
    }
}

pub(crate) fn retry_classifier() -> usize {
    let wire = Wire::new([Answer::new(500, "{}")]);
    let client = sdk::Client::from_conf(fixed(&wire).retry_classifier(Never).build());
    block_on(client.get_disk_snapshots().send()).unwrap_err();
    wire.take().len()
}

/// Endpoints of the user's own.
#[derive(Debug)]
struct Endpoints(Log);

impl ResolveEndpoint for Endpoints {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        self.0
            .lock()
            .unwrap()
            .push(anonymous(format!("{params:?}")));
        let url = format!(
            "https://{}.example.com/x",
            params.region().unwrap_or("nowhere")
        );
        let endpoint = Endpoint::builder()
            .url(url)
            .header("x-endpoint", "1")
            .build();
        EndpointFuture::ready(Ok(endpoint))
    }
}

pub(crate) fn endpoint_resolver() -> Vec<String> {
    let log = Log::default();
    let wire = Wire::fine();
    let config = fixed(&wire)
        .endpoint_resolver(Endpoints(log.clone()))
        .use_fips(true)
        .build();
    // A resolver that was set can be had back.
    let _ = config.endpoint_resolver();
    let client = sdk::Client::from_conf(config);
    block_on(client.get_disk_snapshots().send()).unwrap();
    let call = client.get_disk_snapshots().customize();
    let other = Builder::new()
        .endpoint_url("http://localhost:1")
        .region(None);
    block_on(call.config_override(other).send()).unwrap();
    let mut texts = log.lock().unwrap().clone();
    texts.extend(wire.take());
    texts
}

/// Auth schemes of the user's own.
#[derive(Debug)]
struct Schemes(Log, &'static [&'static str]);

impl ResolveAuthScheme for Schemes {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a AuthParams,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        self.0
            .lock()
            .unwrap()
            .push(anonymous(format!("{params:?} {}", params.operation_name())));
        let option = |id: &&'static str| {
            let option = AuthSchemeOption::builder().scheme_id(AuthSchemeId::from(*id));
            option.build().unwrap()
        };
        AuthSchemeOptionsFuture::ready(Ok(self.1.iter().map(option).collect()))
    }
}

pub(crate) fn auth_scheme_resolver(schemes: &'static [&'static str]) -> Vec<String> {
    let log = Log::default();
    let wire = Wire::fine();
    let config = fixed(&wire).auth_scheme_resolver(Schemes(log.clone(), schemes));
    let client = sdk::Client::from_conf(config.build());
    let result = block_on(client.get_disk_snapshots().send());
    let result = result.map_err(|error| sdk::error::DisplayErrorContext(error).to_string());
    let mut texts = log.lock().unwrap().clone();
    texts.push(format!("{result:?}"));
    texts.extend(wire.take());
    texts
}

/// The parameters of auth and endpoints, made by hand.
pub(crate) fn params() -> Vec<String> {
    let auth = AuthParams::builder();
    let endpoint = Params::builder;
    let built = endpoint()
        .region("eu-west-2")
        .use_fips(true)
        .build()
        .unwrap();
    vec![
        format!(
            "{auth:?} {:?}",
            auth.clone().build().map_err(|error| error.to_string())
        ),
        format!("{:?}", auth.clone().operation_name("X").build()),
        format!("{:?}", auth.set_operation_name(Some("Y".into())).build()),
        format!("{:?} {:?}", endpoint(), endpoint().build()),
        format!(
            "{built:?} {:?} {:?}",
            built.use_fips(),
            built.use_dual_stack()
        ),
        format!("{:?} {:?}", built.region(), built.endpoint()),
        format!(
            "{:?}",
            endpoint()
                .set_region(None)
                .set_endpoint(Some("e".into()))
                .build()
        ),
        format!(
            "{:?}",
            endpoint()
                .set_use_fips(None)
                .set_use_dual_stack(Some(true))
                .build()
        ),
        format!(
            "{}",
            built
                == endpoint()
                    .region("eu-west-2")
                    .use_fips(true)
                    .build()
                    .unwrap()
        ),
    ]
    .into_iter()
    .map(anonymous)
    .collect()
}
