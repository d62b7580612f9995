//! What a structure needs, from one line a member: accessors, the builder and its methods, how the wire
//! is read and written, and serde's traits.
//!
//! ```text
//! members! {
//!     #[derive(Debug)]
//!     Disk by DiskBuilder -> Self {
//!         name, set_name, get_name: text = "name" Plain;
//!         size_in_gb, set_size_in_gb, get_size_in_gb: copy(i32) = "sizeInGb" Plain;
//!         tags, set_tags, get_tags: list(Tag) = "tags" List<Plain>;
//!     }
//! }
//! ```
//!
//! A line has the field with its setter and getter, its kind, its name on the wire and its codec. The
//! kind decides how the member is read and set, as in the official crates:
//!
//! | kind | accessor | setter takes |
//! |---|---|---|
//! | `text` | `Option<&str>` | `impl Into<String>` |
//! | `copy(T)` | `Option<T>` | `T` |
//! | `value(T)` | `Option<&T>` | `T` |
//! | `boxed(T)` | `Option<&T>` | `impl Into<Box<T>>` |
//! | `list(T)` | `&[T]` | one `T`, appended |
//! | `map(K, V)` | `Option<&HashMap<K, V>>` | one entry, inserted |
//!
//! `T`, `K` and `V` may be `text` for a string that a setter converts. `[or zero]` before a kind says
//! that the structure's field is no `Option`, and what stands there if the wire has no value.
//! Attributes before a member (`#[deprecated]`, a remark) go onto its methods; `r#type as "type"` says
//! what documentation calls it.
//!
//! `output` before the name of the structure says that it also has a request id, `exception("Code", None)`
//! that it is an error of that code with metadata; `Some(kind)` there, that it is worth another try. After
//! the arrow stands what `build` gives, `Self` or `Result<Self>`; without it the host writes a `build`.

/// The builder of a structure with its methods, the accessors, and the traits of its role.
macro_rules! members {
    (
        $(#[$meta:meta])*
        output $of:ident by $builder:ident $(-> $built:tt $(<$inner:tt>)?)? { $($rows:tt)* }
    ) => {
        $crate::runtime::members::members! {
            @ [$(#[$meta])*] $of $builder [$($built $($inner)?)?] { $($rows)* } {}
            builder { _request_id: None }
        }
        $crate::runtime::operation::operation_output!($of);
    };
    (
        $(#[$meta:meta])*
        exception($code:literal, $retryable:expr)
        $of:ident by $builder:ident $(-> $built:tt $(<$inner:tt>)?)? { $($rows:tt)* }
    ) => {
        $crate::runtime::members::members! {
            @ [$(#[$meta])*] $of $builder [$($built $($inner)?)?] { $($rows)* }
            { pub(crate) meta: ::std::option::Option<::aws_smithy_types::error::ErrorMetadata>, }
            builder { meta: builder.meta.unwrap_or_default() }
        }
        $crate::runtime::exception::exception!($of, $code, $retryable);

        impl $builder {
            /// Sets the code, message and request id that came with the error.
            pub fn meta(mut self, meta: ::aws_smithy_types::error::ErrorMetadata) -> Self {
                self.meta = Some(meta);
                self
            }

            /// Sets or clears the code, message and request id that came with the error.
            pub fn set_meta(
                &mut self,
                meta: ::std::option::Option<::aws_smithy_types::error::ErrorMetadata>,
            ) -> &mut Self {
                self.meta = meta;
                self
            }
        }
    };
    (
        $(#[$meta:meta])*
        $of:ident by $builder:ident $(-> $built:tt $(<$inner:tt>)?)? { $($rows:tt)* }
    ) => {
        $crate::runtime::members::members! {
            @ [$(#[$meta])*] $of $builder [$($built $($inner)?)?] { $($rows)* } {} builder {}
        }
        $crate::runtime::codec::structure!($of);
    };
    (@ [$($meta:tt)*] $of:ident $builder:ident [$($built:tt)*] {
        $(
            $(#[$attr:meta])*
            $name:ident $(as $text:literal)?, $set:ident, $get:ident:
            $([or $zero:expr])? $kind:ident $(($($arg:tt)*))? = $wire:literal $codec:ty;
        )*
    } { $($fields:tt)* } $from:ident { $($extra:tt)* }) => {
        #[doc = concat!("Builds a [`", stringify!($of), "`](struct@", stringify!($of), ").")]
        #[non_exhaustive]
        #[derive(Clone, Default, PartialEq)]
        $($meta)*
        pub struct $builder {
            $(pub(crate) $name: ::std::option::Option<
                $crate::runtime::members::rust_type!(@ $kind $(($($arg)*))?)
            >,)*
            $($fields)*
        }

        impl $of {
            /// Creates a builder for the structure.
            pub fn builder() -> $builder {
                ::std::default::Default::default()
            }

            $($crate::runtime::members::accessor! {
                [($name $($text)?) $(#[$attr])*] $name: $([or $zero])? $kind $(($($arg)*))?
            })*
        }

        impl $builder {
            $($crate::runtime::members::setter! {
                [($name $($text)?) $(#[$attr])*] $of $name $set $get: $kind $(($($arg)*))?
            })*

            $crate::runtime::members::build!($of $($built)*);
        }

        #[allow(unused_variables, reason = "a structure may have no members")]
        impl $crate::runtime::codec::Structure for $of {
            type Builder = $builder;
            const NAME: &'static str = stringify!($of);
            const MEMBERS: &'static [&'static str] = &[$($wire),*];

            fn read<'de, A: $crate::runtime::codec::MapAccess<'de>>(
                builder: &mut $builder,
                name: &str,
                member: $crate::runtime::codec::MemberReader<'_, A>,
            ) -> ::std::result::Result<(), A::Error> {
                match name {
                    $($wire => member.read::<$codec, _>(&mut builder.$name),)*
                    _ => member.ignore(),
                }
            }

            fn finish($from: $builder) -> Self {
                Self {
                    $($name: $crate::runtime::members::or!($from.$name $(, $zero)?),)*
                    $($extra)*
                }
            }

            fn write<W: $crate::runtime::codec::MemberWriter>(
                &self,
                writer: &mut W,
            ) -> ::std::result::Result<(), W::Error> {
                $($crate::runtime::members::write!(writer, $wire, $codec, self.$name $(, $zero)?);)*
                Ok(())
            }
        }
    };
}
pub(crate) use members;

/// The end of a builder.
macro_rules! build {
    ($of:ident) => {};
    ($of:ident Self) => {
        #[doc = concat!("Builds the [`", stringify!($of), "`](struct@", stringify!($of), ").")]
        pub fn build(self) -> $of {
            $crate::runtime::codec::Structure::finish(self)
        }
    };
    ($of:ident Result Self) => {
        #[doc = concat!("Builds the [`", stringify!($of), "`](struct@", stringify!($of), "). It never fails: what is required is checked by the service.")]
        pub fn build(
            self,
        ) -> ::std::result::Result<$of, ::aws_smithy_types::error::operation::BuildError> {
            Ok($crate::runtime::codec::Structure::finish(self))
        }
    };
}
pub(crate) use build;

/// A builder's field, or what stands in for it.
macro_rules! or {
    ($field:expr) => {
        $field
    };
    ($field:expr, $zero:expr) => {
        $field.unwrap_or_else(|| $zero)
    };
}
pub(crate) use or;

/// Writes one member.
macro_rules! write {
    ($writer:ident, $wire:literal, $codec:ty, $field:expr) => {
        $writer.write::<$codec, _>($wire, &$field)?
    };
    ($writer:ident, $wire:literal, $codec:ty, $field:expr, $zero:expr) => {
        $writer.write_required::<$codec, _>($wire, &$field)?
    };
}
pub(crate) use write;

/// A member's name in documentation: links would break at the `#` of `r#type`.
macro_rules! shown {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $text:literal) => {
        $text
    };
}
pub(crate) use shown;

/// One accessor.
macro_rules! accessor {
    (@ [$shown:tt $($attr:tt)*] $name:ident $ty:ty, |$this:ident| $value:expr) => {
        #[doc = concat!("Returns [`", $crate::runtime::members::shown! $shown, "`](field@Self::", $crate::runtime::members::shown! $shown, ").")]
        $($attr)*
        #[inline]
        pub fn $name(&self) -> $ty {
            let $this = self;
            $value
        }
    };
    ($attr:tt $name:ident: text) => {
        $crate::runtime::members::accessor! { @ $attr $name ::std::option::Option<&str>, |this| this.$name.as_deref() }
    };
    ($attr:tt $name:ident: copy($ty:ty)) => {
        $crate::runtime::members::accessor! { @ $attr $name ::std::option::Option<$ty>, |this| this.$name }
    };
    ($attr:tt $name:ident: value($ty:ty)) => {
        $crate::runtime::members::accessor! { @ $attr $name ::std::option::Option<&$ty>, |this| this.$name.as_ref() }
    };
    ($attr:tt $name:ident: boxed($ty:ty)) => {
        $crate::runtime::members::accessor! { @ $attr $name ::std::option::Option<&$ty>, |this| this.$name.as_deref() }
    };
    ($attr:tt $name:ident: list($($item:tt)+)) => {
        $crate::runtime::members::accessor! {
            @ $attr $name &[$crate::runtime::members::rust_type!($($item)+)],
            |this| this.$name.as_deref().unwrap_or_default()
        }
    };
    ($attr:tt $name:ident: map($key:tt, $($item:tt)+)) => {
        $crate::runtime::members::accessor! {
            @ $attr $name ::std::option::Option<&$crate::runtime::members::rust_type!(map $key, $($item)+)>,
            |this| this.$name.as_ref()
        }
    };
    ($attr:tt $name:ident: [or $zero:expr] text) => {
        $crate::runtime::members::accessor! { @ $attr $name &str, |this| &this.$name }
    };
    ($attr:tt $name:ident: [or $zero:expr] copy($ty:ty)) => {
        $crate::runtime::members::accessor! { @ $attr $name $ty, |this| this.$name }
    };
    ($attr:tt $name:ident: [or $zero:expr] value($ty:ty)) => {
        $crate::runtime::members::accessor! { @ $attr $name &$ty, |this| &this.$name }
    };
    ($attr:tt $name:ident: [or $zero:expr] list($($item:tt)+)) => {
        $crate::runtime::members::accessor! {
            @ $attr $name &[$crate::runtime::members::rust_type!($($item)+)], |this| &this.$name
        }
    };
    ($attr:tt $name:ident: [or $zero:expr] map($key:tt, $($item:tt)+)) => {
        $crate::runtime::members::accessor! {
            @ $attr $name &$crate::runtime::members::rust_type!(map $key, $($item)+), |this| &this.$name
        }
    };
}
pub(crate) use accessor;

/// The Rust type that a kind (after `@`) or its argument means.
macro_rules! rust_type {
    (@ text) => { ::std::string::String };
    (@ list($($item:tt)+)) => { ::std::vec::Vec<$crate::runtime::members::rust_type!($($item)+)> };
    (@ map($key:tt, $($item:tt)+)) => { $crate::runtime::members::rust_type!(map $key, $($item)+) };
    (@ boxed($ty:ty)) => { ::std::boxed::Box<$ty> };
    (@ $kind:ident($ty:ty)) => { $ty };
    (text) => { ::std::string::String };
    (map $key:tt, $($item:tt)+) => {
        ::std::collections::HashMap<
            $crate::runtime::members::rust_type!($key),
            $crate::runtime::members::rust_type!($($item)+),
        >
    };
    ($ty:ty) => { $ty };
}
pub(crate) use rust_type;

/// The type of a setter's parameter.
macro_rules! parameter {
    (text) => { impl ::std::convert::Into<::std::string::String> };
    ($ty:ty) => { $ty };
}
pub(crate) use parameter;

/// A setter's parameter as it is stored.
macro_rules! stored {
    (text, $value:ident) => {
        ::std::convert::Into::into($value)
    };
    ($ty:ty, $value:ident) => {
        $value
    };
}
pub(crate) use stored;

/// The three methods of a member on a builder.
macro_rules! setter {
    (@ [$shown:tt $($attr:tt)*] $verb:literal $of:ident $name:ident $set:ident $get:ident $ty:ty, |$this:ident, $($parameter:ident: $type:ty),+| $store:expr) => {
        #[doc = concat!($verb, " [`", $crate::runtime::members::shown! $shown, "`](field@", stringify!($of), "::", $crate::runtime::members::shown! $shown, ").")]
        $($attr)*
        #[inline]
        pub fn $name(mut self, $($parameter: $type),+) -> Self {
            let $this = &mut self;
            $store;
            self
        }

        #[doc = concat!("Sets or clears [`", $crate::runtime::members::shown! $shown, "`](field@", stringify!($of), "::", $crate::runtime::members::shown! $shown, ").")]
        $($attr)*
        #[inline]
        pub fn $set(mut self, input: ::std::option::Option<$ty>) -> Self {
            self.$name = input;
            self
        }

        #[doc = concat!("Returns [`", $crate::runtime::members::shown! $shown, "`](field@", stringify!($of), "::", $crate::runtime::members::shown! $shown, ") as set so far.")]
        $($attr)*
        #[inline]
        pub fn $get(&self) -> &::std::option::Option<$ty> {
            &self.$name
        }
    };
    ($attr:tt $of:ident $name:ident $set:ident $get:ident: text) => {
        $crate::runtime::members::setter! {
            @ $attr "Sets" $of $name $set $get ::std::string::String,
            |this, input: impl ::std::convert::Into<::std::string::String>|
            this.$name = ::std::option::Option::Some(input.into())
        }
    };
    ($attr:tt $of:ident $name:ident $set:ident $get:ident: boxed($ty:ty)) => {
        $crate::runtime::members::setter! {
            @ $attr "Sets" $of $name $set $get ::std::boxed::Box<$ty>,
            |this, input: impl ::std::convert::Into<::std::boxed::Box<$ty>>|
            this.$name = ::std::option::Option::Some(input.into())
        }
    };
    ($attr:tt $of:ident $name:ident $set:ident $get:ident: list($($item:tt)+)) => {
        $crate::runtime::members::setter! {
            @ $attr "Appends an item to" $of $name $set $get
            ::std::vec::Vec<$crate::runtime::members::rust_type!($($item)+)>,
            |this, input: $crate::runtime::members::parameter!($($item)+)|
            this.$name.get_or_insert_default().push($crate::runtime::members::stored!($($item)+, input))
        }
    };
    ($attr:tt $of:ident $name:ident $set:ident $get:ident: map($key:tt, $($item:tt)+)) => {
        $crate::runtime::members::setter! {
            @ $attr "Inserts an entry into" $of $name $set $get
            $crate::runtime::members::rust_type!(map $key, $($item)+),
            |this, k: $crate::runtime::members::parameter!($key), v: $crate::runtime::members::parameter!($($item)+)|
            this.$name.get_or_insert_default().insert(
                $crate::runtime::members::stored!($key, k),
                $crate::runtime::members::stored!($($item)+, v),
            )
        }
    };
    ($attr:tt $of:ident $name:ident $set:ident $get:ident: $kind:ident($ty:ty)) => {
        $crate::runtime::members::setter! {
            @ $attr "Sets" $of $name $set $get $ty,
            |this, input: $ty| this.$name = ::std::option::Option::Some(input)
        }
    };
}
pub(crate) use setter;

/// The methods of a fluent builder, which pass on to the builder of the input.
#[cfg(feature = "client")]
macro_rules! fluent_members {
    ($at:literal $of:ident by $builder:ident { $($(#[$attr:meta])* $name:ident $(as $text:literal)?, $set:ident, $get:ident: $kind:ident $(($($arg:tt)*))?;)* }) => {
        impl $builder {
            $($crate::runtime::members::fluent_setter! {
                [($name $($text)?) $(#[$attr])*] $at $of $name $set $get: $kind $(($($arg)*))?
            })*
        }
    };
}
#[cfg(feature = "client")]
pub(crate) use fluent_members;

/// The three methods of a member on a fluent builder.
#[cfg(feature = "client")]
macro_rules! fluent_setter {
    (@ [$shown:tt $($attr:tt)*] $at:literal $verb:literal $of:ident $name:ident $set:ident $get:ident $ty:ty, $($parameter:ident: $type:ty),+) => {
        #[doc = concat!($verb, " [`", $crate::runtime::members::shown! $shown, "`](field@", $at, "::", stringify!($of), "::", $crate::runtime::members::shown! $shown, ").")]
        $($attr)*
        #[inline]
        pub fn $name(mut self, $($parameter: $type),+) -> Self {
            self.inner = self.inner.$name($($parameter),+);
            self
        }

        #[doc = concat!("Sets or clears [`", $crate::runtime::members::shown! $shown, "`](field@", $at, "::", stringify!($of), "::", $crate::runtime::members::shown! $shown, ").")]
        $($attr)*
        #[inline]
        pub fn $set(mut self, input: ::std::option::Option<$ty>) -> Self {
            self.inner = self.inner.$set(input);
            self
        }

        #[doc = concat!("Returns [`", $crate::runtime::members::shown! $shown, "`](field@", $at, "::", stringify!($of), "::", $crate::runtime::members::shown! $shown, ") as set so far.")]
        $($attr)*
        #[inline]
        pub fn $get(&self) -> &::std::option::Option<$ty> {
            self.inner.$get()
        }
    };
    ($attr:tt $at:literal $of:ident $name:ident $set:ident $get:ident: text) => {
        $crate::runtime::members::fluent_setter! {
            @ $attr $at "Sets" $of $name $set $get ::std::string::String,
            input: impl ::std::convert::Into<::std::string::String>
        }
    };
    ($attr:tt $at:literal $of:ident $name:ident $set:ident $get:ident: boxed($ty:ty)) => {
        $crate::runtime::members::fluent_setter! {
            @ $attr $at "Sets" $of $name $set $get ::std::boxed::Box<$ty>,
            input: impl ::std::convert::Into<::std::boxed::Box<$ty>>
        }
    };
    ($attr:tt $at:literal $of:ident $name:ident $set:ident $get:ident: list($($item:tt)+)) => {
        $crate::runtime::members::fluent_setter! {
            @ $attr $at "Appends an item to" $of $name $set $get
            ::std::vec::Vec<$crate::runtime::members::rust_type!($($item)+)>,
            input: $crate::runtime::members::parameter!($($item)+)
        }
    };
    ($attr:tt $at:literal $of:ident $name:ident $set:ident $get:ident: map($key:tt, $($item:tt)+)) => {
        $crate::runtime::members::fluent_setter! {
            @ $attr $at "Inserts an entry into" $of $name $set $get
            $crate::runtime::members::rust_type!(map $key, $($item)+),
            k: $crate::runtime::members::parameter!($key),
            v: $crate::runtime::members::parameter!($($item)+)
        }
    };
    ($attr:tt $at:literal $of:ident $name:ident $set:ident $get:ident: $kind:ident($ty:ty)) => {
        $crate::runtime::members::fluent_setter! { @ $attr $at "Sets" $of $name $set $get $ty, input: $ty }
    };
}
#[cfg(feature = "client")]
pub(crate) use fluent_setter;
