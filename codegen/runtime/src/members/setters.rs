//! The methods of builders: each member can be set, set or cleared, and got.

use std::collections::HashMap;
use std::hash::Hash;

/// The methods of one member, by its kind: what the setter says, takes and does, and the type of the field.
#[doc(hidden)]
#[macro_export]
macro_rules! setter {
    ($row:tt text) => {
        $crate::set! {
            $row "Sets" put(input: impl ::std::convert::Into<::std::string::String>)
            ::std::string::String
        }
    };
    ($row:tt boxed($ty:ty)) => {
        $crate::set! {
            $row "Sets" put(input: impl ::std::convert::Into<::std::boxed::Box<$ty>>)
            ::std::boxed::Box<$ty>
        }
    };
    ($row:tt list($($item:tt)+)) => {
        $crate::set! {
            $row "Appends an item to" push(input: $crate::parameter!($($item)+))
            $crate::rust_type!(list($($item)+))
        }
    };
    ($row:tt map($key:tt, $($value:tt)+)) => {
        $crate::set! {
            $row "Inserts an entry into" insert(
                k: $crate::parameter!($key),
                v: $crate::parameter!($($value)+)
            )
            $crate::rust_type!(map($key, $($value)+))
        }
    };
    ($row:tt $kind:ident($ty:ty)) => {
        $crate::set! { $row "Sets" put(input: $ty) $ty }
    };
}

/// The type of a setter's parameter.
#[doc(hidden)]
#[macro_export]
macro_rules! parameter {
    (text) => { impl ::std::convert::Into<::std::string::String> };
    ($ty:ty) => { $ty };
}

/// The three methods of a member. The path leads to the fields from where the methods are.
#[doc(hidden)]
#[macro_export]
macro_rules! set {
    (
        { $(#[$attr:meta])* $of:ident.$name:ident $($text:literal)?, $set:ident, $get:ident in ($($path:ident)*) }
        $verb:literal $store:ident($($parameter:ident: $type:ty),+) $ty:ty
    ) => {
        #[doc = concat!($verb, " ", $crate::field_link!($of $name $($text)?), ".")]
        $(#[$attr])*
        #[inline]
        pub fn $name(mut self, $($parameter: $type),+) -> Self {
            $crate::members::setters::$store(
                &mut self.$($path.)*$name,
                $(::std::convert::Into::into($parameter)),+
            );
            self
        }

        #[doc = concat!("Sets or clears ", $crate::field_link!($of $name $($text)?), ".")]
        $(#[$attr])*
        #[inline]
        pub fn $set(mut self, input: ::std::option::Option<$ty>) -> Self {
            self.$($path.)*$name = input;
            self
        }

        #[doc = concat!(
            "Returns ", $crate::field_link!($of $name $($text)?), " as set so far."
        )]
        $(#[$attr])*
        #[inline]
        pub fn $get(&self) -> &::std::option::Option<$ty> {
            &self.$($path.)*$name
        }
    };
}

/// The same methods on builders of calls and waiters, which have the builder of the input inside.
#[doc(hidden)]
#[macro_export]
macro_rules! fluent_members {
    ($of:ident inside $fluents:tt $rows:tt) => {
        $crate::fluent_members! { $of (inner so_far) $fluents $rows }
    };
    ($of:ident by $fluents:tt $rows:tt) => {
        $crate::fluent_members! { $of (inner) $fluents $rows }
    };
    ($of:ident $path:tt { $($($fluent:ident)::+),+ } $rows:tt) => {
        $($crate::fluent_members! { $of $path on $($fluent)::+ $rows })+
    };
    ($of:ident $path:tt on $($fluent:ident)::+ { $(
        $(#[$attr:meta])*
        $name:ident $(as $text:literal)?, $set:ident, $get:ident:
        $([or $zero:expr])? $kind:ident $(($($arg:tt)*))? =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        #[cfg(feature = "client")]
        impl $($fluent)::+ {
            $($crate::setter! {
                { $(#[$attr])* $of.$name $($text)?, $set, $get in $path } $kind $(($($arg)*))?
            })*
        }
    };
}

/// Sets a member.
#[inline]
pub fn put<T>(slot: &mut Option<T>, value: T) {
    *slot = Some(value);
}

/// Appends an item to a list.
#[inline]
pub fn push<T>(slot: &mut Option<Vec<T>>, item: T) {
    slot.get_or_insert_default().push(item);
}

/// Inserts an entry into a map.
#[inline]
pub fn insert<K: Eq + Hash, V>(slot: &mut Option<HashMap<K, V>>, key: K, value: V) {
    slot.get_or_insert_default().insert(key, value);
}
