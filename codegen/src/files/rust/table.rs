//! Tables: what stands in the braces of a macro, a row a line. Neither the printer nor rustfmt lays it out.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ItemMacro, LitStr, Macro, MacroDelimiter};

const WIDTH: usize = 100;
const STEP: usize = 4;

/// Whether an item is a macro with braces, and nothing else belongs to it.
pub(super) fn is_table(item: &ItemMacro) -> bool {
    item.ident.is_none()
        && item.attrs.is_empty()
        && matches!(item.mac.delimiter, MacroDelimiter::Brace(_))
}

/// `name! { … }` with a line for each row and each attribute, and more for each block.
pub(super) fn print(mac: &Macro) -> String {
    let mut lines = Lines::default();
    lines.block(mac.tokens.clone(), STEP);
    let path = words(mac.path.to_token_stream()).concat();
    format!("{path}! {{\n{}}}\n", lines.text)
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// The rows of a block. A row ends with a semicolon or with a block of its own.
    fn block(&mut self, tokens: TokenStream, indent: usize) {
        let mut row = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match (&token, tokens.peek()) {
                (TokenTree::Punct(mark), Some(TokenTree::Group(attribute)))
                    if mark.as_char() == '#' && row.is_empty() =>
                {
                    let text = documentation(attribute)
                        .unwrap_or_else(|| format!("#{}", group(attribute)));
                    tokens.next();
                    self.line(indent, &text);
                }
                (TokenTree::Punct(mark), _) if mark.as_char() == ';' => {
                    self.row(indent, std::mem::take(&mut row), ";");
                }
                (TokenTree::Group(block), _) if block.delimiter() == Delimiter::Brace => {
                    let row = std::mem::take(&mut row);
                    if block.stream().is_empty() {
                        self.row(indent, row, " {}");
                    } else {
                        self.row(indent, row, " {");
                        self.block(block.stream(), indent + STEP);
                        self.line(indent, "}");
                    }
                }
                _ => row.push(token),
            }
        }
        if !row.is_empty() {
            self.row(indent, row, "");
        }
    }

    /// One row: on one line if there is room, else broken after its colon, else where a line is full.
    fn row(&mut self, indent: usize, tokens: Vec<TokenTree>, end: &str) {
        let mut words = words(tokens.into_iter().collect());
        if let Some(last) = words.last_mut() {
            last.push_str(end);
        }
        let length = |words: &[String]| words.iter().map(String::len).sum::<usize>();
        let colon = words.iter().position(|word| word == ": ");
        if let Some(colon) = colon.filter(|_| indent + length(&words) > WIDTH) {
            let rest = words.split_off(colon + 1);
            self.line(indent, &words.concat());
            self.fill(indent + STEP, rest);
        } else {
            self.fill(indent, words);
        }
    }

    /// As many words on a line as there is room for.
    fn fill(&mut self, indent: usize, words: Vec<String>) {
        let mut line = String::new();
        let mut inner = indent;
        for word in words.split_inclusive(|word| word.ends_with(' ')) {
            let word = word.concat();
            if inner + line.len() + word.trim_end().len() > WIDTH && !line.is_empty() {
                self.line(inner, &line);
                line.clear();
                inner = indent + STEP;
            }
            line.push_str(&word);
        }
        self.line(inner, &line);
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }
}

/// `/// …` if the brackets are those of a line of documentation.
fn documentation(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let name = tokens.next()?;
    let value = tokens.nth(1)?;
    let is_doc = name.to_string() == "doc";
    let text: LitStr = syn::parse2(is_doc.then_some(value)?.into()).ok()?;
    Some(format!("///{}", text.value()))
}

/// A group with its delimiters.
fn group(group: &Group) -> String {
    let inner = words(group.stream()).concat();
    match group.delimiter() {
        Delimiter::Parenthesis => format!("({inner})"),
        Delimiter::Bracket => format!("[{inner}]"),
        Delimiter::Brace => format!("{{ {inner} }}"),
        Delimiter::None => inner,
    }
}

/// The tokens as text, each with the space after it, as rustfmt sets spaces in types and expressions.
fn words(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut words = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let mut text = match token {
            TokenTree::Group(of) => group(of),
            token => token.to_string(),
        };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        if let Some(next) = tokens.get(at + 1)
            && is_apart(before, token, next)
        {
            text.push(' ');
        }
        words.push(text);
    }
    words
}

/// Whether there is a space between a token and the next one.
fn is_apart(before: Option<&TokenTree>, token: &TokenTree, next: &TokenTree) -> bool {
    let mark = |of: &TokenTree| match of {
        TokenTree::Punct(mark) => Some((mark.as_char(), mark.spacing())),
        _ => None,
    };
    let after_joint = matches!(before.and_then(mark), Some((_, Spacing::Joint)));
    match (mark(token), mark(next)) {
        // The first half of `::` or `->`.
        (Some((_, Spacing::Joint)), Some(_)) => false,
        (Some((':', _)), _) => !after_joint,
        (Some(('>', _)), Some((mark, _))) => !matches!(mark, '>' | ',' | '.' | ':'),
        (Some(('>', _)), None) => true,
        (Some((mark, _)), _) => matches!(mark, '=' | ',' | '+' | '|'),
        (None, Some((mark, Spacing::Joint))) => mark == '-' || mark == '=',
        (None, Some((mark, _))) => matches!(mark, '=' | '&' | '+' | '|' | '-'),
        (None, None) => match (token, next) {
            (TokenTree::Ident(_), TokenTree::Group(group)) => {
                group.delimiter() != Delimiter::Parenthesis
            }
            _ => true,
        },
    }
}
