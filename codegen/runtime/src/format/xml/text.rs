//! Characters of XML: which there are, which of them are part of a name, and how they are escaped.

use std::borrow::Cow;

/// What a byte of a text is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// `<`.
    Less,
    /// `&`.
    Ampersand,
    /// `>`.
    Greater,
    /// A control character that no document has.
    Control,
    /// The first byte of the two characters that are none, and of others.
    MaybeNot,
}

/// The characters of more than one byte that no document has.
pub(super) const NOT_A_CHARACTER: [char; 2] = ['\u{fffe}', '\u{ffff}'];

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Plain; 256];
    let mut byte = 0;
    while byte < 0x20 {
        if !matches!(byte as u8, b'\t' | b'\r' | b'\n') {
            kinds[byte] = Kind::Control;
        }
        byte += 1;
    }
    kinds[b'<' as usize] = Kind::Less;
    kinds[b'&' as usize] = Kind::Ampersand;
    kinds[b'>' as usize] = Kind::Greater;
    kinds[0xef] = Kind::MaybeNot;
    kinds
};

#[inline]
pub(super) fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

const NAME_BYTES: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let ascii = byte as u8;
        bytes[byte] = ascii.is_ascii_alphanumeric() || matches!(ascii, b'_' | b'-' | b'.');
        byte += 1;
    }
    bytes
};

/// Whether XML takes a character for space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// How many bytes of space a text begins with. Where elements are indented, that is half of a document.
#[inline]
pub(super) fn indentation(text: &[u8]) -> usize {
    let line = usize::from(text.starts_with(b"\n"));
    let words = text[line..].chunks_exact(8);
    let spaces = line + 8 * words.take_while(|word| *word == b"        ").count();
    let rest = text[spaces..].iter();
    spaces + rest.take_while(|byte| is_space(char::from(**byte))).count()
}

/// Whether a byte is a character of names but `:`, all by itself.
#[inline]
pub(super) fn is_name_byte(byte: u8) -> bool {
    NAME_BYTES[usize::from(byte)]
}

pub(super) fn begins_name(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c,
            ':' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
            | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

pub(super) fn continues_name(c: char) -> bool {
    begins_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// The character of the reference that a text begins with, and its length.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    // The longest is `&#x10FFFF;`, but for zeros, which nobody writes without end.
    let end = text.bytes().take(32).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let number = |digits: &str, radix| {
        let all = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        let code = u32::from_str_radix(digits, radix).ok().filter(|_| all)?;
        char::from_u32(code).filter(|c| is_character(*c))
    };
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => number(digits, 16)?,
            (_, Some(digits)) => number(digits, 10)?,
            (None, None) => return None,
        },
    };
    Some((c, end + 1))
}

fn is_character(c: char) -> bool {
    (c >= ' ' || matches!(c, '\t' | '\r' | '\n')) && !NOT_A_CHARACTER.contains(&c)
}

/// A text without references. Those that mean nothing were found before.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(mut at) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((c, length)) = reference(&rest[at..]) {
        plain.push_str(&rest[..at]);
        plain.push(c);
        rest = &rest[at + length..];
        match rest.find('&') {
            Some(next) => at = next,
            None => break,
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Appends a text to another.
pub(super) fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else if !more.is_empty() {
        text.to_mut().push_str(&more);
    }
}

/// Writes a text as the official client does, which escapes the ends of lines, too.
#[cfg(feature = "rest-xml")]
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(is_escaped) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('\'') => "&apos;",
            Some('"') => "&quot;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('\r') => "&#xD;",
            Some('\n') => "&#xA;",
            Some('\u{85}') => "&#x85;",
            _ => "&#x2028;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

#[cfg(feature = "rest-xml")]
fn is_escaped(c: char) -> bool {
    matches!(
        c,
        '&' | '\'' | '"' | '<' | '>' | '\r' | '\n' | '\u{85}' | '\u{2028}'
    )
}
