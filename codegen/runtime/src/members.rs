//! What a structure needs, from one row a member: accessors, the builder and its methods, how the members
//! are read and written, and serde's traits if they are asked for.
//!
//! ```text
//! members! {
//!     Disk inside DiskBuilder -> Self [0 1 2 3] {
//!         /// [`name`](field@Disk::name).
//!         name, set_name, get_name: text(String) = "name" Plain;
//!         /// [`size_in_gb`](field@Disk::size_in_gb).
//!         size_in_gb, set_size_in_gb, get_size_in_gb: copy(i32) = "sizeInGb" Integer;
//!         /// [`tags`](field@Disk::tags).
//!         tags, set_tags, get_tags: list(Tag) = "tags" List<Structure>;
//!         /// [`version`](field@Disk::version).
//!         version, set_version, get_version: text(String) = "Version" in Query "version" Plain;
//!     }
//! }
//! ```
//!
//! A row has the field with its setter and getter, its kind, its name in the model, where it is and its
//! codec. `in` names the part of the message (a variant of `At`) and the name there; without it the member
//! is in the body under its own name. `/ "member"` after that, or `/ "key" / "value"`, are names inside the
//! value. The kind decides how the member is got and set, as in the official crates:
//!
//! | kind | accessor | setter takes |
//! |---|---|---|
//! | `text(String)` | `Option<&str>` | `impl Into<String>` |
//! | `copy(T)` | `Option<T>` | `T` |
//! | `value(T)` | `Option<&T>` | `T` |
//! | `boxed(T)` | `Option<&T>` | `impl Into<Box<T>>` |
//! | `list(T)` | `&[T]` | one `T`, appended |
//! | `map(K, V)` | `Option<&HashMap<K, V>>` | one entry, inserted |
//!
//! In lists and maps `as String` is a string that a setter converts. `[or zero]` before the colon says that the
//! structure's field is no `Option`, and what stands there if the wire has no value.
//!
//! Attributes before a member go onto its methods. The documentation of each begins with its verb, and what stands
//! before the member ends that sentence: the link to the field, written out. Macros that made it of the names, for
//! seven methods a member, took a third of the time and memory of expanding a crate; for the same reason what is done
//! for each member is a repetition, and never a macro for one member.
//!
//! `inside` says that the builder holds the structure itself: nearly no structure has a member that its builder
//! lacks. Where one does (`[or zero]`, a stream, the metadata of an exception) it is `by`, with a builder that has
//! fields of its own.
//!
//! Before the name of the structure stands what it is besides:
//!
//! - `output` has a request id, `output extended` has two.
//! - `exception("Code", None)` is an error of that code, with metadata. `Some(kind)` says that the call is worth
//!   another try. A third word is the name that it is printed under, if that is not its own.
//! - `stream(body: ByteStream)`, before all that, says which field holds a stream. There are no `Clone`, no
//!   `PartialEq` and no traits of serde then.
//! - `input`, with `for module::FluentBuilder`, gives the methods of the builder to others that have it inside.
//!
//! The brackets number the rows: a format reads a member by the number of its row.
//!
//! After the arrow stands what `build` gives: `Self` or `Result<Self>`. `requires key, value` names the members
//! without which it fails, and `fills(source = Source::Unknown)` what is read where a response lacks a
//! member that the model requires.

/// A string, in a file that has another type of that name.
pub type Text = String;

pub mod accessors;
pub mod builder;
mod schema;
pub mod setters;
mod streaming;
mod variants;

/// A structure of one of four roles: an input, an output, an exception, or any other.
#[doc(hidden)]
#[macro_export]
macro_rules! members {
    (
        $(#[$meta:meta])*
        input $of:ident $how:ident $builder:ident for $($($fluent:ident)::+),+
        -> $built:ident $(<$result:ident>)? [$($number:literal)*] { $($rows:tt)* }
    ) => {
        $crate::structure! {
            $(#[$meta])* $of $how $builder hiding {} -> $built $(<$result>)? [$($number)*] { $($rows)* }
        }
        $crate::fluent_members! { $how { $($($fluent)::+),+ } { $($rows)* } }
    };
    ($(#[$meta:meta])* stream($field:ident: $stream:ty) $($rest:tt)*) => {
        $crate::streaming_members! { $(#[$meta])* ($field: $stream) $($rest)* }
    };
    ($(#[$meta:meta])* output extended $of:ident $how:ident $builder:ident $($rest:tt)*) => {
        $crate::structure! {
            $(#[$meta])* $of $how $builder
            hiding {
                _extended_request_id: ::std::option::Option<::std::string::String> =
                    ::std::convert::identity;
                _request_id: ::std::option::Option<::std::string::String> = ::std::convert::identity
            }
            $($rest)*
        }
        $crate::operation_output!($of extended);
    };
    ($(#[$meta:meta])* output $of:ident $how:ident $builder:ident $($rest:tt)*) => {
        $crate::structure! {
            $(#[$meta])* $of $how $builder
            hiding {
                _request_id: ::std::option::Option<::std::string::String> = ::std::convert::identity
            }
            $($rest)*
        }
        $crate::operation_output!($of);
    };
    (
        $(#[$meta:meta])*
        exception($code:literal, $retryable:expr $(, $shown:literal)?) $of:ident by $builder:ident $($rest:tt)*
    ) => {
        $crate::structure! {
            $(#[$meta])* $of by $builder
            hiding {
                meta: ::std::option::Option<$crate::error::ErrorMetadata> =
                    ::std::option::Option::unwrap_or_default
            }
            $($rest)*
        }
        $crate::exception!($of by $builder, $code, $retryable $(, $shown)?);
    };
    ($(#[$meta:meta])* $of:ident $how:ident $builder:ident $($rest:tt)*) => {
        $crate::structure! { $(#[$meta])* $of $how $builder hiding {} $($rest)* }
    };
}

/// What structures of all roles have. `hiding` names fields that are no members, how the builder has them
/// and how the structure gets them from there.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (
        $(#[$meta:meta])* $of:ident $how:ident $builder:ident
        hiding { $($hidden:ident: $type:ty = $finish:path);* }
        -> $built:ident $(<$result:ident>)? $(requires $($required:ident),+)?
        $(fills($($filled:ident = $value:expr),+))?
        [$($number:literal)*] { $($rows:tt)* }
    ) => {
        $crate::builder! {
            #[derive(Clone, PartialEq)] $(#[$meta])* $of $how $builder { $($hidden: $type),* } { $($rows)* }
        }
        $crate::build! {
            $of by $builder -> $built $(<$result>)? $(requires $($required),+)?
        }
        $crate::schema! {
            $of $how $builder [$($number)*] { $($hidden: $finish),* } { $($($filled = $value),+)? } { $($rows)* }
        }
        $crate::serde_traits!($of, Structure);
    };
}
