//! What a union needs, from one row a variant: two methods each, how it is read and written, and serde's
//! traits.
//!
//! ```text
//! variants! {
//!     Source [0 1 2] {
//!         Disk, as_disk, is_disk: String = "disk" Plain;
//!         Many, as_many, is_many: Vec<Source> = "many" List<Union>;
//!         Nothing, as_nothing, is_nothing = "nothing";
//!     }
//! }
//! ```

/// Methods and wire of a union, whose enum stands beside it with one more variant, `Unknown`.
#[doc(hidden)]
#[macro_export]
macro_rules! variants {
    ($of:ident [$($row:literal)*] { $(
        $name:ident, $as:ident, $is:ident $(: $ty:ty)? =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal $(/ $more:literal)*)? $($codec:ty)?;
    )* }) => {
        impl $of {
            $($crate::variant_methods!($name, $as, $is $(, $ty)?);)*

            /// Whether the member is one that this version of the crate does not know.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }

        impl $crate::schema::Union for $of {
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [$crate::schema::Member] = &[
                $($crate::schema::Member::new($member, concat!(",", stringify!($member), ":"))
                    $(.at($crate::schema::At::$at, stringify!($name)) $(.called($wire))?)?
                    $(.with_parts(&[$part $(, $more)*]))?),*
            ];

            fn read<R: $crate::schema::MemberReader>(
                row: ::std::option::Option<usize>,
                member: R,
            ) -> ::std::result::Result<::std::option::Option<Self>, R::Error> {
                match row {
                    $(Some($row) => $crate::read_variant!(member, $name $(, $codec)?),)*
                    _ => $crate::read_variant!(member, Unknown),
                }
            }

            #[allow(unused_variables, reason = "a union may have no variants")]
            fn write<W: $crate::schema::MemberWriter>(&self, writer: &mut W) {
                if let [$($as),*] = Self::MEMBERS {
                    $($crate::write_variant!(self, writer, $as, $name $(, $codec)?);)*
                }
            }
        }

        $crate::serde_traits!($of, Union);
    };
}

/// The two methods of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! variant_methods {
    ($name:ident, $as:ident, $is:ident, $ty:ty) => {
        #[doc = concat!("The value if this is [`", stringify!($name), "`](Self::", stringify!($name), "), else the union itself.")]
        pub fn $as(&self) -> ::std::result::Result<&$ty, &Self> {
            match self {
                Self::$name(value) => Ok(value),
                _ => Err(self),
            }
        }

        #[doc = concat!("Whether this is [`", stringify!($name), "`](Self::", stringify!($name), ").")]
        pub fn $is(&self) -> bool {
            matches!(self, Self::$name(_))
        }
    };
    ($name:ident, $as:ident, $is:ident) => {
        #[doc = concat!("The value if this is [`", stringify!($name), "`](Self::", stringify!($name), "), else the union itself.")]
        pub fn $as(&self) -> ::std::result::Result<(), &Self> {
            match self {
                Self::$name => Ok(()),
                _ => Err(self),
            }
        }

        #[doc = concat!("Whether this is [`", stringify!($name), "`](Self::", stringify!($name), ").")]
        pub fn $is(&self) -> bool {
            matches!(self, Self::$name)
        }
    };
}

/// Reads a variant, with a value or without.
#[doc(hidden)]
#[macro_export]
macro_rules! read_variant {
    ($member:ident, $name:ident, $codec:ty) => {
        $crate::codec::read_variant::<$codec, _, _, R>($member, Self::$name)
    };
    ($member:ident, $name:ident) => {
        $crate::codec::read_variant::<$crate::codec::Empty, _, _, R>($member, |()| Self::$name)
    };
}

/// Writes a variant if the union is that.
#[doc(hidden)]
#[macro_export]
macro_rules! write_variant {
    ($self:ident, $writer:ident, $member:ident, $name:ident, $codec:ty) => {
        if let Self::$name(value) = $self {
            $writer.write::<$codec, _>($member, value);
        }
    };
    ($self:ident, $writer:ident, $member:ident, $name:ident) => {
        if let Self::$name = $self {
            $writer.write::<$crate::codec::Empty, _>($member, &());
        }
    };
}
