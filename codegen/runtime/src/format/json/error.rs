//! What is wrong with JSON, without a word of it.

use serde_core::de;
use std::fmt;

/// What is wrong with a value that is JSON, but not what the model says.
pub(super) const NOT_AS_EXPECTED: &str = "a value is not as expected";

/// Why JSON cannot be read, and where. It quotes nothing: what is there may be sensitive.
pub struct Error(Box<Problem>);

struct Problem {
    what: &'static str,
    /// `None` while nobody has said it.
    place: Option<Place>,
}

/// A place in a text: the line, counted from one, and how many bytes of it stand before.
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    fn of(text: &str, at: usize) -> Self {
        let before = &text.as_bytes()[..at];
        let mut lines = before.split(|byte| *byte == b'\n');
        Self {
            line: lines.clone().count(),
            column: lines.next_back().map_or(0, <[u8]>::len),
        }
    }
}

impl Error {
    /// Something at an offset.
    #[cold]
    pub(super) fn at(text: &str, at: usize, what: &'static str) -> Self {
        let place = Some(Place::of(text, at));
        Self(Box::new(Problem { what, place }))
    }

    /// Says where it is, if nobody has.
    #[cold]
    pub(super) fn or_at(mut self, text: &str, at: usize) -> Self {
        self.0.place.get_or_insert_with(|| Place::of(text, at));
        self
    }
}

impl de::Error for Error {
    /// The message may quote a value, so it is dropped.
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        let (what, place) = (NOT_AS_EXPECTED, None);
        Self(Box::new(Problem { what, place }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.what)?;
        match &self.0.place {
            Some(Place { line, column }) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { what, place } = &*self.0;
        match place {
            Some(Place { line, column }) => {
                write!(f, "Error({what:?}, line: {line}, column: {column})")
            }
            None => write!(f, "Error({what:?})"),
        }
    }
}

impl std::error::Error for Error {}
