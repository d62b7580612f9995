//! The tokens of JMESPath: names, literals, numbers and symbols.

use std::iter::Peekable;
use std::str::CharIndices;

use serde_json::Value;

use crate::model::PathLiteral;

/// A token and where it begins.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Name(String),
    Literal(PathLiteral),
    Number(i64),
    Symbol(&'static str),
}

impl Token {
    pub(super) fn unexpected(&self) -> String {
        let what = match &self.kind {
            Kind::Name(name) => format!("`{name}`"),
            Kind::Literal(_) => "literal".to_owned(),
            Kind::Number(_) => "number".to_owned(),
            Kind::Symbol(symbol) => format!("`{symbol}`"),
        };
        format!("unexpected {what} at column {}", self.at + 1)
    }
}

/// Symbols, longer ones first.
const SYMBOLS: [&str; 24] = [
    "[?", "[]", "==", "!=", "<=", ">=", "&&", "||", "[", "]", "(", ")", ".", ",", "*", "@", "<",
    ">", "!", "{", "}", "|", ":", "&",
];

type Chars<'a> = Peekable<CharIndices<'a>>;

/// The tokens of a text; the error says what is wrong and where.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let wrong = |what: &str| format!("{what} at column {}", at + 1);
        let kind = match c {
            '`' | '\'' | '"' => quoted(&mut chars, c).map_err(|what| wrong(&what))?,
            c if c.is_ascii_alphabetic() || c == '_' => {
                Kind::Name(take(&mut chars, |c| c.is_ascii_alphanumeric() || c == '_'))
            }
            c if c.is_ascii_digit() || c == '-' => {
                chars.next();
                let digits = format!("{c}{}", take(&mut chars, |c| c.is_ascii_digit()));
                Kind::Number(digits.parse().map_err(|_| wrong("bad number"))?)
            }
            _ => {
                let rest = text.get(at..).unwrap_or_default();
                let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(*symbol));
                let symbol = symbol.ok_or_else(|| wrong(&format!("unexpected `{c}`")))?;
                for _ in symbol.chars() {
                    chars.next();
                }
                Kind::Symbol(symbol)
            }
        };
        tokens.push(Token { at, kind });
    }
    Ok(tokens)
}

fn take(chars: &mut Chars<'_>, part: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    while let Some((_, c)) = chars.next_if(|(_, c)| part(*c)) {
        text.push(c);
    }
    text
}

/// `` `json` ``, `'text'` or `"name"`.
fn quoted(chars: &mut Chars<'_>, quote: char) -> Result<Kind, String> {
    let inside = inside(chars, quote)?;
    match quote {
        // All escapes are those of JSON, which has the same quotes.
        '"' => serde_json::from_str(&format!("\"{inside}\""))
            .map(Kind::Name)
            .map_err(|_| "bad escape in a name".to_owned()),
        '\'' => Ok(Kind::Literal(PathLiteral::String(
            inside.replace("\\'", "'"),
        ))),
        _ => Ok(Kind::Literal(json(&inside.replace("\\`", "`")))),
    }
}

/// What stands between quotes, with its escapes.
fn inside(chars: &mut Chars<'_>, quote: char) -> Result<String, String> {
    chars.next();
    let mut text = String::new();
    while let Some((_, c)) = chars.next() {
        if c == quote {
            return Ok(text);
        }
        text.push(c);
        if c == '\\' {
            text.extend(chars.next().map(|(_, escaped)| escaped));
        }
    }
    Err(format!("missing {quote}"))
}

/// What is no JSON is a string without quotes, as older paths have it.
fn json(text: &str) -> PathLiteral {
    match serde_json::from_str(text.trim()) {
        Ok(value) => literal(value),
        Err(_) => PathLiteral::String(text.trim_start().to_owned()),
    }
}

fn literal(value: Value) -> PathLiteral {
    match value {
        Value::Null => PathLiteral::Null,
        Value::Bool(value) => PathLiteral::Boolean(value),
        Value::Number(value) => PathLiteral::Number(value.as_f64().unwrap_or(f64::NAN)),
        Value::String(value) => PathLiteral::String(value),
        Value::Array(items) => PathLiteral::Array(items.into_iter().map(literal).collect()),
        Value::Object(members) => {
            let members = members.into_iter();
            PathLiteral::Object(
                members
                    .map(|(name, value)| (name, literal(value)))
                    .collect(),
            )
        }
    }
}
