//! Numbers and flags that a structure always has, and that are not sent where they are zero or false.

use crate::schema::{Codec, ValueReader, ValueWriter};
use std::marker::PhantomData;

/// The form of `C`, of a value whose zero is sent as no value.
pub struct SkipZero<C>(PhantomData<C>);

impl<C: Codec<T>, T: Default + PartialEq> Codec<T> for SkipZero<C> {
    const SENSITIVE: bool = C::SENSITIVE;

    fn is_left_out(value: &T) -> bool {
        *value == T::default()
    }

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        C::read(reader)
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        C::write(value, writer)
    }
}
