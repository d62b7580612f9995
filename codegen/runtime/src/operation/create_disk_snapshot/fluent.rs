//! The fluent builder of `CreateDiskSnapshot`.

use super::builders::CreateDiskSnapshotInputBuilder;
use super::{CreateDiskSnapshot, CreateDiskSnapshotError, CreateDiskSnapshotOutput};
use crate::client::Handle;
use crate::config;
use crate::runtime::fluent::fluent_builder;
use std::sync::Arc;

/// A request for `CreateDiskSnapshot`, ready to be sent.
#[derive(Clone, Debug)]
pub struct CreateDiskSnapshotFluentBuilder {
    handle: Arc<Handle>,
    pub(crate) inner: CreateDiskSnapshotInputBuilder,
    config_override: Option<config::Builder>,
}
fluent_builder!(
    CreateDiskSnapshotFluentBuilder,
    CreateDiskSnapshot,
    CreateDiskSnapshotInputBuilder,
    CreateDiskSnapshotOutput,
    CreateDiskSnapshotError
);
