//! What formats see of a structure.

/// Implements `Structure`. The first braces have the fields that are no members, each with the function that
/// makes it of the builder's; the second ones what is read in place of required members. The brackets have the
/// numbers of the rows: of literals rustc makes a jump at once.
#[doc(hidden)]
#[macro_export]
macro_rules! schema {
    ($of:ident $how:ident $builder:ident [$($row:literal)*] { $($hidden:ident: $finish:path),* } { $($fills:tt)* } { $(
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
                $($crate::schema::Member::new($member)
                    $(.at($crate::schema::At::$at, stringify!($name)) $(.called($wire))?)?
                    $(.with_parts(&[$part $(, $more)*]))?),*
            ];

            fn read<R: $crate::schema::MemberReader>(
                builder: &mut $builder,
                row: usize,
                member: R,
            ) -> ::std::result::Result<(), R::Error> {
                let slots = $crate::slots!($how builder);
                match row {
                    $($row => member.read::<$codec, _>(&mut slots.$name),)*
                    _ => member.ignore(),
                }
            }

            $crate::fill!($how $builder { $($fills)* });

            fn build(builder: $builder) -> Self {
                $crate::built! {
                    $how builder { $($name $([or $zero])?),* } { $($hidden: $finish),* }
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

/// What is read in place of required members; most structures need none.
#[doc(hidden)]
#[macro_export]
macro_rules! fill {
    ($how:ident $builder:ident {}) => {};
    ($how:ident $builder:ident { $($name:ident = $value:expr),+ }) => {
        fn fill(builder: &mut $builder) {
            let slots = $crate::slots!($how builder);
            $(slots.$name.get_or_insert_with(|| $value);)+
        }

        fn finish(mut builder: $builder) -> Self {
            Self::fill(&mut builder);
            Self::build(builder)
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
