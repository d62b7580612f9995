//! The headers of messages: a name, a type, a value.

use super::error::FrameError;
use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use aws_smithy_types::str_bytes::StrBytes;
use bytes::{Buf, BufMut, Bytes};

/// The types of values.
mod kind {
    pub(super) const TRUE: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const BYTE: u8 = 2;
    pub(super) const INT16: u8 = 3;
    pub(super) const INT32: u8 = 4;
    pub(super) const INT64: u8 = 5;
    pub(super) const BYTES: u8 = 6;
    pub(super) const STRING: u8 = 7;
    pub(super) const TIMESTAMP: u8 = 8;
    pub(super) const UUID: u8 = 9;
}

/// Values have at most this many bytes.
const LONGEST_VALUE: usize = i16::MAX as usize;

/// All headers of a message.
pub(super) fn read_all(mut bytes: Bytes) -> Result<Vec<Header>, FrameError> {
    let mut headers = Vec::new();
    while bytes.has_remaining() {
        let length = usize::from(bytes.try_get_u8().map_err(wrong)?);
        let name = text(take(&mut bytes, length)?)?;
        headers.push(Header::new(name, value(&mut bytes)?));
    }
    Ok(headers)
}

fn wrong<E>(_: E) -> FrameError {
    FrameError::Header
}

fn take(bytes: &mut Bytes, length: usize) -> Result<Bytes, FrameError> {
    match length <= bytes.len() {
        true => Ok(bytes.split_to(length)),
        false => Err(FrameError::Header),
    }
}

fn text(bytes: Bytes) -> Result<StrBytes, FrameError> {
    StrBytes::try_from(bytes).map_err(wrong)
}

fn value(bytes: &mut Bytes) -> Result<HeaderValue, FrameError> {
    let kind = bytes.try_get_u8().map_err(wrong)?;
    Ok(match kind {
        kind::TRUE => HeaderValue::Bool(true),
        kind::FALSE => HeaderValue::Bool(false),
        kind::BYTE => HeaderValue::Byte(bytes.try_get_i8().map_err(wrong)?),
        kind::INT16 => HeaderValue::Int16(bytes.try_get_i16().map_err(wrong)?),
        kind::INT32 => HeaderValue::Int32(bytes.try_get_i32().map_err(wrong)?),
        kind::INT64 => HeaderValue::Int64(bytes.try_get_i64().map_err(wrong)?),
        kind::BYTES | kind::STRING => {
            let length = usize::from(bytes.try_get_u16().map_err(wrong)?);
            let value = take(bytes, length)?;
            match kind {
                kind::STRING => HeaderValue::String(text(value)?),
                _ => HeaderValue::ByteArray(value),
            }
        }
        kind::TIMESTAMP => {
            let milliseconds = bytes.try_get_i64().map_err(wrong)?;
            HeaderValue::Timestamp(DateTime::from_millis(milliseconds))
        }
        kind::UUID => HeaderValue::Uuid(bytes.try_get_u128().map_err(wrong)?),
        _ => return Err(FrameError::Header),
    })
}

/// Writes a header.
pub(super) fn write(header: &Header, bytes: &mut Vec<u8>) -> Result<(), FrameError> {
    let name = header.name().as_bytes();
    let length = u8::try_from(name.len()).map_err(wrong)?;
    bytes.put_u8(length);
    bytes.put_slice(name);
    match header.value() {
        HeaderValue::Bool(true) => bytes.put_u8(kind::TRUE),
        HeaderValue::Bool(false) => bytes.put_u8(kind::FALSE),
        HeaderValue::Byte(value) => {
            bytes.put_u8(kind::BYTE);
            bytes.put_i8(*value);
        }
        HeaderValue::Int16(value) => {
            bytes.put_u8(kind::INT16);
            bytes.put_i16(*value);
        }
        HeaderValue::Int32(value) => {
            bytes.put_u8(kind::INT32);
            bytes.put_i32(*value);
        }
        HeaderValue::Int64(value) => {
            bytes.put_u8(kind::INT64);
            bytes.put_i64(*value);
        }
        HeaderValue::ByteArray(value) => write_long(kind::BYTES, value, bytes)?,
        HeaderValue::String(value) => write_long(kind::STRING, value.as_bytes(), bytes)?,
        HeaderValue::Timestamp(value) => {
            bytes.put_u8(kind::TIMESTAMP);
            bytes.put_i64(value.to_millis().map_err(wrong)?);
        }
        HeaderValue::Uuid(value) => {
            bytes.put_u8(kind::UUID);
            bytes.put_u128(*value);
        }
        _ => return Err(FrameError::Header),
    }
    Ok(())
}

fn write_long(kind: u8, value: &[u8], bytes: &mut Vec<u8>) -> Result<(), FrameError> {
    if value.len() > LONGEST_VALUE {
        return Err(FrameError::Header);
    }
    bytes.put_u8(kind);
    bytes.put_u16(value.len() as u16);
    bytes.put_slice(value);
    Ok(())
}
