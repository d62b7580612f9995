//! What is wrong with a document, without a word of it.

use serde_core::de;
use std::fmt;

/// Why a document cannot be read, and where. It quotes nothing: what is there may be sensitive.
#[derive(Debug)]
pub struct Error(Box<Problem>);

#[derive(Debug)]
struct Problem {
    /// `None` while nobody has said it.
    at: Option<usize>,
    what: &'static str,
}

impl Error {
    /// Something at an offset.
    #[cold]
    pub fn at(at: usize, what: &'static str) -> Self {
        Self(Box::new(Problem { at: Some(at), what }))
    }

    /// Says where it is, if nobody has.
    #[cold]
    pub fn or_at(mut self, at: usize) -> Self {
        self.0.at.get_or_insert(at);
        self
    }
}

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(Box::new(Problem {
            at: None,
            what: "a value is not as expected",
        }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { at, what } = &*self.0;
        match at {
            Some(at) => write!(f, "{what} (at byte {at} of the XML)"),
            None => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}
