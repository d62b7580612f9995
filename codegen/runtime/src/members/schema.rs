//! What formats see of a structure.

/// Implements `Structure`. The first braces have the fields that are no members, each with the function that
/// makes it of the builder's; the second ones what is read in place of required members. The brackets have the
/// numbers of the rows: of literals rustc makes a jump at once.
///
/// A structure that is inside of its builder, as nearly all are, needs no other macro for any part: rustc pays
/// for each.
#[doc(hidden)]
#[macro_export]
macro_rules! schema {
    ($of:ident inside $builder:ident [$($row:literal)*] { $($hidden:ident: $finish:path),* }
     { $($($filled:ident = $value:expr),+)? } { $(
        $(#[$attr:meta])*
        $name:ident, $set:ident, $get:ident: $kind:ident $arg:tt =
        $member:literal $(in $at:ident $($wire:literal)?)?
        $(/ $part:literal $(/ $more:literal)*)? $codec:ty;
    )* }) => {
        #[allow(unused_variables, reason = "a structure may have no members")]
        impl $crate::schema::Structure for $of {
            type Builder = $builder;
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [$crate::schema::Member] = &[
                $($crate::schema::Member::new($member, concat!(",", stringify!($member), ":"))
                    $(.at($crate::schema::At::$at, stringify!($name)) $(.called($wire))?)?
                    $(.with_parts(&[$part $(, $more)*]))?),*
            ];

            fn read<R: $crate::schema::MemberReader>(
                builder: &mut $builder,
                row: usize,
                member: R,
            ) -> ::std::result::Result<(), R::Error> {
                match row {
                    $($row => member.read::<$codec, _>(&mut builder.so_far.$name),)*
                    _ => member.ignore(),
                }
            }

            $(
                fn fill(builder: &mut $builder) {
                    $(builder.so_far.$filled.get_or_insert_with(|| $value);)+
                }

                fn finish(mut builder: $builder) -> Self {
                    Self::fill(&mut builder);
                    Self::build(builder)
                }
            )?

            fn build(builder: $builder) -> Self {
                builder.so_far
            }

            fn write<W: $crate::schema::MemberWriter>(&self, writer: &mut W) {
                if let [$($name),*] = Self::MEMBERS {
                    $(writer.write_option::<$codec, _>($name, &self.$name);)*
                }
            }
        }
    };
    ($of:ident by $($rest:tt)*) => {
        $crate::schema_by! { $of $($rest)* }
    };
}

/// The same for a structure whose builder has fields of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! schema_by {
    ($of:ident $builder:ident [$($row:literal)*] { $($hidden:ident: $finish:path),* }
     { $($($filled:ident = $value:expr),+)? } { $(
        $(#[$attr:meta])*
        $name:ident, $set:ident, $get:ident
        $([or $zero:expr])?: $kind:ident $arg:tt =
        $member:literal $(in $at:ident $($wire:literal)?)?
        $(/ $part:literal $(/ $more:literal)*)? $codec:ty;
    )* }) => {
        #[allow(unused_variables, reason = "a structure may have no members")]
        impl $crate::schema::Structure for $of {
            type Builder = $builder;
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [$crate::schema::Member] = &[
                $($crate::schema::Member::new($member, concat!(",", stringify!($member), ":"))
                    $(.at($crate::schema::At::$at, stringify!($name)) $(.called($wire))?)?
                    $(.with_parts(&[$part $(, $more)*]))?),*
            ];

            fn read<R: $crate::schema::MemberReader>(
                builder: &mut $builder,
                row: usize,
                member: R,
            ) -> ::std::result::Result<(), R::Error> {
                match row {
                    $($row => member.read::<$codec, _>(&mut builder.$name),)*
                    _ => member.ignore(),
                }
            }

            $(
                fn fill(builder: &mut $builder) {
                    $(builder.$filled.get_or_insert_with(|| $value);)+
                }

                fn finish(mut builder: $builder) -> Self {
                    Self::fill(&mut builder);
                    Self::build(builder)
                }
            )?

            fn build(builder: $builder) -> Self {
                Self {
                    $($name: builder.$name $(.unwrap_or_else(|| $zero))?,)*
                    $($hidden: $finish(builder.$hidden),)*
                }
            }

            fn write<W: $crate::schema::MemberWriter>(&self, writer: &mut W) {
                if let [$($name),*] = Self::MEMBERS {
                    $($crate::write_member! { writer, $codec, $name, self.$name $(, or $zero)? })*
                }
            }
        }
    };
}

/// Writes one member, which may be no `Option`.
#[doc(hidden)]
#[macro_export]
macro_rules! write_member {
    ($writer:ident, $codec:ty, $member:ident, $field:expr) => {
        $writer.write_option::<$codec, _>($member, &$field);
    };
    ($writer:ident, $codec:ty, $member:ident, $field:expr, or $zero:expr) => {
        if !<$codec as $crate::schema::Codec<_>>::is_left_out(&$field) {
            $writer.write::<$codec, _>($member, &$field);
        }
    };
}
