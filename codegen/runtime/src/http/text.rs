//! Texts in paths, queries and headers: what is encoded, and what is quoted.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;
use std::iter;

/// What is encoded in labels and queries: all of ASCII but letters, digits, `-`, `.`, `_` and `~`.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'!')
    .add(b'"')
    .add(b'#')
    .add(b'$')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'+')
    .add(b',')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same for greedy labels, where slashes stay.
const GREEDY: &AsciiSet = &RESERVED.remove(b'/');

/// A text as a part of a query.
pub(super) fn encoded(text: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(text, RESERVED)
}

/// A text as a segment of a path, or as several.
pub(super) fn label(text: &str, is_greedy: bool) -> String {
    let reserved = if is_greedy { GREEDY } else { RESERVED };
    utf8_percent_encode(text, reserved).to_string()
}

/// The value of a pattern's label in `path`: where it stands, and whether it is greedy.
pub(super) fn find_label(path: &str, name: &str) -> Option<(std::ops::Range<usize>, bool)> {
    path.match_indices('{').find_map(|(start, _)| {
        let rest = path[start + 1..].strip_prefix(name)?;
        let greedy = rest.strip_prefix('+');
        let after = greedy.unwrap_or(rest).strip_prefix('}')?;
        Some((start..path.len() - after.len(), greedy.is_some()))
    })
}

/// What follows a prefix, whatever its case, in the name of a header.
pub(super) fn strip_prefix<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// A text as an item of a list in a header.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    let is_plain = text.trim().len() == text.len() && !text.contains(['"', ',', '(', ')']);
    match is_plain {
        true => Cow::Borrowed(text),
        false => {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
            Cow::Owned(format!("\"{escaped}\""))
        }
    }
}

/// The items of a list in a header, or what is wrong with it. In dates each second comma ends an item.
pub(super) fn items(
    line: &str,
    has_comma: bool,
) -> impl Iterator<Item = Result<Cow<'_, str>, &'static str>> {
    let mut rest = line;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (item, after) = match item(rest, has_comma) {
            Ok(item) => item,
            Err(error) => (Err(error), ""),
        };
        rest = after;
        Some(item)
    })
}

type Item<'a> = Result<Cow<'a, str>, &'static str>;

/// The first item, and what follows it.
fn item(text: &str, has_comma: bool) -> Result<(Item<'_>, &str), &'static str> {
    let start = text.trim_start_matches([' ', '\t']);
    if let Some(inside) = start.strip_prefix('"') {
        let (item, after) = unquoted(inside).ok_or("an item has no closing quote")?;
        let after = match after {
            "" => after,
            after => after.strip_prefix(',').ok_or("no comma follows an item")?,
        };
        return Ok((Ok(Cow::Owned(item)), after));
    }
    let mut commas = start.match_indices(',').map(|(at, _)| at);
    let end = commas.nth(usize::from(has_comma));
    let (item, after) = match end {
        Some(end) => (&start[..end], &start[end + 1..]),
        None => (start, ""),
    };
    Ok((Ok(Cow::Borrowed(item.trim())), after))
}

/// A quoted text up to its closing quote, and what follows that.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut item = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((item, &text[at + 1..])),
            '\\' => match chars.clone().next() {
                Some((_, escaped @ ('"' | '\\'))) => {
                    chars.next();
                    item.push(escaped);
                }
                _ => item.push('\\'),
            },
            char => item.push(char),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{encoded, find_label, items, label, quoted};

    #[test]
    fn everything_reserved_is_encoded() {
        let plain: String = (' '..='\u{7f}')
            .filter(|c| encoded(&c.to_string()).collect::<String>() == c.to_string())
            .collect();
        assert_eq!(
            plain,
            "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
        );
        assert_eq!(label("a/b ü", false), "a%2Fb%20%C3%BC");
        assert_eq!(label("a/b ü", true), "a/b%20%C3%BC");
    }

    #[test]
    fn labels_are_found_by_their_whole_name() {
        let path = "/{Key}/{KeyName}/{KeyName+}";
        assert_eq!(find_label(path, "Key"), Some((1..6, false)));
        assert_eq!(find_label(path, "KeyName"), Some((7..16, false)));
        assert_eq!(find_label("/x/{KeyName+}", "KeyName"), Some((3..13, true)));
        assert_eq!(find_label(path, "Name"), None);
    }

    #[test]
    fn items_survive() {
        for list in [
            vec!["a", "b", "c"],
            vec!["b,c", "\"def\"", "a"],
            vec!["", " x ", "\\", "\\\"", "(a)"],
        ] {
            let line = list
                .iter()
                .map(|item| quoted(item))
                .collect::<Vec<_>>()
                .join(", ");
            let read: Result<Vec<_>, _> = items(&line, false).collect();
            // An empty item can only be told from none at all where another follows.
            assert_eq!(
                read,
                Ok(list.into_iter().map(Into::into).collect()),
                "{line}"
            );
        }
    }

    #[test]
    fn dates_have_a_comma() {
        let line = "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 00:00:00 GMT";
        let read: Result<Vec<_>, _> = items(line, true).collect();
        let expected = [
            "Mon, 16 Dec 2019 23:48:18 GMT",
            "Tue, 17 Dec 2019 00:00:00 GMT",
        ];
        assert_eq!(read, Ok(expected.into_iter().map(Into::into).collect()));
    }

    #[test]
    fn malformed_lists() {
        let read = |line| items(line, false).collect::<Result<Vec<_>, _>>();
        assert_eq!(read("\"a"), Err("an item has no closing quote"));
        assert_eq!(read("\"a\"b"), Err("no comma follows an item"));
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("a,"), Ok(vec!["a".into()]));
    }
}
