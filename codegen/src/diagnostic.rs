//! Problems in the input: where they are, what they are, and what helps.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// A place in an input file: the file and a JSON pointer (RFC 6901) into it.
///
/// The pointer is empty when the whole file is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file as the user named it, with `/` between its parts.
    pub file: Arc<str>,
    /// The JSON pointer, `""` for the document itself.
    pub pointer: String,
}

impl Location {
    /// The whole of `file`.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            pointer: String::new(),
        }
    }

    /// A file or folder: relative to the working directory if it lies below.
    pub fn path(path: &Path) -> Self {
        Self::file(shown(path))
    }

    /// The child `token` of this place; `~` and `/` in it are escaped.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string().replace('~', "~0").replace('/', "~1");
        Self {
            file: Arc::clone(&self.file),
            pointer: format!("{}/{token}", self.pointer),
        }
    }
}

/// How messages name a path: with `/`, relative to the working directory if it lies below.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.pointer.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", one_line(&self.pointer))
        }
    }
}

/// The text with line ends and other control characters escaped: names in a model may have any.
fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return text.into();
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() {
            true => line.extend(c.escape_default()),
            false => line.push(c),
        }
    }
    line.into()
}

/// One problem, ready to print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where the problem is.
    pub at: Location,
    /// What is wrong, in one clause without a full stop.
    pub message: String,
    /// Facts that belong to the message, as `name: value`.
    pub notes: Vec<(String, String)>,
    /// What the reader can do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem at `at`.
    pub fn new(at: &Location, message: impl Into<String>) -> Self {
        Self {
            at: at.clone(),
            message: message.into(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Adds a fact, such as the offending value.
    #[must_use]
    pub fn note(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.notes.push((name.into(), value.to_string()));
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean" if one of `known` is close to `wrong`.
    #[must_use]
    pub fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(wrong, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("error", f)
    }
}

/// Something that a person should know though it stops nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning(pub Diagnostic);

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show("warning", f)
    }
}

impl Diagnostic {
    fn show(&self, kind: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{kind}: {}\n  --> {}", one_line(&self.message), self.at)?;
        for (name, value) in &self.notes {
            write!(f, "\n   |  {name}: {}", one_line(value))?;
        }
        match &self.help {
            Some(help) => write!(f, "\n   = help: {}", one_line(help)),
            None => Ok(()),
        }
    }
}

/// Collects the problems of one phase, and what it only warns of.
#[derive(Debug, Default)]
pub struct Diagnostics {
    problems: Vec<Diagnostic>,
    warnings: Vec<Warning>,
}

impl Diagnostics {
    /// Records a problem and goes on.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// Records what stops nothing.
    pub(crate) fn warn(&mut self, diagnostic: Diagnostic) {
        self.warnings.push(Warning(diagnostic));
    }

    /// Takes the warnings out, in the order of their locations.
    pub(crate) fn take_warnings(&mut self) -> Vec<Warning> {
        self.warnings.sort();
        self.warnings.dedup();
        std::mem::take(&mut self.warnings)
    }

    /// Takes the value of `result`, or records its problems.
    pub fn ok<T>(&mut self, result: Result<T, impl Into<Failure>>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(failure) => {
                self.problems.extend(failure.into().0);
                None
            }
        }
    }

    /// `value`, if nothing was recorded.
    pub fn finish<T>(self, value: T) -> Result<T, Failure> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(Failure::from(self.problems))
        }
    }
}

/// All problems of a phase, at least one, in the order of their locations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(Vec<Diagnostic>);

impl Failure {
    /// The problems.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(mut all: Vec<Diagnostic>) -> Self {
        all.sort();
        all.dedup();
        Self(all)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

/// Reads every item and gives all values, or the problems of all items.
pub(crate) fn collect<I, T, C: FromIterator<T>>(
    items: impl IntoIterator<Item = I>,
    mut read: impl FnMut(I) -> Result<T, Failure>,
) -> Result<C, Failure> {
    let mut problems = Diagnostics::default();
    let values = items
        .into_iter()
        .filter_map(|item| problems.ok(read(item)))
        .collect();
    problems.finish(values)
}

/// Both values, or the problems of both.
pub(crate) fn join<A, B>(a: Result<A, Failure>, b: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.0.extend(b.0);
            Err(Failure::from(a.0))
        }
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

/// The name in `known` that is most like `wrong`, if any is near enough to be a slip of the pen.
pub(crate) fn closest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    /// Longer names are not compared, which would take the product of their lengths.
    const LONGEST: usize = 200;
    known
        .into_iter()
        .filter(|name| name.len().max(wrong.len()) <= LONGEST)
        .map(|name| (distance(&wrong.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(d, name)| *d <= (name.chars().count().max(wrong.chars().count()) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
