//! Builders, and what structures have for them.

use std::fmt::{self, Debug, Formatter, Write};

/// The builder: around the structure, or with a field for each member.
#[doc(hidden)]
#[macro_export]
macro_rules! builder {
    (($($derive:ident),*) $of:ident inside $builder:ident { $($hidden:ident: $type:ty),* } { $(
        $(#[$attr:meta])*
        $name:ident $(as $text:literal)?, $set:ident, $get:ident:
        $kind:ident $(($($arg:tt)*))? =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        #[doc = concat!("Builds a [`", stringify!($of), "`](struct@", stringify!($of), ").")]
        #[non_exhaustive]
        #[derive($($derive),*)]
        pub struct $builder {
            pub(crate) so_far: $of,
        }

        impl ::std::default::Default for $builder {
            fn default() -> Self {
                Self {
                    so_far: $of {
                        $($name: ::std::option::Option::None,)*
                        $($hidden: ::std::option::Option::None,)*
                    },
                }
            }
        }

        impl ::std::fmt::Debug for $builder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::members::builder::debug(f, stringify!($builder), stringify!($of), &self.so_far)
            }
        }

        $crate::methods! { $of $builder (so_far) { $(
            $(#[$attr])* $name $(as $text)?, $set, $get: $kind $(($($arg)*))?;
        )* } }
    };
    (
        ($($derive:ident),*) $(#[$meta:meta])* $of:ident by $builder:ident
        { $($hidden:ident: $type:ty),* } { $(
            $(#[$attr:meta])*
            $name:ident $(as $text:literal)?, $set:ident, $get:ident:
            $([or $zero:expr])? $kind:ident $(($($arg:tt)*))? =
            $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
        )* }
    ) => {
        #[doc = concat!("Builds a [`", stringify!($of), "`](struct@", stringify!($of), ").")]
        #[non_exhaustive]
        #[derive(Default $(, $derive)*)]
        $(#[$meta])*
        pub struct $builder {
            $(pub(crate) $name: ::std::option::Option<
                $crate::rust_type!($kind $(($($arg)*))?)
            >,)*
            $(pub(crate) $hidden: $type,)*
        }

        $crate::methods! { $of $builder () { $(
            $(#[$attr])* $name $(as $text)?, $set, $get: $([or $zero])? $kind $(($($arg)*))?;
        )* } }
    };
}

/// The accessors of a structure, and three methods of its builder for each member. The path leads to the
/// builder's fields.
#[doc(hidden)]
#[macro_export]
macro_rules! methods {
    ($of:ident $builder:ident $path:tt { $(
        $(#[$attr:meta])*
        $name:ident $(as $text:literal)?, $set:ident, $get:ident:
        $([or $zero:expr])? $kind:ident $(($($arg:tt)*))?;
    )* }) => {
        impl $of {
            /// Creates a builder for the structure.
            pub fn builder() -> $builder {
                ::std::default::Default::default()
            }

            $($crate::accessor! {
                { $(#[$attr])* $name $($text)? } $([or $zero])? $kind $(($($arg)*))?
            })*
        }

        impl $builder {
            $($crate::setter! {
                { $(#[$attr])* $of.$name $($text)?, $set, $get in $path } $kind $(($($arg)*))?
            })*
        }
    };
}

/// Where a structure is read to: the fields of its builder.
#[doc(hidden)]
#[macro_export]
macro_rules! slots {
    (by $builder:ident) => {
        $builder
    };
    (inside $builder:ident) => {
        &mut $builder.so_far
    };
}

/// What a builder has become.
#[doc(hidden)]
#[macro_export]
macro_rules! built {
    (
        by $builder:ident
        { $($name:ident $([or $zero:expr])?),* } { $($hidden:ident: $finish:path),* }
    ) => {
        Self {
            $($name: $builder.$name $(.unwrap_or_else(|| $zero))?,)*
            $($hidden: $finish($builder.$hidden),)*
        }
    };
    (inside $builder:ident $names:tt $hidden:tt) => {
        $builder.so_far
    };
}

/// The end of a builder.
#[doc(hidden)]
#[macro_export]
macro_rules! build {
    ($of:ident by $builder:ident -> Self) => {
        impl $builder {
            #[doc = concat!("Builds the [`", stringify!($of), "`](struct@", stringify!($of), ").")]
            pub fn build(self) -> $of {
                $crate::schema::Structure::build(self)
            }
        }
    };
    ($of:ident by $builder:ident -> Result<Self>) => {
        impl $builder {
            #[doc = concat!(
                "Builds the [`", stringify!($of), "`](struct@", stringify!($of), "). ",
                "It never fails: what is required is checked by the service."
            )]
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
            #[doc = concat!(
                "Builds the [`", stringify!($of), "`](struct@", stringify!($of), "). ",
                "Fails if a required field is not set."
            )]
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
