//! The formats of serde: those that users bring. A structure is a map, so that members can
//! be left out; all its rows are in it, under their names.
//!
//! Attributes of XML are read by it, too, and waiters look at outputs through it.

#[cfg(any(feature = "serde", feature = "xml"))]
pub mod read;
#[cfg(any(feature = "serde", feature = "waiters"))]
pub mod write;

/// Makes a structure or a union a [`Shape`].
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

        $crate::serde_traits!($name);
    };
}

/// Implements serde's traits for a shape.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident) => {
        impl $crate::export::serde_core::Serialize for $name {
            fn serialize<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::format::serde::write::write(self, serializer)
            }
        }

        impl<'de> $crate::export::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::format::serde::read::read(deserializer)
            }
        }
    };
}

/// Nobody has asked for serde's traits.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident) => {};
}
