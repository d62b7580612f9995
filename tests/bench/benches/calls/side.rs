//! What is measured of a crate, in words that both crates understand.

use super::sdk;
use crate::canned::Canned;
use crate::codec::{configured_in, reads, writes};
use crate::measure::{Task, timed};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use sdk::Client;
use sdk::config::{BehaviorVersion, Credentials, Intercept, Region};
use sdk::operation::create_disk_snapshot::{CreateDiskSnapshot, CreateDiskSnapshotInput};
use sdk::operation::get_instance_snapshots::GetInstanceSnapshots;
use sdk::types::Tag;
use std::hint::black_box;
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

/// A client whose requests are all answered with this body.
pub(crate) fn client(body: &'static str) -> Client {
    Client::from_conf(config(body).build())
}

fn config(body: &'static str) -> sdk::config::Builder {
    sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "bench",
        ))
        .http_client(Canned::new(body))
}

/// Lists disk snapshots: serializing, signing, retry strategy, all but the network.
pub(crate) fn call(runtime: &Runtime) -> Task<'_> {
    let client = client("{}");
    timed(move || {
        black_box(runtime.block_on(client.get_disk_snapshots().send()))
            .expect("a call that succeeds");
    })
}

/// Lists instance snapshots, with this page as the answer.
pub(crate) fn page(runtime: &Runtime, body: &'static str) -> Task<'static> {
    let config = configured_in(protocol(runtime), &GetInstanceSnapshots::new());
    reads(config, Canned::response(body))
}

/// Writes a request with these many tags.
pub(crate) fn encode(runtime: &Runtime, tags: usize) -> Task<'static> {
    let config = configured_in(protocol(runtime), &CreateDiskSnapshot::new());
    let input = tagged(tags);
    writes(config, move || Input::erase(input.clone()))
}

fn tagged(tags: usize) -> CreateDiskSnapshotInput {
    let input = CreateDiskSnapshotInput::builder()
        .disk_name("data-1")
        .disk_snapshot_name("nightly-2024-02-29");
    let tag = |n| {
        Tag::builder()
            .key(format!("cost-centre-{n}"))
            .value(format!("value {n}"))
            .build()
    };
    (0..tags)
        .map(tag)
        .fold(input, |input, tag| input.tags(tag))
        .build()
        .expect("an input")
}

/// What a client reads and writes with, whatever it calls.
fn protocol(runtime: &Runtime) -> ConfigBag {
    let spy = Spy::default();
    let client = Client::from_conf(config("{}").interceptor(spy.clone()).build());
    let call = client.get_disk_snapshots().send();
    runtime.block_on(call).expect("a call that succeeds");
    let mut layer = Layer::new("protocol");
    layer.store_or_unset(spy.0.lock().expect("no panic").take());
    ConfigBag::of_layers([layer])
}

/// Takes the protocol out of a call. The generated crate has none there.
#[derive(Clone, Debug, Default)]
struct Spy(Arc<Mutex<Option<SharedClientProtocol>>>);

impl Intercept for Spy {
    fn name(&self) -> &'static str {
        "Spy"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().expect("no panic") = config.load::<SharedClientProtocol>().cloned();
        Ok(())
    }
}
