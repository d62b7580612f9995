//! The accessors of structures, and what they share with the setters: types, and links to fields.

/// The Rust type of a kind, in the field of a builder.
#[doc(hidden)]
#[macro_export]
macro_rules! rust_type {
    (text) => { ::std::string::String };
    (boxed($ty:ty)) => { ::std::boxed::Box<$ty> };
    (list($($item:tt)+)) => { ::std::vec::Vec<$crate::part_type!($($item)+)> };
    (map($key:tt, $($value:tt)+)) => {
        ::std::collections::HashMap<
            $crate::part_type!($key),
            $crate::part_type!($($value)+),
        >
    };
    ($kind:ident($ty:ty)) => { $ty };
}

/// The Rust type of an item, a key or a value.
#[doc(hidden)]
#[macro_export]
macro_rules! part_type {
    (text) => {
        ::std::string::String
    };
    ($ty:ty) => {
        $ty
    };
}

/// A link to the field of a member, as Markdown. It would break at the `#` of `r#type`, which is why such rows
/// have a text.
#[doc(hidden)]
#[macro_export]
macro_rules! field_link {
    ($of:ident $name:ident) => {
        concat!(
            "[`",
            stringify!($name),
            "`](field@",
            stringify!($of),
            "::",
            stringify!($name),
            ")"
        )
    };
    ($of:ident $name:ident $text:literal) => {
        concat!("[`", $text, "`](field@", stringify!($of), "::", $text, ")")
    };
}

/// The accessor of a kind: what it gives, and the function that makes that of the field.
#[doc(hidden)]
#[macro_export]
macro_rules! accessor {
    ($row:tt text) => {
        $crate::get! { $row ::std::option::Option<&str>, ::std::option::Option::as_deref }
    };
    ($row:tt copy($ty:ty)) => {
        $crate::get! { $row ::std::option::Option<$ty>, ::std::clone::Clone::clone }
    };
    ($row:tt value($ty:ty)) => {
        $crate::get! { $row ::std::option::Option<&$ty>, ::std::option::Option::as_ref }
    };
    ($row:tt boxed($ty:ty)) => {
        $crate::get! { $row ::std::option::Option<&$ty>, ::std::option::Option::as_deref }
    };
    ($row:tt list($($item:tt)+)) => {
        $crate::get! {
            $row &[$crate::part_type!($($item)+)], $crate::members::accessors::items
        }
    };
    ($row:tt map($($entry:tt)+)) => {
        $crate::get! {
            $row ::std::option::Option<&$crate::rust_type!(map($($entry)+))>,
            ::std::option::Option::as_ref
        }
    };
    ($row:tt [or $zero:expr] text) => {
        $crate::get! { $row &str, ::std::string::String::as_str }
    };
    ($row:tt [or $zero:expr] copy($ty:ty)) => {
        $crate::get! { $row $ty, ::std::clone::Clone::clone }
    };
    ($row:tt [or $zero:expr] list($($item:tt)+)) => {
        $crate::get! {
            $row &[$crate::part_type!($($item)+)], ::std::vec::Vec::as_slice
        }
    };
    ($row:tt [or $zero:expr] $kind:ident($($arg:tt)+)) => {
        $crate::get! {
            $row &$crate::rust_type!($kind($($arg)+)), ::std::convert::identity
        }
    };
}

/// One accessor.
#[doc(hidden)]
#[macro_export]
macro_rules! get {
    ({ $(#[$attr:meta])* $name:ident $($text:literal)? } $ty:ty, $how:path) => {
        #[doc = concat!("Returns ", $crate::field_link!(Self $name $($text)?), ".")]
        $(#[$attr])*
        #[inline]
        pub fn $name(&self) -> $ty {
            $how(&self.$name)
        }
    };
}

/// The items of a list; none if it is not set.
#[inline]
pub fn items<T>(list: &Option<Vec<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}
