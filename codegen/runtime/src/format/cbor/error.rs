//! What is wrong with CBOR.

use serde_core::{de, ser};
use std::fmt::{self, Display};

/// Why a value cannot be read or written. It has no word of what was read.
#[derive(Debug)]
pub struct Error {
    problem: Problem,
    /// How many bytes had been read.
    at: Option<usize>,
}

#[derive(Debug)]
pub(super) enum Problem {
    /// The input ends inside a value.
    End,
    /// These bytes are no CBOR.
    Malformed,
    /// There is more after the value.
    Trailing,
    TooDeep,
    NotUtf8,
    /// A value is not of the type that the model says, or out of its range.
    Unexpected,
    /// Something cannot be written.
    Writing(String),
}

impl Error {
    pub(super) fn new(problem: Problem, at: usize) -> Self {
        Self {
            problem,
            at: Some(at),
        }
    }

    /// The error with its place, if it has none yet.
    pub(super) fn or_at(self, at: usize) -> Self {
        Self {
            at: self.at.or(Some(at)),
            ..self
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.problem {
            Problem::End => "the CBOR ends too early",
            Problem::Malformed => "the CBOR is malformed",
            Problem::Trailing => "there is more after the end of the CBOR",
            Problem::TooDeep => "the CBOR is nested too deep",
            Problem::NotUtf8 => "a text is not UTF-8",
            Problem::Unexpected => "a value is not as expected",
            Problem::Writing(problem) => return f.write_str(problem),
        })?;
        match self.at {
            Some(at) => write!(f, " at byte {at}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    /// The message may quote a value, so it is dropped.
    fn custom<T: Display>(_: T) -> Self {
        Self {
            problem: Problem::Unexpected,
            at: None,
        }
    }
}

impl ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            problem: Problem::Writing(message.to_string()),
            at: None,
        }
    }
}
