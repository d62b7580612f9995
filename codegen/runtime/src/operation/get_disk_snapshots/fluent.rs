//! The fluent builder of `GetDiskSnapshots`.

use super::builders::GetDiskSnapshotsInputBuilder;
use super::{GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsOutput};
use crate::client::Handle;
use crate::config;
use crate::runtime::fluent::fluent_builder;
use std::sync::Arc;

/// A request for `GetDiskSnapshots`, ready to be sent.
#[derive(Clone, Debug)]
pub struct GetDiskSnapshotsFluentBuilder {
    handle: Arc<Handle>,
    pub(crate) inner: GetDiskSnapshotsInputBuilder,
    config_override: Option<config::Builder>,
}
fluent_builder!(
    GetDiskSnapshotsFluentBuilder,
    GetDiskSnapshots,
    GetDiskSnapshotsInputBuilder,
    GetDiskSnapshotsOutput,
    GetDiskSnapshotsError
);
