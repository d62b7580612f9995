//! What a union needs, from one row a variant: two methods each, how it is read and written, and serde's
//! traits.
//!
//! ```text
//! variants! {
//!     Source {
//!         Disk, as_disk, is_disk: String = "disk" Plain;
//!         Many, as_many, is_many: Vec<Source> = "many" List<Plain>;
//!         Nothing, as_nothing, is_nothing = "nothing";
//!     }
//! }
//! ```

/// Methods and wire of a union, whose enum stands beside it with one more variant, `Unknown`.
macro_rules! variants {
    ($of:ident { $(
        $name:ident, $as:ident, $is:ident $(: $ty:ty)? =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $($codec:ty)?;
    )* }) => {
        impl $of {
            $($crate::runtime::members::variant_methods!($name, $as, $is $(, $ty)?);)*

            /// Whether the member is one that this version of the crate does not know.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }

        impl $crate::runtime::schema::Union for $of {
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [$crate::runtime::schema::Member] = &[
                $($crate::runtime::schema::Member::new($member)
                    $(.at($crate::runtime::schema::At::$at) $(.called($wire))?)?
                    .with_parts(&[$($part),*])),*
            ];

            fn read<R: $crate::runtime::schema::MemberReader>(
                name: &str,
                member: R,
            ) -> ::std::result::Result<::std::option::Option<Self>, R::Error> {
                match name {
                    $($member => $crate::runtime::members::read_variant!(member, $name $(, $codec)?),)*
                    _ => $crate::runtime::members::read_variant!(member, Unknown),
                }
            }

            fn write<W: $crate::runtime::schema::MemberWriter>(
                &self,
                writer: &mut W,
            ) -> ::std::result::Result<(), W::Error> {
                $crate::runtime::members::rows!($($name),*);
                $($crate::runtime::members::write_variant!(
                    self, writer, &Self::MEMBERS[Rows::$name as usize], $name $(, $codec)?
                );)*
                Ok(())
            }
        }

        $crate::runtime::schema::shape!($of, union);
    };
}
pub(crate) use variants;

/// The two methods of a variant.
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
pub(crate) use variant_methods;

/// Reads a variant, with a value or without.
macro_rules! read_variant {
    ($member:ident, $name:ident, $codec:ty) => {
        $crate::runtime::codec::read_variant::<$codec, _, _, R>($member, Self::$name)
    };
    ($member:ident, $name:ident) => {
        $crate::runtime::codec::read_variant::<$crate::runtime::codec::Empty, _, _, R>(
            $member,
            |()| Self::$name,
        )
    };
}
pub(crate) use read_variant;

/// Writes a variant if the union is that.
macro_rules! write_variant {
    ($self:ident, $writer:ident, $member:expr, $name:ident, $codec:ty) => {
        if let Self::$name(value) = $self {
            return $writer.write::<$codec, _>($member, value);
        }
    };
    ($self:ident, $writer:ident, $member:expr, $name:ident) => {
        if let Self::$name = $self {
            return $writer.write::<$crate::runtime::codec::Empty, _>($member, &());
        }
    };
}
pub(crate) use write_variant;
