//! The formats of serde: those that users bring. A structure is a map, so that members can
//! be left out; all its rows are in it, under their names.
//!
//! Attributes of XML are read by it, too, and waiters look at outputs through it.

#[cfg(any(feature = "serde", feature = "xml"))]
pub mod read;
#[cfg(any(feature = "serde", feature = "waiters"))]
pub mod write;

/// Implements serde's traits for a shape, by the codec of its kind.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident, $kind:ident) => {
        impl $crate::export::serde_core::Serialize for $name {
            fn serialize<S: $crate::export::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::format::serde::write::write::<$crate::codec::$kind, _, _>(self, serializer)
            }
        }

        impl<'de> $crate::export::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: $crate::export::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::format::serde::read::read::<$crate::codec::$kind, _, _>(deserializer)
            }
        }
    };
}

/// Nobody has asked for serde's traits.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident, $kind:ident) => {};
}
