//! What is wrong with a frame, or with what is in it.

use serde_core::{de, ser};
use std::fmt;

/// Why a frame cannot be read or written.
#[derive(Debug, PartialEq, Eq)]
pub enum FrameError {
    /// A length does not agree with another one.
    Length,
    /// A frame is larger than any may be.
    TooLong,
    /// The checksum of the first bytes is another one.
    PreludeChecksum,
    /// The checksum of the whole is another one.
    Checksum,
    /// A header ends too late, is of an unknown type, or has a text that is not UTF-8.
    Header,
    /// The stream ends inside a frame.
    End,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Length => "the lengths of an event stream frame do not fit together",
            Self::TooLong => "an event stream frame is too long",
            Self::PreludeChecksum => "the checksum of an event stream prelude does not match",
            Self::Checksum => "the checksum of an event stream message does not match",
            Self::Header => "a header of an event stream message is malformed",
            Self::End => "unexpected end of stream",
        })
    }
}

impl std::error::Error for FrameError {}

/// Why an event cannot be read from a message, or written to one.
#[derive(Debug)]
pub struct EventError(String);

impl EventError {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The error about the event or exception of this name.
    pub fn unreadable(name: &str, source: &dyn fmt::Display) -> Self {
        Self(format!("failed to unmarshall {name}: {source}"))
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EventError {}

impl de::Error for EventError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl ser::Error for EventError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}
