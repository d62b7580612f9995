//! The names that rows have for elements.

use crate::schema::Member;

/// The name in the text of a start tag.
pub(super) fn name(tag: &str) -> &str {
    tag.split_once(' ').map_or(tag, |(name, _)| name)
}

/// The text of a tag if it is a name and nothing else, so that it can be looked for in a document.
pub(super) fn plain(tag: &'static str) -> &'static str {
    if tag.contains(' ') { "" } else { tag }
}

/// The rows of a shape if all of their tags are names and nothing else. Asked of constants.
pub(super) const fn all_plain(rows: &'static [Member]) -> &'static [Member] {
    let mut i = 0;
    while i < rows.len() {
        let tag = rows[i].wire.as_bytes();
        let mut at = 0;
        while at < tag.len() {
            if tag[at] == b' ' {
                return &[];
            }
            at += 1;
        }
        i += 1;
    }
    rows
}

/// The names of a list's items and what is inside these; or of a map's keys, or of its values.
pub(super) type Parts = &'static [&'static str];

/// The name of the next part, and the parts that are left.
pub(super) fn next_part(parts: Parts, default: &'static str) -> (&'static str, Parts) {
    match parts {
        [] => (default, parts),
        [first, rest @ ..] => (first, rest),
    }
}
