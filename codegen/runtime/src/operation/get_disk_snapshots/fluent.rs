//! The fluent builder of `GetDiskSnapshots`.

use super::builders::GetDiskSnapshotsInputBuilder;
use super::{GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsOutput};
use crate::client::Handle;
use crate::config;
use crate::runtime::fluent::fluent_builder;
use crate::runtime::members::fluent_members;
use std::sync::Arc;

/// A request for `GetDiskSnapshots`, ready to be sent.
#[derive(Clone, Debug)]
pub struct GetDiskSnapshotsFluentBuilder {
    handle: Arc<Handle>,
    inner: GetDiskSnapshotsInputBuilder,
    config_override: Option<config::Builder>,
}
fluent_builder!(
    GetDiskSnapshotsFluentBuilder,
    GetDiskSnapshots,
    GetDiskSnapshotsInputBuilder,
    GetDiskSnapshotsOutput,
    GetDiskSnapshotsError
);

fluent_members! {
    "super" GetDiskSnapshotsInput by GetDiskSnapshotsFluentBuilder {
        page_token, set_page_token, get_page_token: text;
    }
}
