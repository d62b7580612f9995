//! The union `Source`.

use crate::runtime::codec::{List, Plain};
use crate::runtime::members::variants;

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
    #[non_exhaustive]
    Unknown,
}

variants! {
    Source {
        Disk, as_disk, is_disk: String = "disk" Plain;
        Many, as_many, is_many: Vec<Source> = "many" List<Plain>;
        Nothing, as_nothing, is_nothing = "nothing";
    }
}
