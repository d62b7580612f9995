//! What the service demands of names and tags.

use crate::refusal::Refusal;
use lightsail_snapshots::types::Tag;
use std::collections::HashSet;

const LONGEST_NAME: usize = 255;
const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

/// A member that must be there.
pub(super) fn required<'a>(member: &str, value: Option<&'a str>) -> Result<&'a str, Refusal> {
    value.ok_or_else(|| {
        Refusal::invalid_input(format!(
            "1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null"
        ))
    })
}

/// A name must match `\w[\w\-]*\w`.
pub(super) fn name(member: &str, name: &str) -> Result<(), Refusal> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let bytes = name.as_bytes();
    let ends = bytes.first().is_some_and(is_word) && bytes.last().is_some_and(is_word);
    let inside = bytes.iter().all(|byte| is_word(byte) || *byte == b'-');
    if (2..=LONGEST_NAME).contains(&bytes.len()) && ends && inside {
        return Ok(());
    }
    Err(Refusal::invalid_input(format!(
        "The value of '{member}' is not a valid name: '{name}'. A name has 2 to {LONGEST_NAME} letters, digits, \
         underscores and, except at either end, hyphens."
    )))
}

/// The tags of a new resource.
pub(super) fn tags(tags: &[Tag]) -> Result<(), Refusal> {
    if tags.len() > MOST_TAGS {
        let message = format!("A resource can have up to {MOST_TAGS} tags.");
        return Err(Refusal::invalid_input(message));
    }
    let mut keys = HashSet::new();
    for tag in tags {
        let key = tag.key().unwrap_or_default();
        let problem = if key.is_empty() {
            "A tag needs a key."
        } else if key.chars().count() > LONGEST_KEY {
            "The key of a tag has up to 128 characters."
        } else if key.to_ascii_lowercase().starts_with("aws:") {
            "Keys that begin with 'aws:' are reserved."
        } else if tag
            .value()
            .is_some_and(|value| value.chars().count() > LONGEST_VALUE)
        {
            "The value of a tag has up to 256 characters."
        } else if !keys.insert(key) {
            "The keys of a resource's tags are distinct."
        } else {
            continue;
        };
        return Err(Refusal::invalid_input(problem));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let longest = "n".repeat(255);
        for good in ["ab", "a-b", "_1", "A_-_9", &longest] {
            assert_eq!(name("n", good), Ok(()), "{good}");
        }
        let too_long = "n".repeat(256);
        for bad in ["", "a", "-ab", "ab-", "a b", "a.b", "é1", "ab\n", &too_long] {
            let refusal = name("diskName", bad).unwrap_err();
            assert_eq!(refusal.code, "InvalidInputException", "{bad}");
            assert!(refusal.message.unwrap().contains("'diskName'"));
        }
    }

    fn tag(key: &str, value: &str) -> Tag {
        Tag::builder().key(key).value(value).build()
    }

    #[test]
    fn tags_of_all_kinds() {
        let many: Vec<_> = (0..50).map(|i| tag(&i.to_string(), "")).collect();
        assert_eq!(tags(&many), Ok(()));
        let (key, value) = ("k".repeat(128), "v".repeat(256));
        assert_eq!(tags(&[tag(&key, &value), tag("only", "")]), Ok(()));
        let too_many: Vec<_> = (0..51).map(|i| tag(&i.to_string(), "")).collect();
        let bad = [
            too_many,
            vec![Tag::builder().value("v").build()],
            vec![tag("AWS:x", "")],
            vec![tag(&(key + "k"), "")],
            vec![tag("k", &(value + "v"))],
            vec![tag("k", "1"), tag("k", "2")],
        ];
        for tags_ in bad {
            assert!(tags(&tags_).is_err(), "{tags_:?}");
        }
    }
}
