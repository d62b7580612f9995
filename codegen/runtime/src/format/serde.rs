//! The formats of serde: those that users bring. A structure is a map, so that members can
//! be left out; all its rows are in it, under their names.

mod read;
mod write;

pub use read::{Reader, read};
pub use write::{Writer, write, write_structure};

/// Makes a structure or a union a [`Shape`], and implements serde's traits through that.
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    ($name:ident, $kind:ident) => {
        impl $crate::schema::Shape for $name {
            fn read_from<'de, R: $crate::schema::ValueReader<'de>>(
                reader: R,
            ) -> ::std::result::Result<Self, R::Error> {
                reader.$kind()
            }

            fn write_to<W: $crate::schema::ValueWriter>(
                &self,
                writer: W,
            ) -> ::std::result::Result<W::Ok, W::Error> {
                writer.$kind(self)
            }
        }

        impl $crate::export::serde_core::Serialize for $name {
            fn serialize<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::format::serde::write(self, serializer)
            }
        }

        impl<'de> $crate::export::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::format::serde::read(deserializer)
            }
        }
    };
}
