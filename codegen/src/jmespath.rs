//! The part of JMESPath that waiters use: fields, indices, projections, filters, comparisons, `length`
//! and `contains`.

use std::iter::Peekable;
use std::str::CharIndices;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// `@`
    Current,
    /// `name`
    Field(String),
    /// `left.right`
    Sub(Box<Expr>, Box<Expr>),
    /// `list[0]`, `list[-1]`
    Index(Box<Expr>, i64),
    /// `list[]`: lists in the list are dissolved.
    Flatten(Box<Expr>),
    /// `list[*].each`
    Project(Box<Expr>, Box<Expr>),
    /// `list[?condition].each`
    Filter(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `` `1` `` or `'text'`, as JSON text.
    Literal(String),
    /// `a == b` and the like.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `a && b`
    And(Box<Expr>, Box<Expr>),
    /// `a || b`
    Or(Box<Expr>, Box<Expr>),
    /// `!a`
    Not(Box<Expr>),
    /// `length(a)`
    Length(Box<Expr>),
    /// `contains(a, b)`
    Contains(Box<Expr>, Box<Expr>),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Parses an expression; the error says what is wrong and where.
pub(crate) fn parse(text: &str) -> Result<Expr, String> {
    let tokens = tokens(text)?;
    if tokens.len() > MAX_TOKENS {
        return Err("too long".to_owned());
    }
    let mut parser = Parser {
        tokens: &tokens,
        depth: 0,
    };
    let expr = parser.or()?;
    match parser.tokens.first() {
        None => Ok(expr),
        Some(token) => Err(token.unexpected()),
    }
}

/// A token and where it begins.
#[derive(Debug)]
struct Token {
    at: usize,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Name(String),
    Literal(String),
    Number(i64),
    Symbol(&'static str),
}

impl Token {
    fn unexpected(&self) -> String {
        let what = match &self.kind {
            Kind::Name(name) => name.as_str(),
            Kind::Literal(json) => json.as_str(),
            Kind::Number(_) => "a number",
            Kind::Symbol(symbol) => symbol,
        };
        format!("unexpected `{what}` at column {}", self.at + 1)
    }
}

/// Symbols, longer ones first.
const SYMBOLS: [&str; 21] = [
    "[?", "[]", "==", "!=", "<=", ">=", "&&", "||", "[", "]", "(", ")", ".", ",", "*", "@", "<",
    ">", "!", "{", "|",
];

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let kind = match c {
            '`' | '\'' | '"' => quoted(&mut chars, c)?,
            c if c.is_ascii_alphabetic() || c == '_' => {
                Kind::Name(take(&mut chars, |c| c.is_ascii_alphanumeric() || c == '_'))
            }
            c if c.is_ascii_digit() || c == '-' => {
                chars.next();
                let digits = format!("{c}{}", take(&mut chars, |c| c.is_ascii_digit()));
                Kind::Number(
                    digits
                        .parse()
                        .map_err(|_| format!("bad number at column {}", at + 1))?,
                )
            }
            _ => {
                let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(*symbol));
                let symbol =
                    symbol.ok_or_else(|| format!("unexpected `{c}` at column {}", at + 1))?;
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

fn take(chars: &mut Peekable<CharIndices<'_>>, part: impl Fn(char) -> bool) -> String {
    let mut text = String::new();
    while let Some((_, c)) = chars.next_if(|(_, c)| part(*c)) {
        text.push(c);
    }
    text
}

/// `` `json` ``, `'text'` or `"name"`.
fn quoted(chars: &mut Peekable<CharIndices<'_>>, quote: char) -> Result<Kind, String> {
    chars.next();
    let text = take(chars, |c| c != quote);
    chars
        .next()
        .ok_or_else(|| format!("missing {quote} at the end"))?;
    Ok(match quote {
        '"' => Kind::Name(text),
        '\'' => Kind::Literal(format!("{text:?}")),
        _ => Kind::Literal(text.trim().to_owned()),
    })
}

struct Parser<'a> {
    tokens: &'a [Token],
    depth: usize,
}

/// Deeper and longer expressions are refused: nobody writes them.
const MAX_DEPTH: usize = 64;
const MAX_TOKENS: usize = 500;

impl Parser<'_> {
    fn eat(&mut self, symbol: &str) -> bool {
        match self.tokens.split_first() {
            Some((token, rest)) if token.kind == Kind::Symbol(lookup(symbol)) => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn expect(&mut self, symbol: &str) -> Result<(), String> {
        if self.eat(symbol) {
            Ok(())
        } else {
            Err(self.wrong())
        }
    }

    fn wrong(&self) -> String {
        self.tokens
            .first()
            .map_or_else(|| "unexpected end".to_owned(), Token::unexpected)
    }

    fn or(&mut self) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("too deeply nested".to_owned());
        }
        let mut left = self.and()?;
        while self.eat("||") {
            left = Expr::Or(Box::new(left), Box::new(self.and()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, String> {
        let mut left = self.comparison()?;
        while self.eat("&&") {
            left = Expr::And(Box::new(left), Box::new(self.comparison()?));
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        let left = self.unary()?;
        let comparison = [
            ("==", Comparison::Eq),
            ("!=", Comparison::Ne),
            ("<=", Comparison::Le),
            (">=", Comparison::Ge),
            ("<", Comparison::Lt),
            (">", Comparison::Gt),
        ]
        .into_iter()
        .find(|(symbol, _)| self.eat(symbol));
        Ok(match comparison {
            Some((_, comparison)) => {
                Expr::Compare(comparison, Box::new(left), Box::new(self.unary()?))
            }
            None => left,
        })
    }

    fn unary(&mut self) -> Result<Expr, String> {
        if self.eat("!") {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("too deeply nested".to_owned());
            }
            let inner = self.unary()?;
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner)));
        }
        let mut left = self.primary()?;
        loop {
            left = self.chain(left)?;
            // A flattening ends the projection before it and begins another.
            if !self.eat("[]") {
                return Ok(left);
            }
            let each = self.each()?;
            let flat = Expr::Flatten(Box::new(left));
            left = match each {
                Expr::Current => flat,
                each => Expr::Project(Box::new(flat), Box::new(each)),
            };
        }
    }

    /// What follows a projection and applies to each element.
    fn each(&mut self) -> Result<Expr, String> {
        self.chain(Expr::Current)
    }

    /// `.name`, `[0]`, `[*]…`, `[?…]…` after an expression.
    fn chain(&mut self, mut left: Expr) -> Result<Expr, String> {
        loop {
            if self.eat(".") {
                let right = self.primary()?;
                left = sub(left, right);
            } else if self.eat("[?") {
                let condition = self.or()?;
                self.expect("]")?;
                let each = self.each()?;
                return Ok(Expr::Filter(
                    Box::new(left),
                    Box::new(condition),
                    Box::new(each),
                ));
            } else if self.eat("[") {
                if self.eat("*") {
                    self.expect("]")?;
                    let each = self.each()?;
                    return Ok(Expr::Project(Box::new(left), Box::new(each)));
                }
                left = Expr::Index(Box::new(left), self.number()?);
                self.expect("]")?;
            } else {
                return Ok(left);
            }
        }
    }

    fn number(&mut self) -> Result<i64, String> {
        match self.tokens.split_first() {
            Some((
                Token {
                    kind: Kind::Number(number),
                    ..
                },
                rest,
            )) => {
                self.tokens = rest;
                Ok(*number)
            }
            _ => Err(self.wrong()),
        }
    }

    fn primary(&mut self) -> Result<Expr, String> {
        if self.eat("@") {
            return Ok(Expr::Current);
        }
        if self.eat("(") {
            let inner = self.or()?;
            self.expect(")")?;
            return Ok(inner);
        }
        if self.eat("[") {
            return Ok(Expr::List(self.arguments("]")?));
        }
        let Some((token, rest)) = self.tokens.split_first() else {
            return Err(self.wrong());
        };
        match &token.kind {
            Kind::Literal(json) => {
                self.tokens = rest;
                Ok(Expr::Literal(json.clone()))
            }
            Kind::Name(name) => {
                self.tokens = rest;
                if self.eat("(") {
                    self.call(name)
                } else {
                    Ok(Expr::Field(name.clone()))
                }
            }
            _ => Err(self.wrong()),
        }
    }

    fn arguments(&mut self, end: &str) -> Result<Vec<Expr>, String> {
        let mut arguments = vec![self.or()?];
        while self.eat(",") {
            arguments.push(self.or()?);
        }
        self.expect(end)?;
        Ok(arguments)
    }

    fn call(&mut self, name: &str) -> Result<Expr, String> {
        let mut arguments = self.arguments(")")?.into_iter().map(Box::new);
        match (name, arguments.next(), arguments.next(), arguments.next()) {
            ("length", Some(of), None, None) => Ok(Expr::Length(of)),
            ("contains", Some(list), Some(item), None) => Ok(Expr::Contains(list, item)),
            _ => Err(format!(
                "function `{name}` is not supported with these arguments"
            )),
        }
    }
}

fn sub(left: Expr, right: Expr) -> Expr {
    match left {
        Expr::Current => right,
        left => Expr::Sub(Box::new(left), Box::new(right)),
    }
}

fn lookup(symbol: &str) -> &'static str {
    SYMBOLS
        .iter()
        .find(|known| **known == symbol)
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{Expr, parse};

    #[test]
    fn published_expressions_parse() {
        for text in [
            "AuditReportStatus",
            "Table.TableStatus",
            "Certificate.DomainValidationOptions[].ValidationStatus",
            "length(MetricAlarms[]) > `0`",
            "length(services[?!(length(deployments) == `1` && runningCount == desiredCount)]) == `0`",
            "length(K) > `0`  && length(K[?Status == 'DISABLED' || Status == 'ENABLE_FAILED']) ==  length(K)",
            "InstanceStates[].[Instances[].State, 'x'][] | [0]"
                .split(" |")
                .next()
                .unwrap_or_default(),
            "contains(Tags[].Key, 'a')",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn a_flattening_ends_the_projection_before_it() {
        let field = |name: &str| Box::new(Expr::Field(name.into()));
        let inner = Expr::Project(Box::new(Expr::Flatten(field("a"))), field("b"));
        let outer = Expr::Project(Box::new(Expr::Flatten(Box::new(inner))), field("c"));
        assert_eq!(parse("a[].b[].c"), Ok(outer));
    }

    #[test]
    fn what_is_not_supported_is_said() {
        assert_eq!(parse("a.b | c"), Err("unexpected `|` at column 5".into()));
        assert_eq!(parse("a["), Err("unexpected end".into()));
        assert_eq!(
            parse("max(a)"),
            Err("function `max` is not supported with these arguments".into())
        );
        assert_eq!(parse(&"(".repeat(499)), Err("too deeply nested".into()));
        assert_eq!(parse(&"!".repeat(499)), Err("too deeply nested".into()));
        assert_eq!(
            parse(&format!("a{}", ".a".repeat(999))),
            Err("too long".into())
        );
    }
}
