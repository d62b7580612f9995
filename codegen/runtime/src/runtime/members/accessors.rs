//! The accessors of structures, and what they share with the setters: types, and links to fields.

/// The Rust type of a kind, in the field of a builder.
macro_rules! rust_type {
    (text) => { ::std::string::String };
    (boxed($ty:ty)) => { ::std::boxed::Box<$ty> };
    (list($($item:tt)+)) => { ::std::vec::Vec<$crate::runtime::members::part_type!($($item)+)> };
    (map($key:tt, $($value:tt)+)) => {
        ::std::collections::HashMap<
            $crate::runtime::members::part_type!($key),
            $crate::runtime::members::part_type!($($value)+),
        >
    };
    ($kind:ident($ty:ty)) => { $ty };
}
pub(crate) use rust_type;

/// The Rust type of an item, a key or a value.
macro_rules! part_type {
    (text) => {
        ::std::string::String
    };
    ($ty:ty) => {
        $ty
    };
}
pub(crate) use part_type;

/// A member's name in documentation: links would break at the `#` of `r#type`.
macro_rules! shown {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $text:literal) => {
        $text
    };
}
pub(crate) use shown;

/// A link to the field of a member, as Markdown.
macro_rules! field_link {
    ($of:ident $name:ident $($text:literal)?) => {
        concat!(
            "[`", $crate::runtime::members::shown!($name $($text)?), "`](field@",
            stringify!($of), "::", $crate::runtime::members::shown!($name $($text)?), ")"
        )
    };
}
pub(crate) use field_link;

/// The accessor of a kind: what it gives, and the function that makes that of the field.
macro_rules! accessor {
    ($row:tt text) => {
        $crate::runtime::members::get! { $row ::std::option::Option<&str>, ::std::option::Option::as_deref }
    };
    ($row:tt copy($ty:ty)) => {
        $crate::runtime::members::get! { $row ::std::option::Option<$ty>, ::std::clone::Clone::clone }
    };
    ($row:tt value($ty:ty)) => {
        $crate::runtime::members::get! { $row ::std::option::Option<&$ty>, ::std::option::Option::as_ref }
    };
    ($row:tt boxed($ty:ty)) => {
        $crate::runtime::members::get! { $row ::std::option::Option<&$ty>, ::std::option::Option::as_deref }
    };
    ($row:tt list($($item:tt)+)) => {
        $crate::runtime::members::get! {
            $row &[$crate::runtime::members::part_type!($($item)+)], $crate::runtime::members::items
        }
    };
    ($row:tt map($($entry:tt)+)) => {
        $crate::runtime::members::get! {
            $row ::std::option::Option<&$crate::runtime::members::rust_type!(map($($entry)+))>,
            ::std::option::Option::as_ref
        }
    };
    ($row:tt [or $zero:expr] text) => {
        $crate::runtime::members::get! { $row &str, ::std::string::String::as_str }
    };
    ($row:tt [or $zero:expr] copy($ty:ty)) => {
        $crate::runtime::members::get! { $row $ty, ::std::clone::Clone::clone }
    };
    ($row:tt [or $zero:expr] list($($item:tt)+)) => {
        $crate::runtime::members::get! {
            $row &[$crate::runtime::members::part_type!($($item)+)], ::std::vec::Vec::as_slice
        }
    };
    ($row:tt [or $zero:expr] $kind:ident($($arg:tt)+)) => {
        $crate::runtime::members::get! {
            $row &$crate::runtime::members::rust_type!($kind($($arg)+)), ::std::convert::identity
        }
    };
}
pub(crate) use accessor;

/// One accessor.
macro_rules! get {
    ({ $(#[$attr:meta])* $name:ident $($text:literal)? } $ty:ty, $how:path) => {
        #[doc = concat!("Returns ", $crate::runtime::members::field_link!(Self $name $($text)?), ".")]
        $(#[$attr])*
        #[inline]
        pub fn $name(&self) -> $ty {
            $how(&self.$name)
        }
    };
}
pub(crate) use get;

/// The items of a list; none if it is not set.
#[inline]
pub(crate) fn items<T>(list: &Option<Vec<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}
