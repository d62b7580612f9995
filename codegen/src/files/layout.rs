//! What a text says, however it is laid out.
//!
//! Which rustfmt is installed, and whether any is, decides where the lines of a generated file end. So
//! two texts are the same if their normal forms are: all tokens and all comments, but for what rustfmt
//! decides by the length of lines or sorts. That is white space; commas that stand last; braces around
//! the bodies of closures and match arms; and the order of imports and of modules in other files. So
//! a layout alone is no drift: a folder keeps the one that it has.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// Whether two texts of a file are the same but for their layout.
pub(super) fn same(path: &str, one: &str, other: &str) -> bool {
    one == other || normal(path, one) == normal(path, other)
}

/// The text in its normal form.
pub(super) fn normal(path: &str, text: &str) -> String {
    match path.ends_with(".rs") {
        true => words(text),
        false => text.lines().flat_map(|line| [line, "\n"]).collect(),
    }
}

/// The tokens and comments of Rust, a line each.
#[derive(Default)]
struct Words {
    text: String,
    /// A comma came last; it counts if anything follows it.
    comma: bool,
    /// What a brace would be that comes next.
    next: Brace,
    /// The braces that are open.
    open: Vec<Brace>,
    /// Where the statement or item begins in the text.
    begin: usize,
    /// Whether it is an import, or a module in another file.
    is_import: bool,
    /// Whether an attribute is open that is about all of the file.
    is_inner: bool,
    /// Imports and modules, which have no order, and no order of words in them.
    imports: Vec<String>,
}

/// What a pair of braces is for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Brace {
    #[default]
    Needed,
    /// Around the body of a closure, which needs none if it is an expression.
    Closure,
    /// Around the body of a match arm, which needs none, but then a comma.
    Arm,
}

impl Words {
    fn push(&mut self, kind: TokenKind, word: &str) {
        use TokenKind::{CloseBrace, CloseBracket, CloseParen, Comma, Gt, OpenBrace};
        let after = self.brace_after(kind);
        let brace = std::mem::replace(&mut self.next, after);
        match kind {
            Comma => {
                self.comma = true;
                return;
            }
            OpenBrace => {
                self.open.push(brace);
                if brace != Brace::Needed {
                    return;
                }
            }
            CloseBrace => match self.open.pop().unwrap_or_default() {
                Brace::Needed => self.comma = false,
                brace => {
                    self.comma = brace == Brace::Arm;
                    return;
                }
            },
            CloseBracket | CloseParen | Gt => self.comma = false,
            _ => {}
        }
        if std::mem::take(&mut self.comma) {
            self.text.push_str(",\n");
        }
        let is_list = self.is_import && self.text.ends_with(":\n");
        self.text.push_str(match kind {
            TokenKind::LineComment { .. } => word.trim_end(),
            _ => word,
        });
        self.text.push('\n');
        self.note(kind, word, is_list);
    }

    fn brace_after(&self, kind: TokenKind) -> Brace {
        match kind {
            TokenKind::Or => Brace::Closure,
            TokenKind::Gt if self.text.ends_with("=\n") => Brace::Arm,
            _ => Brace::Needed,
        }
    }

    /// Notes where statements begin and end, and takes imports out of the text.
    fn note(&mut self, kind: TokenKind, word: &str, is_list: bool) {
        use TokenKind::{Bang, CloseBrace, CloseBracket, Ident, LineComment, OpenBrace, Semi};
        match kind {
            Ident if matches!(word, "use" | "mod") => self.is_import = true,
            Semi if self.is_import => {
                let import = self.text.split_off(self.begin);
                let mut words: Vec<&str> = import.lines().collect();
                words.sort_unstable();
                self.imports.push(words.join(" "));
                self.is_import = false;
            }
            // A list of imports, or what is no import after all.
            OpenBrace | CloseBrace if is_list || self.is_import && kind == CloseBrace => {}
            Semi | OpenBrace | CloseBrace => {
                self.begin = self.text.len();
                self.is_import = false;
            }
            LineComment { .. } if !word.starts_with("///") => self.begin = self.text.len(),
            Bang if self.text.ends_with("#\n!\n") => self.is_inner = true,
            CloseBracket if std::mem::take(&mut self.is_inner) => self.begin = self.text.len(),
            _ => {}
        }
    }

    fn finish(mut self, rest: &str) -> String {
        self.imports.sort_unstable();
        self.imports.push(self.text);
        self.imports.join("\n") + rest
    }
}

fn words(text: &str) -> String {
    let mut words = Words::default();
    let mut rest = text;
    for token in tokenize(text, FrontmatterAllowed::No) {
        let length = usize::try_from(token.len).unwrap_or(rest.len());
        let Some((word, after)) = rest.split_at_checked(length) else {
            break;
        };
        rest = after;
        if token.kind != TokenKind::Whitespace {
            words.push(token.kind, word);
        }
    }
    words.finish(rest)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn layout_does_not_count() {
        let one = "/// Docs.\nfn f(a: A, b: B) -> C {\n    g(a, [b])\n}\n";
        let other =
            "/// Docs.\r\nfn f(\n\ta: A,\n\tb: B,\n)->C{\n\tg(\n\t\ta,\n\t\t[b,],\n\t)\n}\n\n";
        assert!(same("a.rs", one, other));
        assert!(!same("a.md", one, other));
        let one = "// top\n//! Docs.\n#![a]\n#[cfg(x)]\nuse a::{b, C};\npub use b;\n/// E.\nmod e;\nmod d {}\n";
        let other = "// top\n//! Docs.\n#![a]\npub use b;\n#[cfg(x)] use a::{C, b};\n/// E.\nmod e;\nmod d {}";
        assert!(same("a.rs", one, other));
        let one = "match a { B => c, D => e(|| f) }";
        let other = "match a { B => { c } D => { e(|| { f }) }, }";
        assert!(same("a.rs", one, other));
        assert!(same("a.md", "a\r\nb", "a\nb\n"));
    }

    #[test]
    fn all_else_does() {
        for (one, other) in [
            ("a", "b"),
            ("f(a, b)", "f(a b)"),
            ("a; // why", "a;"),
            ("a; /* why */", "a;"),
            ("/// a b", "/// a  b"),
            ("\"a b\"", "\"a  b\""),
            ("r#\"// a\"#", "r#\"// b\"#"),
            ("'a'", "'b'"),
            ("ab", "a b"),
            ("use a::b;\nfn f() {}", "use a::c;\nfn f() {}"),
            ("use a::b;\nfn f() {}", "fn f() {}"),
            ("#[cfg(x)]\nuse a;\nuse b;", "use a;\n#[cfg(x)]\nuse b;"),
            ("mod d { fn e(); }", "mod d { fn g(); }"),
            ("fn f() { a; b; }", "fn f() { b; a; }"),
            ("if a { b } c", "if a { b c }"),
            ("match a { B => {} }", "match a { B => {} C => {} }"),
            ("a \"unterminated", "a \"unterminated "),
        ] {
            assert!(!same("a.rs", one, other), "{one} | {other}");
        }
    }
}
