//! What formats see of a structure.

/// Implements `Structure`. The braces have the field that is no member, if there is one, and the function
/// that makes it of the builder's.
macro_rules! schema {
    ($of:ident by $builder:ident { $($hidden:ident: $finish:path)? } { $(
        $(#[$attr:meta])*
        $name:ident $(as $text:literal)?, $set:ident, $get:ident:
        $([or $zero:expr])? $kind:ident $(($($arg:tt)*))? =
        $member:literal $(in $at:ident $($wire:literal)?)? $(/ $part:literal)* $codec:ty;
    )* }) => {
        #[allow(unused_variables, reason = "a structure may have no members")]
        impl $crate::runtime::schema::Structure for $of {
            type Builder = $builder;
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [$crate::runtime::schema::Member] = &[
                $($crate::runtime::schema::Member::new($member)
                    $(.at($crate::runtime::schema::At::$at) $(.called($wire))?)?
                    .with_parts(&[$($part),*])),*
            ];

            fn read<R: $crate::runtime::schema::MemberReader>(
                builder: &mut $builder,
                name: &str,
                member: R,
            ) -> ::std::result::Result<(), R::Error> {
                match name {
                    $($member => member.read::<$codec, _>(&mut builder.$name),)*
                    _ => member.ignore(),
                }
            }

            fn finish(builder: $builder) -> Self {
                Self {
                    $($name: builder.$name $(.unwrap_or_else(|| $zero))?,)*
                    $($hidden: $finish(builder.$hidden),)?
                }
            }

            fn write<W: $crate::runtime::schema::MemberWriter>(
                &self,
                writer: &mut W,
            ) -> ::std::result::Result<(), W::Error> {
                $crate::runtime::members::rows!($($name),*);
                $($crate::runtime::members::write_member! {
                    writer, $codec, &Self::MEMBERS[Rows::$name as usize], self.$name $(, or $zero)?
                })*
                Ok(())
            }
        }
    };
}
pub(crate) use schema;

/// The numbers of the rows.
macro_rules! rows {
    ($($name:ident),*) => {
        #[allow(
            dead_code,
            non_camel_case_types,
            reason = "they have the names of the members, if there are any"
        )]
        enum Rows {
            $($name),*
        }
    };
}
pub(crate) use rows;

/// Writes one member, which may be no `Option`.
macro_rules! write_member {
    ($writer:ident, $codec:ty, $member:expr, $field:expr) => {
        $writer.write_option::<$codec, _>($member, &$field)?;
    };
    ($writer:ident, $codec:ty, $member:expr, $field:expr, or $zero:expr) => {
        $writer.write::<$codec, _>($member, &$field)?;
    };
}
pub(crate) use write_member;
