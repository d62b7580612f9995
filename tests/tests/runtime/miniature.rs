//! A miniature of a service, written as generated crates are: one shape of each kind, and an operation
//! with an error that is worth another try.

#![allow(
    deprecated,
    reason = "what is deprecated for users is still on the wire"
)]
#![allow(unreachable_pub, reason = "shapes of a generated crate are public")]
#![allow(
    unexpected_cfgs,
    reason = "the miniature has no client, and the tests no such feature"
)]

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use aws_smithy_types::{Blob, DateTime, Document};
use std::collections::HashMap;
use whittle_runtime::codec::{
    Base64, Boxed, DateTimeOffset, Doc, Enum, EpochSeconds, Float, HttpDate, Integer, List, Map,
    Nullable, Plain, Structure, Union,
};
use whittle_runtime::operation::{AnyOperation, Service};
use whittle_runtime::protocol::AwsJson1_0;
use whittle_runtime::service::Facts;
use whittle_runtime::string_enum::UnknownVariantValue;
use whittle_runtime::{members, operation, operation_error, service_error, string_enum, variants};

/// The service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Miniature;

impl Service for Miniature {
    const FACTS: &'static Facts = &Facts {
        id: "Miniature",
        user_agent_id: "miniature",
        version: "1.2.3",
        library: "miniature",
        signing_name: "miniature",
        metrics_scope: "aws-sdk-miniature",
        api_version: "2024-01-01",
        target_prefix: "Miniature_1",
        query_compatible: true,
        schema_driven: true,
    };
    type Protocol = AwsJson1_0;
}

/// A copy of a disk.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct DiskSnapshot {
    /// The name.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Option<DateTime>,
    /// How it is.
    pub state: Option<DiskState>,
    /// How big it is.
    pub size_in_gb: Option<i32>,
    /// Who made it.
    pub is_from_auto_snapshot: Option<bool>,
    /// Its labels.
    pub tags: Option<Vec<Tag>>,
    /// Where it is from.
    pub source: Option<Source>,
    /// A number.
    pub load: Option<f64>,
    /// A map.
    pub limits: Option<HashMap<DiskState, i32>>,
    /// A list with gaps.
    pub notes: Option<Vec<Option<String>>>,
    /// Some bytes.
    pub checksum: Option<Blob>,
    /// Anything.
    pub extra: Option<Document>,
    /// When it was changed.
    pub changed_at: Option<DateTime>,
    /// When it ends.
    pub expires: Option<DateTime>,
    /// What it continues.
    pub parent: Option<Box<DiskSnapshot>>,
}

members! {
    #[derive(Debug)]
    DiskSnapshot by DiskSnapshotBuilder -> Self [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14] {
        name, set_name, get_name: text(String) = "name" Plain;
        created_at, set_created_at, get_created_at: value(DateTime) = "createdAt" EpochSeconds;
        state, set_state, get_state: value(DiskState) = "state" Enum;
        size_in_gb, set_size_in_gb, get_size_in_gb: copy(i32) = "sizeInGb" Integer;
        is_from_auto_snapshot, set_is_from_auto_snapshot, get_is_from_auto_snapshot:
            copy(bool) = "isFromAutoSnapshot" Plain;
        tags, set_tags, get_tags: list(Tag) = "tags" List<Structure>;
        source, set_source, get_source: value(Source) = "source" Union;
        load, set_load, get_load: copy(f64) = "load" Float;
        limits, set_limits, get_limits: map(DiskState, i32) = "limits" Map<Integer>;
        notes, set_notes, get_notes: list(Option<String>) = "notes" List<Nullable<Plain>>;
        checksum, set_checksum, get_checksum: value(Blob) = "checksum" Base64;
        extra, set_extra, get_extra: value(Document) = "extra" Doc;
        changed_at, set_changed_at, get_changed_at: value(DateTime) = "changedAt" DateTimeOffset;
        expires, set_expires, get_expires: value(DateTime) = "expires" HttpDate;
        parent, set_parent, get_parent: boxed(DiskSnapshot) = "parent" Boxed<Structure>;
    }
}

/// A label.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The key.
    pub key: Option<String>,
    /// The value.
    pub value: Option<String>,
}

members! {
    #[derive(Debug)]
    Tag by TagBuilder -> Self [0 1] {
        key, set_key, get_key: text(String) = "key" Plain;
        value, set_value, get_value: text(String) = "value" Plain;
    }
}

/// How a disk is.
#[non_exhaustive]
#[derive(Clone, Debug, Hash, Ord, PartialEq, PartialOrd)]
pub enum DiskState {
    /// It can be used.
    Available,
    /// It is used.
    InUse,
    /// The service does not know.
    UnknownValue,
    /// This version of the crate does not know.
    Unknown(UnknownVariantValue),
}

string_enum!(
    DiskState,
    [
        (Available, "available"),
        (InUse, "in-use"),
        (UnknownValue, "unknown"),
    ]
);

/// Where a copy is from.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A disk of this name.
    Disk(String),
    /// Several sources.
    Many(Vec<Source>),
    /// Nowhere.
    Nothing,
    /// This version of the crate does not know.
    Unknown,
}

variants! {
    Source [0 1 2] {
        Disk, as_disk, is_disk: String = "disk" Plain;
        Many, as_many, is_many: Vec<Source> = "many" List<Union>;
        Nothing, as_nothing, is_nothing = "nothing";
    }
}

/// It was too much.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct ThrottledException {
    /// A message.
    pub message: Option<String>,
    pub(crate) meta: ErrorMetadata,
}

members! {
    #[derive(Debug)]
    exception("ThrottledException", Some(ErrorKind::ThrottlingError))
    ThrottledException by ThrottledExceptionBuilder -> Self [0] {
        message, set_message, get_message: text(String) = "message" Plain;
    }
}

/// It is not there.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct GoneException {
    /// A message.
    pub message: Option<String>,
    pub(crate) meta: ErrorMetadata,
}

members! {
    #[derive(Debug)]
    exception("GoneException", None)
    GoneException by GoneExceptionBuilder -> Self [0] {
        message, set_message, get_message: text(String) = "message" Plain;
    }
}

/// Takes a tag and gives none.
#[derive(Clone, Debug, Default)]
pub struct PutTag;

impl AnyOperation for PutTag {
    type Service = Miniature;
    const NAME: &'static str = "PutTag";
    type Input = Tag;
    type Output = PutTagOutput;
    type Error = PutTagError;
}

operation!(PutTag, Tag, PutTagOutput, PutTagError);

/// Nothing.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct PutTagOutput {
    pub(crate) _request_id: Option<String>,
}

members! {
    #[derive(Debug)]
    output PutTagOutput by PutTagOutputBuilder -> Self [] {
    }
}

operation_error! {
    PutTagError of PutTag in Error {
        ThrottledException(ThrottledException), is_throttled_exception;
    }
}

service_error! {
    Error {
        GoneException(GoneException);
        ThrottledException(ThrottledException);
    }
}
