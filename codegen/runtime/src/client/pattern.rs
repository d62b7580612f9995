//! The small part of regular expressions that region patterns use: literals, `\w`, `\d`, `.`,
//! escaped punctuation, groups with alternatives, the repetitions `+ * ?`, and anchors.

use std::fmt;
use std::iter::Peekable;
use std::str::Chars;

/// A pattern for region names.
#[derive(Debug)]
pub(crate) struct Pattern {
    alternatives: Vec<Vec<Item>>,
}

#[derive(Debug)]
struct Item {
    what: What,
    repeat: Repeat,
}

#[derive(Debug)]
enum What {
    Literal(char),
    Word,
    Digit,
    Any,
    Start,
    End,
    Group(Vec<Vec<Item>>),
}

#[derive(Clone, Copy, Debug)]
enum Repeat {
    Once,
    Optional,
    Any,
    Many,
}

/// A pattern uses something that is not supported here.
#[derive(Debug)]
pub(crate) struct UnsupportedPattern(String);

impl fmt::Display for UnsupportedPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the region pattern `{}` is not supported", self.0)
    }
}

impl std::error::Error for UnsupportedPattern {}

impl Pattern {
    pub(crate) fn new(pattern: &str) -> Result<Self, UnsupportedPattern> {
        let mut rest = pattern.chars().peekable();
        match alternatives(&mut rest) {
            Some(alternatives) if rest.peek().is_none() => Ok(Self { alternatives }),
            _ => Err(UnsupportedPattern(pattern.to_owned())),
        }
    }

    /// Whether the pattern is found in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        starts.any(|at| any(&self.alternatives, Place { text, at }, &|_| true))
    }
}

fn alternatives(rest: &mut Peekable<Chars<'_>>) -> Option<Vec<Vec<Item>>> {
    let mut alternatives = vec![Vec::new()];
    while let Some(&next) = rest.peek() {
        match next {
            ')' => break,
            '|' => {
                rest.next();
                alternatives.push(Vec::new());
            }
            _ => {
                let item = item(rest)?;
                alternatives.last_mut()?.push(item);
            }
        }
    }
    Some(alternatives)
}

fn item(rest: &mut Peekable<Chars<'_>>) -> Option<Item> {
    let what = match rest.next()? {
        '^' => What::Start,
        '$' => What::End,
        '.' => What::Any,
        '\\' => match rest.next()? {
            'w' => What::Word,
            'd' => What::Digit,
            other if other.is_ascii_punctuation() => What::Literal(other),
            _ => return None,
        },
        '(' => {
            let group = alternatives(rest)?;
            (rest.next()? == ')').then_some(What::Group(group))?
        }
        '[' | ']' | '{' | '}' | '*' | '+' | '?' => return None,
        literal => What::Literal(literal),
    };
    let repeat = match rest.peek() {
        Some('?') => Repeat::Optional,
        Some('*') => Repeat::Any,
        Some('+') => Repeat::Many,
        _ => Repeat::Once,
    };
    if !matches!(repeat, Repeat::Once) {
        rest.next();
    }
    Some(Item { what, repeat })
}

/// A place in a text.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a str,
    at: usize,
}

/// What must hold after a match.
type Then<'a> = &'a dyn Fn(Place<'_>) -> bool;

fn any(alternatives: &[Vec<Item>], place: Place<'_>, then: Then<'_>) -> bool {
    alternatives.iter().any(|items| all(items, place, then))
}

fn all(items: &[Item], place: Place<'_>, then: Then<'_>) -> bool {
    let Some((first, rest)) = items.split_first() else {
        return then(place);
    };
    let after = |place: Place<'_>| all(rest, place, then);
    match first.repeat {
        Repeat::Once => one(&first.what, place, &after),
        Repeat::Optional => one(&first.what, place, &after) || after(place),
        Repeat::Any => many(&first.what, place, &after) || after(place),
        Repeat::Many => many(&first.what, place, &after),
    }
}

fn many(what: &What, place: Place<'_>, then: Then<'_>) -> bool {
    one(what, place, &|next| {
        // What matches nothing would do so for ever.
        (next.at > place.at && many(what, next, then)) || then(next)
    })
}

fn one(what: &What, place: Place<'_>, then: Then<'_>) -> bool {
    let is = |test: fn(char, char) -> bool, with: char| {
        let next = place.text[place.at..].chars().next();
        next.is_some_and(|next| {
            let at = place.at + next.len_utf8();
            test(next, with) && then(Place { at, ..place })
        })
    };
    match what {
        What::Literal(literal) => is(|next, literal| next == literal, *literal),
        What::Word => is(|next, _| next.is_ascii_alphanumeric() || next == '_', ' '),
        What::Digit => is(|next, _| next.is_ascii_digit(), ' '),
        What::Any => is(|next, newline| next != newline, '\n'),
        What::Start => place.at == 0 && then(place),
        What::End => place.at == place.text.len() && then(place),
        What::Group(alternatives) => any(alternatives, place, then),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::*;

    #[test]
    fn patterns_know_what_region_patterns_use() {
        let is = |pattern: &str, text: &str| Pattern::new(pattern).unwrap().is_match(text);
        assert!(is(r"^(us|eu)\-\w+\-\d+$", "eu-west-12"));
        assert!(!is(r"^(us|eu)\-\w+\-\d+$", "xeu-west-1"));
        assert!(is("b+c?", "abbd"));
        assert!(is("^a*$", "") && is("^(a*)+$", "aaa") && !is("^(a*)+$", "b"));
        assert!(is("^a.c$", "aéc") && !is(r"^\w$", "é"));
        for pattern in ["[a-z]", "a{2}", "(a", "a)", r"\s", "+"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }
}
