//! A start tag that was read.

use super::names::name;
use super::text::{self, is_space};
use std::borrow::Cow;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The name with its prefix, as the end tag has it.
    pub(super) name: &'a str,
    /// Where the name behind the prefix begins.
    pub(super) local: usize,
    /// What stands between the name and the end of the tag.
    pub(super) attributes: &'a str,
    /// Whether the tag is the whole element.
    pub(super) is_empty: bool,
}

impl<'a> Start<'a> {
    /// The name without its prefix.
    #[inline]
    pub fn local(&self) -> &'a str {
        &self.name[self.local..]
    }

    /// The name with its prefix.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Whether the element has the name in the text of a tag. If that has a prefix, the element has the same.
    pub fn is_called(&self, tag: &str) -> bool {
        if tag == self.local() {
            return true;
        }
        let name = name(tag);
        name == self.local() || (name.contains(':') && name == self.name)
    }

    /// The value of the attribute of this name, which has the prefix in the document, too.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        while let Some((found, value, after)) = next_attribute(rest) {
            if found == name {
                // It was looked through when the tag was read.
                return Some(text::unescape(value));
            }
            rest = after;
        }
        None
    }
}

/// The first attribute of a text that was looked through: name, value, and what follows.
pub(super) fn next_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.trim_start_matches(is_space).split_once('=')?;
    let rest = rest.trim_start_matches(is_space);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, rest) = rest.get(1..)?.split_once(quote)?;
    Some((name.trim_end_matches(is_space), value, rest))
}
