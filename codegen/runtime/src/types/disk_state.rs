//! The string enum `DiskState`.

use crate::runtime::string_enum::{UnknownVariantValue, string_enum};

/// How a disk is.
#[non_exhaustive]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum DiskState {
    /// It can be used.
    Available,
    /// It is used.
    InUse,
    /// The service does not know.
    UnknownValue,
    /// This version of the crate does not know.
    #[deprecated(note = "compare `as_str()` instead")]
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
