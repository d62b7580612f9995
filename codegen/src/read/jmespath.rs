//! Parses JMESPath, all of its grammar: what of it can be done is a matter of who uses the path.

mod tokens;

use super::cursor::Cursor;
use crate::diagnostic::{Diagnostic, Failure};
use crate::model::{Comparison, JmesPath, PathExpr};
use tokens::{Kind, Token, tokens};

/// Deeper and longer expressions are refused: nobody writes them.
const MAX_DEPTH: usize = 64;
const MAX_TOKENS: usize = 500;

/// The path that a string of the model has.
pub(super) fn path(cursor: &Cursor<'_>) -> Result<JmesPath, Failure> {
    parsed(cursor.string()?, cursor)
}

/// A path that stands at `cursor`.
pub(super) fn parsed(text: &str, cursor: &Cursor<'_>) -> Result<JmesPath, Failure> {
    parse(text).map_err(|reason| {
        Diagnostic::new(cursor.at(), "the text is not a JMESPath")
            .note("path", text)
            .note("reason", reason)
            .into()
    })
}

/// Parses an expression; the error says what is wrong and where.
pub(super) fn parse(text: &str) -> Result<JmesPath, String> {
    let tokens = tokens(text)?;
    if tokens.len() > MAX_TOKENS {
        return Err("too long".to_owned());
    }
    let mut parser = Parser {
        tokens: &tokens,
        depth: 0,
    };
    let expr = parser.expression()?;
    match parser.tokens.first() {
        None => Ok(JmesPath {
            text: text.to_owned(),
            expr,
        }),
        Some(token) => Err(token.unexpected()),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    depth: usize,
}

/// What follows `[` after a list.
enum Subscript {
    All,
    At(i64),
    Slice([Option<i64>; 3]),
}

impl Parser<'_> {
    fn eat(&mut self, symbol: &str) -> bool {
        match self.tokens.split_first() {
            Some((token, rest)) if matches!(token.kind, Kind::Symbol(next) if next == symbol) => {
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
        let next = self.tokens.first();
        next.map_or_else(|| "unexpected end".to_owned(), Token::unexpected)
    }

    /// Parses something one level deeper.
    fn nested<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        if self.depth >= MAX_DEPTH {
            return Err("too deeply nested".to_owned());
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn expression(&mut self) -> Result<PathExpr, String> {
        self.nested(|parser| {
            let mut left = parser.or()?;
            while parser.eat("|") {
                left = PathExpr::Pipe(Box::new(left), Box::new(parser.or()?));
            }
            Ok(left)
        })
    }

    fn or(&mut self) -> Result<PathExpr, String> {
        let mut left = self.and()?;
        while self.eat("||") {
            left = PathExpr::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<PathExpr, String> {
        let mut left = self.comparison()?;
        while self.eat("&&") {
            left = PathExpr::And(Box::new(left), Box::new(self.comparison()?));
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<PathExpr, String> {
        let left = self.unary()?;
        let comparison = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ]
        .into_iter()
        .find(|(symbol, _)| self.eat(symbol));
        Ok(match comparison {
            Some((_, comparison)) => {
                PathExpr::Compare(comparison, Box::new(left), Box::new(self.unary()?))
            }
            None => left,
        })
    }

    fn unary(&mut self) -> Result<PathExpr, String> {
        if self.eat("!") {
            let inner = self.nested(Self::unary)?;
            return Ok(PathExpr::Not(Box::new(inner)));
        }
        let first = self.primary()?;
        let mut left = self.chain(first)?;
        // A flattening ends the projection before it and begins another.
        while self.eat("[]") {
            let flat = Box::new(PathExpr::Flatten(Box::new(left)));
            left = match self.each()? {
                PathExpr::Current => *flat,
                each => PathExpr::Project(flat, Box::new(each)),
            };
        }
        Ok(left)
    }

    /// What follows a projection and applies to each element.
    fn each(&mut self) -> Result<PathExpr, String> {
        self.nested(|parser| parser.chain(PathExpr::Current))
    }

    /// `.name`, `[0]`, `[*]…`, `[?…]…` after an expression.
    fn chain(&mut self, mut left: PathExpr) -> Result<PathExpr, String> {
        loop {
            if self.eat(".") {
                if self.eat("*") {
                    let each = self.each()?;
                    return Ok(PathExpr::Values(Box::new(left), Box::new(each)));
                }
                left = sub(left, self.after_dot()?);
            } else if self.eat("[?") {
                let condition = Box::new(self.expression()?);
                self.expect("]")?;
                let each = Box::new(self.each()?);
                return Ok(PathExpr::Filter(Box::new(left), condition, each));
            } else if self.eat("[") {
                left = match self.subscript()? {
                    Subscript::At(index) => PathExpr::Index(Box::new(left), index),
                    Subscript::All => {
                        let each = Box::new(self.each()?);
                        return Ok(PathExpr::Project(Box::new(left), each));
                    }
                    Subscript::Slice(bounds) => {
                        let each = Box::new(self.each()?);
                        return Ok(PathExpr::Slice(Box::new(left), bounds, each));
                    }
                };
            } else {
                return Ok(left);
            }
        }
    }

    /// `*]`, `0]` or `0:2]`.
    fn subscript(&mut self) -> Result<Subscript, String> {
        if self.eat("*") {
            self.expect("]")?;
            return Ok(Subscript::All);
        }
        let mut bounds = [self.number(), None, None];
        let mut colons = 0;
        while colons < 2 && self.eat(":") {
            colons += 1;
            if let Some(bound) = bounds.get_mut(colons) {
                *bound = self.number();
            }
        }
        let closed = self.expect("]");
        match (bounds, colons) {
            ([Some(index), ..], 0) => closed.map(|()| Subscript::At(index)),
            (_, 0) => Err(self.wrong()),
            (bounds, _) => closed.map(|()| Subscript::Slice(bounds)),
        }
    }

    fn number(&mut self) -> Option<i64> {
        let (token, rest) = self.tokens.split_first()?;
        let Kind::Number(number) = token.kind else {
            return None;
        };
        self.tokens = rest;
        Some(number)
    }

    fn primary(&mut self) -> Result<PathExpr, String> {
        if self.eat("@") {
            return Ok(PathExpr::Current);
        }
        if self.eat("*") {
            let each = Box::new(self.each()?);
            return Ok(PathExpr::Values(Box::new(PathExpr::Current), each));
        }
        if self.eat("(") {
            let inner = self.expression()?;
            self.expect(")")?;
            return Ok(inner);
        }
        if self.eat("&") {
            return Ok(PathExpr::Expression(Box::new(self.expression()?)));
        }
        // At the beginning these apply to what is there.
        if matches!(self.tokens, [a, ..] if matches!(a.kind, Kind::Symbol("[]" | "[?")))
            || matches!(self.tokens, [a, b, ..] if a.kind == Kind::Symbol("[")
                && matches!(b.kind, Kind::Number(_) | Kind::Symbol("*" | ":")))
        {
            return Ok(PathExpr::Current);
        }
        match self.tokens.split_first() {
            Some((
                Token {
                    kind: Kind::Literal(literal),
                    ..
                },
                rest,
            )) => {
                self.tokens = rest;
                Ok(PathExpr::Literal(literal.clone()))
            }
            _ => self.after_dot(),
        }
    }

    /// A name, a call, or several expressions at once.
    fn after_dot(&mut self) -> Result<PathExpr, String> {
        if self.eat("{") {
            return self.hash();
        }
        if self.eat("[") {
            return Ok(PathExpr::List(self.arguments("]")?));
        }
        let name = self.name()?;
        match self.eat("(") {
            true => Ok(PathExpr::Call(name, self.arguments(")")?)),
            false => Ok(PathExpr::Field(name)),
        }
    }

    fn name(&mut self) -> Result<String, String> {
        match self.tokens.split_first() {
            Some((
                Token {
                    kind: Kind::Name(name),
                    ..
                },
                rest,
            )) => {
                self.tokens = rest;
                Ok(name.clone())
            }
            _ => Err(self.wrong()),
        }
    }

    /// `name: a, …}`
    fn hash(&mut self) -> Result<PathExpr, String> {
        let mut members = Vec::new();
        loop {
            let name = self.name()?;
            self.expect(":")?;
            members.push((name, self.expression()?));
            if !self.eat(",") {
                self.expect("}")?;
                return Ok(PathExpr::Hash(members));
            }
        }
    }

    fn arguments(&mut self, end: &str) -> Result<Vec<PathExpr>, String> {
        let mut arguments = Vec::new();
        if self.eat(end) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression()?);
            if !self.eat(",") {
                self.expect(end)?;
                return Ok(arguments);
            }
        }
    }
}

fn sub(left: PathExpr, right: PathExpr) -> PathExpr {
    match left {
        PathExpr::Current => right,
        left => PathExpr::Sub(Box::new(left), Box::new(right)),
    }
}

#[cfg(test)]
mod tests;
