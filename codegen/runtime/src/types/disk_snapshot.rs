//! The structure `DiskSnapshot` and its builder.

use crate::runtime::codec::{
    Base64, DateTimeOffset, Doc, EpochSeconds, Float, HttpDate, Integer, List, Map, Plain,
    SparseList,
};
use crate::runtime::members::members;
use crate::types::{DiskState, Source, Tag};
use aws_smithy_types::{Blob, DateTime, Document};
use std::collections::HashMap;

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
    DiskSnapshot by DiskSnapshotBuilder -> Self {
        name, set_name, get_name: text = "name" Plain;
        created_at, set_created_at, get_created_at: value(DateTime) = "createdAt" EpochSeconds;
        state, set_state, get_state: value(DiskState) = "state" Plain;
        size_in_gb, set_size_in_gb, get_size_in_gb: copy(i32) = "sizeInGb" Integer;
        is_from_auto_snapshot, set_is_from_auto_snapshot, get_is_from_auto_snapshot:
            copy(bool) = "isFromAutoSnapshot" Plain;
        tags, set_tags, get_tags: list(Tag) = "tags" List<Plain>;
        source, set_source, get_source: value(Source) = "source" Plain;
        load, set_load, get_load: copy(f64) = "load" Float;
        limits, set_limits, get_limits: map(DiskState, i32) = "limits" Map<Integer>;
        notes, set_notes, get_notes: list(Option<String>) = "notes" SparseList<Plain>;
        checksum, set_checksum, get_checksum: value(Blob) = "checksum" Base64;
        extra, set_extra, get_extra: value(Document) = "extra" Doc;
        changed_at, set_changed_at, get_changed_at: value(DateTime) = "changedAt" DateTimeOffset;
        expires, set_expires, get_expires: value(DateTime) = "expires" HttpDate;
        parent, set_parent, get_parent: boxed(DiskSnapshot) = "parent" Plain;
    }
}
