//! Which names of SDK crates a source file has: calls, paths and words, whoever's they are.
//!
//! Nothing is resolved: a name counts wherever it could be meant, so that what lies in macros, behind
//! aliases or in code that does not parse counts, too. What is named once too often costs little; the
//! compiler tells what was missed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// A name in a source file, and how it stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mention {
    /// `.name()`: a method without arguments, as those that begin a call are.
    Call(String),
    /// `parent::name`, also from the braces of a `use`; `*` is a name here.
    Path(String, String),
    /// `name`, anywhere.
    Word(String),
}

/// The names of a file, each with the first line that it is in.
pub(crate) type Mentions = BTreeMap<Mention, usize>;

/// Whether the examples in documentation count: they are compiled with the user's own packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Docs {
    /// They are code.
    Code,
    /// They are words.
    Words,
}

/// The names in a source file. What is no UTF-8 is passed over.
///
/// # Errors
///
/// If the file cannot be read.
pub(crate) fn file(path: &Path, docs: Docs) -> io::Result<Mentions> {
    let bytes = fs::read(path)?;
    Ok(text(&String::from_utf8_lossy(&bytes), docs))
}

/// The names in the text of a source file.
pub(crate) fn text(text: &str, docs: Docs) -> Mentions {
    let mut scan = Scan::default();
    scan.read(text, docs);
    let Scan {
        mentions, aliases, ..
    } = scan;
    let resolved = mentions.into_iter().map(|(mention, line)| match mention {
        Mention::Path(parent, name) => {
            let parent = aliases.get(&parent).cloned().unwrap_or(parent);
            (Mention::Path(parent, name), line)
        }
        other => (other, line),
    });
    let mut all = Mentions::new();
    for (mention, line) in resolved {
        let first = all.entry(mention).or_insert(line);
        *first = line.min(*first);
    }
    all
}

#[derive(Default)]
struct Scan {
    mentions: Mentions,
    /// `use … as …`: the new name to the old.
    aliases: BTreeMap<String, String>,
    line: usize,
}

/// A token that means something: its text, its line, and whether it is a name.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
    is_name: bool,
}

impl Scan {
    fn read(&mut self, text: &str, docs: Docs) {
        let mut tokens = Vec::new();
        let mut line = self.line + 1;
        let mut at = 0;
        for token in tokenize(text, FrontmatterAllowed::No) {
            let end = at + token.len as usize;
            let part = text.get(at..end).unwrap_or_default();
            at = end;
            match token.kind {
                TokenKind::LineComment {
                    doc_style: Some(_), ..
                }
                | TokenKind::BlockComment {
                    doc_style: Some(_), ..
                } if docs == Docs::Code => {
                    let mut example = Scan {
                        line: line - 1,
                        ..Self::default()
                    };
                    example.read(part.trim_start_matches(['/', '!', '*']), docs);
                    self.mentions.extend(example.mentions);
                    self.aliases.extend(example.aliases);
                }
                TokenKind::LineComment { .. }
                | TokenKind::BlockComment { .. }
                | TokenKind::Whitespace => {}
                kind => tokens.push(Token {
                    text: part.trim_start_matches("r#"),
                    line,
                    is_name: matches!(kind, TokenKind::Ident | TokenKind::RawIdent),
                }),
            }
            line += part.matches('\n').count();
        }
        self.find(&tokens);
    }

    /// Finds names among tokens. `parents` has for each open brace the name before it, if the brace
    /// goes on with a path.
    fn find(&mut self, tokens: &[Token<'_>]) {
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
        let mut parents: Vec<Option<String>> = Vec::new();
        let mut last = String::new();
        for (at, token) in tokens.iter().enumerate() {
            let before = |n: usize| at.checked_sub(n).map_or("", text);
            let goes_on = before(1) == ":" && before(2) == ":";
            let parent = match before(1) {
                _ if goes_on => Some(last.clone()),
                "{" | "," => parents.last().cloned().flatten(),
                _ => None,
            };
            match token.text {
                "{" => parents.push(goes_on.then(|| last.clone())),
                "}" => drop(parents.pop()),
                "*" => {
                    if let Some(parent) = parent {
                        self.add(Mention::Path(parent, "*".to_owned()), token.line);
                    }
                }
                "self" => last = parent.unwrap_or_default(),
                "as" => {
                    let alias = text(at + 1).to_owned();
                    self.aliases.insert(alias, last.clone());
                }
                name if token.is_name => {
                    if before(1) == "." && text(at + 1) == "(" && text(at + 2) == ")" {
                        self.add(Mention::Call(name.to_owned()), token.line);
                    }
                    if let Some(parent) = parent {
                        self.add(Mention::Path(parent, name.to_owned()), token.line);
                    }
                    self.add(Mention::Word(name.to_owned()), token.line);
                    name.clone_into(&mut last);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, mention: Mention, line: usize) {
        let first = self.mentions.entry(mention).or_insert(line);
        *first = line.min(*first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(code: &str) -> Vec<String> {
        let found = text(code, Docs::Code)
            .into_keys()
            .filter_map(|mention| match mention {
                Mention::Path(parent, name) => Some(format!("{parent}::{name}")),
                _ => None,
            });
        found.collect()
    }

    fn calls(code: &str) -> Vec<(String, usize)> {
        let found =
            text(code, Docs::Code)
                .into_iter()
                .filter_map(|(mention, line)| match mention {
                    Mention::Call(name) => Some((name, line)),
                    _ => None,
                });
        found.collect()
    }

    #[test]
    fn calls_take_no_arguments() {
        let code = "fn f() {\n  client\n    .get_item()\n    .table_name(\"x\").send().await;\n m!(c.r#type()) }";
        let names = [("get_item", 3), ("send", 4), ("type", 5)];
        assert_eq!(calls(code), names.map(|(n, l)| (n.to_owned(), l)));
    }

    #[test]
    fn the_braces_of_a_use_go_on_with_its_path() {
        let code = "use a::{types::{Tag, error::{E1, self}, *}, operation::get::GetOutput, b};";
        let found = paths(code);
        for path in [
            "types::Tag",
            "error::E1",
            "types::*",
            "operation::get",
            "get::GetOutput",
            "a::b",
        ] {
            assert!(found.contains(&path.to_owned()), "no {path} in {found:?}");
        }
        assert!(!found.contains(&"a::Tag".to_owned()), "{found:?}");
        assert!(paths("fn f() { g::h; { i } }").contains(&"g::h".to_owned()));
    }

    #[test]
    fn another_name_for_a_module_is_seen_through() {
        let code = "use sdk::types as t; use sdk::{operation::{self as op}}; fn f(_: t::Tag) { op::get_item::x }";
        let found = paths(code);
        assert!(found.contains(&"types::Tag".to_owned()), "{found:?}");
        assert!(
            found.contains(&"operation::get_item".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn documentation_is_code_and_comments_and_strings_are_not() {
        let code = "\n/// client.put_item().send()\nfn f() {} // client.scan()\nconst S: &str = \"c.query()\n\";\nfn g() { c.update() }";
        let names: Vec<_> = calls(code).into_iter().collect();
        let wanted = [("put_item", 2), ("send", 2), ("update", 6)];
        assert_eq!(names, wanted.map(|(n, l)| (n.to_owned(), l)));
        let of_others = text(code, Docs::Words);
        assert!(!of_others.contains_key(&Mention::Call("put_item".to_owned())));
        assert!(of_others.contains_key(&Mention::Call("update".to_owned())));
    }

    #[test]
    fn text_that_is_no_rust_is_no_trouble() {
        for code in ["{{{{ ::", "'", "use a::{", "}}} as", "\u{0}\"", "self self"] {
            text(code, Docs::Code);
        }
    }
}
