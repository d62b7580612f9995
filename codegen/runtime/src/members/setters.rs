//! The methods of builders: each member can be set, set or cleared, and got.

use std::collections::HashMap;
use std::hash::Hash;

/// Three methods for each member, of the builder or of what has it inside. With `self` comes the place of the
/// fields, so that both are of the same macro.
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    ($target:path, $me:ident $at:tt { $(
        $(#$attr:tt)*
        $name:ident, $set:ident, $get:ident $([or $zero:expr])?:
        $(text($text:ty))? $(copy($copy:ty))? $(value($value:ty))? $(boxed($boxed:ty))?
        $(list($(as $item_from:tt)? $($item:ty)?))?
        $(map($(as $key_from:tt)? $($key:ty)?, $(as $entry_from:tt)? $($entry:ty)?))? =
        $member:literal $(in $place:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        impl $target { $(
            /// Sets, or adds to,
            $(#$attr)*
            #[inline]
            pub fn $name(
                mut $me,
                $(input: impl ::std::convert::Into<$text>)? $(input: $copy)? $(input: $value)?
                $(input: impl ::std::convert::Into<::std::boxed::Box<$boxed>>)?
                $($(input: impl ::std::convert::Into<$item_from>)? $(input: $item)?)?
                $(
                    $(k: impl ::std::convert::Into<$key_from>)? $(k: $key)?,
                    $(v: impl ::std::convert::Into<$entry_from>)? $(v: $entry)?
                )?
            ) -> Self {
                $($at.$name = Some::<$text>(input.into());)?
                $($at.$name = Some::<$copy>(input);)?
                $($at.$name = Some::<$value>(input);)?
                $($at.$name = Some::<::std::boxed::Box<$boxed>>(input.into());)?
                $($crate::members::setters::push::<$($item_from)? $($item)?>(&mut $at.$name, input);)?
                $($crate::members::setters::insert::<
                    $($key_from)? $($key)?, $($entry_from)? $($entry)?
                >(&mut $at.$name, k, v);)?
                $me
            }

            /// Sets or clears
            $(#$attr)*
            #[inline]
            pub fn $set(mut $me, input: ::std::option::Option<
                $($text)? $($copy)? $($value)? $(::std::boxed::Box<$boxed>)?
                $(::std::vec::Vec<$($item_from)? $($item)?>)?
                $(::std::collections::HashMap<$($key_from)? $($key)?, $($entry_from)? $($entry)?>)?
            >) -> Self {
                $at.$name = input;
                $me
            }

            /// Returns, as set so far,
            $(#$attr)*
            #[inline]
            pub fn $get(&$me) -> &::std::option::Option<
                $($text)? $($copy)? $($value)? $(::std::boxed::Box<$boxed>)?
                $(::std::vec::Vec<$($item_from)? $($item)?>)?
                $(::std::collections::HashMap<$($key_from)? $($key)?, $($entry_from)? $($entry)?>)?
            > {
                &$at.$name
            }
        )* }
    };
}

/// The setters of builders of calls and waiters, which have the builder of the input inside.
#[doc(hidden)]
#[macro_export]
macro_rules! fluent_members {
    (inside { $($($fluent:ident)::+),+ } $rows:tt) => { $(
        #[cfg(feature = "client")]
        $crate::setters! { $($fluent)::+, self (self.inner.so_far) $rows }
    )+ };
    (by { $($($fluent:ident)::+),+ } $rows:tt) => { $(
        #[cfg(feature = "client")]
        $crate::setters! { $($fluent)::+, self (self.inner) $rows }
    )+ };
}

/// Appends an item to a list.
#[inline]
pub fn push<T>(slot: &mut Option<Vec<T>>, item: impl Into<T>) {
    slot.get_or_insert_default().push(item.into());
}

/// Inserts an entry into a map.
#[inline]
pub fn insert<K: Eq + Hash, V>(
    slot: &mut Option<HashMap<K, V>>,
    key: impl Into<K>,
    value: impl Into<V>,
) {
    slot.get_or_insert_default()
        .insert(key.into(), value.into());
}
