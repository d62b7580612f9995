//! How values look on the wire: marker types, one for each form of a Rust type.
//!
//! `EpochSeconds` says how a `DateTime` is written and read, `List<C>` how a `Vec` of what `C` knows is.

mod blob;
mod collection;
mod document;
mod media;
mod native;
mod number;
mod plain;
mod shape;
mod skip_zero;
#[cfg(feature = "streams")]
mod stream;
#[cfg(feature = "rpc-v2-cbor")]
mod tagged;
mod time;
mod variant;

pub use blob::Base64;
pub use collection::{FlatList, FlatMap, List, Map, Nullable};
pub use document::Doc;
pub use media::MediaText;
pub use native::NativeBytes;
pub use number::{BigDec, BigInt, Float, Integer};
pub use plain::Plain;
pub use shape::{Boxed, Enum, Structure, Union};
pub use skip_zero::SkipZero;
#[cfg(feature = "streams")]
pub use stream::Stream;
#[cfg(feature = "rpc-v2-cbor")]
pub use tagged::{NativeFloat, NotNull, TAGGED_SECONDS, TaggedSeconds};
pub use time::{DateTimeOffset, EpochSeconds, HttpDate, HttpDateOrText};
pub use variant::{Empty, read_variant};

use crate::schema::{Codec, ValueReader, ValueWriter};
use serde_core::de::Error;
use std::marker::PhantomData;

/// The form of `C`, of a value that must not be shown.
pub struct Secret<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<T> for Secret<C> {
    const SENSITIVE: bool = true;
    const HAS_COMMA: bool = C::HAS_COMMA;

    fn read<'de, R: ValueReader<'de>>(reader: R) -> Result<T, R::Error> {
        C::read(reader).map_err(unquoted)
    }

    fn read_member<'de, R: ValueReader<'de>>(
        reader: R,
        slot: &mut Option<T>,
    ) -> Result<(), R::Error> {
        C::read_member(reader, slot).map_err(unquoted)
    }

    fn is_left_out(value: &T) -> bool {
        C::is_left_out(value)
    }

    fn write<W: ValueWriter>(value: &T, writer: W) -> Result<W::Ok, W::Error> {
        C::write(value, writer)
    }
}

/// In the place of an error that may quote a value.
fn unquoted<E: Error>(_: E) -> E {
    E::custom("a sensitive value is not as expected")
}
