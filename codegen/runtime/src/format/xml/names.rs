//! The names that rows have for elements.

/// The name in the text of a start tag.
pub(super) fn name(tag: &'static str) -> &'static str {
    tag.split_once(' ').map_or(tag, |(name, _)| name)
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
