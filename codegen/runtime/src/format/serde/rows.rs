//! Which rows of a structure an object has.

use crate::schema::Member;

/// Which rows of a structure are in its object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    All,
    /// Those that a protocol has in the body.
    Body,
}

impl Rows {
    pub(super) fn have(self, row: &Member) -> bool {
        self == Self::All || !row.at.is_elsewhere()
    }
}
