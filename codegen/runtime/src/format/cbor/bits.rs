//! What the bits of a value say.

/// The major types: the first three bits of a value.
pub(super) enum Major {}

impl Major {
    pub(super) const UNSIGNED: u8 = 0;
    pub(super) const NEGATIVE: u8 = 1;
    pub(super) const BYTES: u8 = 2;
    pub(super) const TEXT: u8 = 3;
    pub(super) const LIST: u8 = 4;
    pub(super) const MAP: u8 = 5;
    pub(super) const TAG: u8 = 6;
    pub(super) const SIMPLE: u8 = 7;
}

/// What a value of the last major type is, by its other five bits.
pub(super) enum Simple {}

impl Simple {
    pub(super) const FALSE: u8 = 20;
    pub(super) const TRUE: u8 = 21;
    pub(super) const NULL: u8 = 22;
    pub(super) const UNDEFINED: u8 = 23;
    pub(super) const HALF: u8 = 25;
    pub(super) const SINGLE: u8 = 26;
    pub(super) const DOUBLE: u8 = 27;
}

/// The tags that are known.
pub(super) enum Tag {}

impl Tag {
    pub(super) const EPOCH_SECONDS: u64 = 1;
    pub(super) const POSITIVE: u64 = 2;
    pub(super) const NEGATIVE: u64 = 3;
}

/// In place of a length: parts follow until a break.
pub(super) const INDEFINITE: u8 = 31;

/// The end of what has no definite length.
pub(super) const BREAK: u8 = 0xff;
