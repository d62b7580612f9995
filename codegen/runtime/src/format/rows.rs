//! Which row of a shape a key names.

use crate::schema::Member;

/// What services put beside the members to name the shape.
const TYPE: &str = "__type";

/// Which rows of a structure its object has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    /// Those that a protocol has in the body.
    Body,
}

impl Scope {
    pub(super) fn has(self, row: &Member) -> bool {
        self == Self::All || !row.at.is_elsewhere()
    }
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The member of this row.
    Row(usize),
    /// The shape itself.
    Type,
    /// A member that this version of the crate does not know, or that is elsewhere.
    Nothing,
}

/// The rows of a shape. Services write members in the order of the model, so the row after the last one is
/// mostly the next.
pub(super) struct Rows {
    all: &'static [Member],
    scope: Scope,
    next: usize,
}

impl Rows {
    pub(super) fn new(all: &'static [Member], scope: Scope) -> Self {
        Self {
            all,
            scope,
            next: 0,
        }
    }

    /// The key of the row after the last one in JSON, without the comma, if it stands for itself there.
    pub(super) fn next_key(&self) -> Option<&'static [u8]> {
        let next = self.all.get(self.next)?;
        let key = next.key.as_bytes().get(1..)?;
        self.scope.has(next).then_some(key)
    }

    /// The row after the last one, which is what was found.
    pub(super) fn take_next(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// What this key names.
    pub(super) fn find(&mut self, key: &str) -> Named {
        let named = |row: &Member| row.name == key && self.scope.has(row);
        let (before, after) = self.all.split_at(self.next);
        let later = after.iter().position(named).map(|i| self.next + i);
        match later.or_else(|| before.iter().position(named)) {
            Some(row) => {
                self.next = row + 1;
                Named::Row(row)
            }
            None if key == TYPE => Named::Type,
            None => Named::Nothing,
        }
    }
}
