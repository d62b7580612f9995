//! What no format has: streams.

use crate::schema::{Codec, ValueReader, ValueWriter};
use serde_core::{de, ser};

/// The form of a stream: none. It is not written and not read with the members beside it.
pub struct Stream;

impl<T> Codec<T> for Stream {
    fn read<'de, R: ValueReader<'de>>(_: R) -> Result<T, R::Error> {
        Err(de::Error::custom("a stream is no value"))
    }

    fn write<W: ValueWriter>(_: &T, _: W) -> Result<W::Ok, W::Error> {
        Err(ser::Error::custom("a stream is no value"))
    }
}
