//! Builders, and what structures have for them.

use std::fmt::{self, Debug, Formatter, Write};

/// The builder, and the methods of both. What is around a structure needs no attributes.
#[doc(hidden)]
#[macro_export]
macro_rules! builder {
    ($(#[$meta:meta])* $of:ident inside $builder:ident $hidden:tt $rows:tt) => {
        $crate::builder_around! { $of $builder $hidden $rows }
        $crate::accessors! { $of $builder $rows }
        $crate::setters! { $builder, self (self.so_far) $rows }
    };
    ($(#[$meta:meta])* $of:ident by $builder:ident $hidden:tt $rows:tt) => {
        $crate::builder_apart! { $(#[$meta])* $builder $hidden $rows }
        $crate::accessors! { $of $builder $rows }
        $crate::setters! { $builder, self self $rows }
    };
}

/// The builder around the structure.
#[doc(hidden)]
#[macro_export]
macro_rules! builder_around {
    ($of:ident $builder:ident { $($hidden:ident: $type:ty),* } { $(
        $(#$attr:tt)* $name:ident, $set:ident, $get:ident: $kind:ident $arg:tt =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        /// A builder; [`build`](Self::build) gives the structure.
        #[non_exhaustive]
        pub struct $builder {
            pub(crate) so_far: $of,
        }

        impl ::std::default::Default for $builder {
            #[inline]
            fn default() -> Self {
                Self {
                    so_far: $of { $($name: None,)* $($hidden: None,)* },
                }
            }
        }

        // As derived: each macro and each derive has its costs.
        impl ::std::clone::Clone for $builder {
            #[inline]
            fn clone(&self) -> Self {
                Self { so_far: ::std::clone::Clone::clone(&self.so_far) }
            }
        }

        impl ::std::cmp::PartialEq for $builder {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.so_far == other.so_far
            }
        }

        impl ::std::fmt::Debug for $builder {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::members::builder::debug(f, stringify!($builder), stringify!($of), &self.so_far)
            }
        }
    };
}

/// The builder with a field for each member.
#[doc(hidden)]
#[macro_export]
macro_rules! builder_apart {
    ($(#[$meta:meta])* $builder:ident { $($hidden:ident: $type:ty),* } { $(
        $(#$attr:tt)* $name:ident, $set:ident, $get:ident $([or $zero:expr])?:
        $(text($text:ty))? $(copy($copy:ty))? $(value($value:ty))? $(boxed($boxed:ty))?
        $(list($(as $item_from:tt)? $($item:ty)?))?
        $(map($(as $key_from:tt)? $($key:ty)?, $(as $entry_from:tt)? $($entry:ty)?))? =
        $member:literal $(in $place:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        /// A builder; [`build`](Self::build) gives the structure.
        #[non_exhaustive]
        #[derive(Default)]
        $(#[$meta])*
        pub struct $builder {
            $(pub(crate) $name: ::std::option::Option<
                $($text)? $($copy)? $($value)? $(::std::boxed::Box<$boxed>)?
                $(::std::vec::Vec<$($item_from)? $($item)?>)?
                $(::std::collections::HashMap<$($key_from)? $($key)?, $($entry_from)? $($entry)?>)?
            >,)*
            $(pub(crate) $hidden: $type,)*
        }
    };
}

/// The end of a builder.
#[doc(hidden)]
#[macro_export]
macro_rules! build {
    ($of:ident by $builder:ident -> Self) => {
        impl $builder {
            /// Builds the structure.
            #[inline]
            pub fn build(self) -> $of {
                $crate::schema::Structure::build(self)
            }
        }
    };
    ($of:ident by $builder:ident -> Result<Self>) => {
        impl $builder {
            /// Builds the structure. It never fails: what is required is checked by the service.
            #[inline]
            pub fn build(self) -> ::std::result::Result<$of, $crate::error::BuildError> {
                Ok($crate::schema::Structure::build(self))
            }
        }
    };
    (
        $of:ident by $builder:ident -> Result<Self>
        requires $($required:ident),+
    ) => {
        impl $builder {
            /// Builds the structure. Fails if a required field is not set.
            #[inline]
            pub fn build(self) -> ::std::result::Result<$of, $crate::error::BuildError> {
                $(if self.$required.is_none() {
                    return Err($crate::error::BuildError::missing_field(
                        stringify!($required),
                        concat!(
                            stringify!($required),
                            " was not specified but it is required when building ",
                            stringify!($of)
                        ),
                    ));
                })+
                Ok($crate::schema::Structure::build(self))
            }
        }
    };
}

/// Prints a builder as the structure in it, under its own name.
pub fn debug(f: &mut Formatter<'_>, builder: &str, of: &str, so_far: &dyn Debug) -> fmt::Result {
    f.write_str(builder)?;
    let is_pretty = f.alternate();
    let mut rest = Behind(of.len(), f);
    match is_pretty {
        true => write!(rest, "{so_far:#?}"),
        false => write!(rest, "{so_far:?}"),
    }
}

/// What stands behind so many bytes.
struct Behind<'f, 'g>(usize, &'f mut Formatter<'g>);

impl Write for Behind<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let skipped = self.0.min(text.len());
        self.0 -= skipped;
        self.1.write_str(text.get(skipped..).unwrap_or_default())
    }
}
