//! Structures that hold a stream.

use crate::schema::Structure;

/// A structure that holds a stream. It is a member that no format has: nobody knows how long it is.
pub trait Holder: Structure {
    /// What is held: bytes, or events.
    type Stream;

    /// Takes the stream out, for a request.
    fn into_stream(self) -> Self::Stream;

    /// Puts the stream of a response in.
    fn put_stream(builder: &mut Self::Builder, stream: Self::Stream);
}

/// Says which field of a structure the stream is in.
#[doc(hidden)]
#[macro_export]
macro_rules! holder {
    ($of:ident by $builder:ident, $field:ident: $stream:ty) => {
        impl $crate::stream::holder::Holder for $of {
            type Stream = $stream;

            fn into_stream(self) -> $stream {
                self.$field
            }

            fn put_stream(builder: &mut $builder, stream: $stream) {
                builder.$field = Some(stream);
            }
        }
    };
}
