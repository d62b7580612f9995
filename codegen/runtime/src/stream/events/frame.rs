//! Frames: how messages follow each other in the bytes of a stream.
//!
//! ```text
//! total length | length of headers | checksum of both | headers | payload | checksum of all before
//! ```
//!
//! Lengths and checksums have four bytes, the first one first.

use super::error::FrameError;
use super::header;
use aws_smithy_types::event_stream::{Header, Message};
use bytes::{Buf, BufMut, Bytes, BytesMut};

/// The bytes before the headers.
const PRELUDE: usize = 12;

/// The bytes of a checksum.
const CHECKSUM: usize = 4;

/// The bytes of a frame with nothing in it.
const EMPTY: usize = PRELUDE + CHECKSUM;

/// More than this no service sends: 24 MiB of payload and 128 KiB of headers.
const LONGEST: usize = (24 << 20) + (128 << 10) + EMPTY;

/// Reads the messages in bytes that come piece by piece.
#[derive(Debug, Default)]
pub struct Frames(BytesMut);

impl Frames {
    /// Adds what comes next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// What has come and is no message yet.
    pub fn take_rest(&mut self) -> Bytes {
        self.0.split().freeze()
    }

    /// Whether nothing has come that is no message yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next message, if it has come as a whole.
    pub fn next_message(&mut self) -> Result<Option<Message>, FrameError> {
        let Some(prelude) = self.0.first_chunk::<PRELUDE>() else {
            return Ok(None);
        };
        let (mut numbers, checked) = (&prelude[..], crc32fast::hash(&prelude[..8]));
        let (total, headers) = (numbers.get_u32() as usize, numbers.get_u32() as usize);
        if numbers.get_u32() != checked {
            return Err(FrameError::PreludeChecksum);
        }
        if total < EMPTY || headers > total - EMPTY {
            return Err(FrameError::Length);
        }
        if total > LONGEST {
            return Err(FrameError::TooLong);
        }
        if self.0.len() < total {
            return Ok(None);
        }
        let mut frame = self.0.split_to(total).freeze();
        let (content, mut checksum) = frame.split_at(total - CHECKSUM);
        if checksum.get_u32() != crc32fast::hash(content) {
            return Err(FrameError::Checksum);
        }
        frame.truncate(total - CHECKSUM);
        frame.advance(PRELUDE);
        let headers = header::read_all(frame.split_to(headers))?;
        Ok(Some(Message::new_from_parts(headers, frame)))
    }
}

/// The frame of a message.
pub fn encode(message: &Message) -> Result<Vec<u8>, FrameError> {
    let headers = encode_headers(message.headers())?;
    let total = EMPTY + headers.len() + message.payload().len();
    if total > LONGEST {
        return Err(FrameError::TooLong);
    }
    let mut frame = Vec::with_capacity(total);
    // Both fit: the longest frame does.
    frame.put_u32(total as u32);
    frame.put_u32(headers.len() as u32);
    frame.put_u32(crc32fast::hash(&frame));
    frame.put_slice(&headers);
    frame.put_slice(message.payload());
    frame.put_u32(crc32fast::hash(&frame));
    Ok(frame)
}

fn encode_headers(headers: &[Header]) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::new();
    for header in headers {
        header::write(header, &mut bytes)?;
    }
    Ok(bytes)
}
