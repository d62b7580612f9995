//! What official crates and ours print differently, and stays so: lines of what is printed, each below its
//! reason.

use std::cell::Cell;

/// A line, by how it begins. It is not compared, nor what is indented below it.
struct Exception {
    line: &'static str,
    used: Cell<bool>,
}

impl Exception {
    /// The operation that is not called.
    fn operation(&self) -> Option<&'static str> {
        self.line.strip_prefix("without ")
    }
}

/// Those of a service.
pub(crate) struct Exceptions(Vec<Exception>);

impl Exceptions {
    pub(crate) fn of(service: &str) -> Self {
        let text = include_str!("../../fixtures/services_exceptions.txt");
        let lines = text.lines().filter_map(|line| {
            let (of, line) = line.split_once(' ')?;
            (of == service).then_some(line)
        });
        let exception = |line| Exception {
            line,
            used: Cell::new(false),
        };
        Self(lines.map(exception).collect())
    }

    /// Whether two outcomes are the same but for such lines.
    pub(crate) fn accept(&self, official: &str, ours: &str) -> bool {
        let accepts = |exception: &&Exception| {
            let [official, ours] = [official, ours].map(|text| without(text, exception.line));
            official == ours
        };
        let found = self.0.iter().find(accepts);
        found.inspect(|it| it.used.set(true)).is_some()
    }

    /// Whether an operation is not called: `without` its name stands in the place of a line.
    pub(crate) fn leave_out(&self, operation: &str) -> bool {
        self.0.iter().any(|it| it.operation() == Some(operation))
    }

    /// The lines that no outcome needed.
    pub(crate) fn unused(&self) -> Vec<&'static str> {
        let unused = self.0.iter().filter(|it| !it.used.get());
        let unused = unused.filter(|it| it.operation().is_none());
        unused.map(|it| it.line).collect()
    }
}

/// A text without the lines that begin so, and what is indented below them.
fn without(text: &str, start: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let text = unescaped(text);
    let mut left = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.trim_start().starts_with(start) {
            left.push_str(line);
            left.push('\n');
            continue;
        }
        let is_inner = |next: &&str| indent(next) > indent(line);
        let mut has_inner = false;
        while lines.next_if(is_inner).is_some() {
            has_inner = true;
        }
        // The line that closes it.
        lines.next_if(|_| has_inner);
    }
    left
}

/// A text of `{:?}` with its ends of lines as they are: what is printed twice has them escaped.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some(next @ ('n' | '"' | '\\'))) => {
                chars.next();
                plain.push(if next == 'n' { '\n' } else { next });
            }
            _ => plain.push(c),
        }
    }
    plain
}
