//! The accessors of structures.

/// An accessor for each member: of an `Option`, or of what is always there.
#[doc(hidden)]
#[macro_export]
macro_rules! accessors {
    ($of:ident $builder:ident { $(
        $(#$attr:tt)*
        $name:ident, $set:ident, $get:ident
        $(:
            $(text($text:ty))? $(copy($copy:ty))? $(value($value:ty))? $(boxed($boxed:ty))?
            $(list($(as $item_from:tt)? $($item:ty)?))?
            $(map($(as $key_from:tt)? $($key:ty)?, $(as $entry_from:tt)? $($entry:ty)?))?
        )?
        $([or $zero:expr]:
            $(text($sure_text:ty))? $(copy($sure_copy:ty))? $(value($sure_value:ty))?
            $(boxed($sure_boxed:ty))? $(list($(as $sure_item_from:tt)? $($sure_item:ty)?))?
            $(map(
                $(as $sure_key_from:tt)? $($sure_key:ty)?,
                $(as $sure_entry_from:tt)? $($sure_entry:ty)?
            ))?
        )? =
        $member:literal $(in $place:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        impl $of {
            /// Creates a builder for the structure.
            #[inline]
            pub fn builder() -> $builder {
                ::std::default::Default::default()
            }

            $(
            /// Returns
            $(#$attr)*
            #[inline]
            $(
                $(pub fn $name(&self) -> ::std::option::Option<&str> {
                    ::std::option::Option::<$text>::as_deref(&self.$name)
                })?
                $(pub fn $name(&self) -> ::std::option::Option<$copy> { self.$name })?
                $(pub fn $name(&self) -> ::std::option::Option<&$value> { self.$name.as_ref() })?
                $(pub fn $name(&self) -> ::std::option::Option<&$boxed> { self.$name.as_deref() })?
                $(pub fn $name(&self) -> &[$($item_from)? $($item)?] {
                    $crate::members::accessors::items(&self.$name)
                })?
                $(pub fn $name(&self) -> ::std::option::Option<&::std::collections::HashMap<
                    $($key_from)? $($key)?, $($entry_from)? $($entry)?
                >> { self.$name.as_ref() })?
            )?
            $(
                $(pub fn $name(&self) -> &str { <$sure_text>::as_str(&self.$name) })?
                $(pub fn $name(&self) -> $sure_copy { self.$name })?
                $(pub fn $name(&self) -> &$sure_value { &self.$name })?
                $(pub fn $name(&self) -> &::std::boxed::Box<$sure_boxed> { &self.$name })?
                $(pub fn $name(&self) -> &[$($sure_item_from)? $($sure_item)?] { &self.$name })?
                $(pub fn $name(&self) -> &::std::collections::HashMap<
                    $($sure_key_from)? $($sure_key)?, $($sure_entry_from)? $($sure_entry)?
                > { &self.$name })?
            )?
            )*
        }
    };
}

/// The items of a list; none if it is not set.
#[inline]
pub fn items<T>(list: &Option<Vec<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}
