//! Structures that hold a stream: inputs and outputs. They cannot be copied, compared or kept.

/// An input or output one of whose fields holds a stream.
#[doc(hidden)]
#[macro_export]
macro_rules! streaming_members {
    (
        $(#[$meta:meta])* ($field:ident: $stream:ty)
        input $of:ident by $builder:ident for $($($fluent:ident)::+),+
        -> $built:ident $(<$result:ident>)? $(requires $($required:ident),+)?
        [$($number:literal)*] { $($rows:tt)* }
    ) => {
        $crate::builder! { $(#[$meta])* $of by $builder {} { $($rows)* } }
        $crate::build! {
            $of by $builder -> $built $(<$result>)? $(requires $($required),+)?
        }
        $crate::schema! { $of by $builder [$($number)*] {} {} { $($rows)* } }
        $crate::holder! { $of by $builder, $field: $stream }
        $crate::fluent_members! { by { $($($fluent)::+),+ } { $($rows)* } }
    };
    (
        $(#[$meta:meta])* ($field:ident: $stream:ty)
        output extended $of:ident by $builder:ident
        -> $built:ident $(<$result:ident>)? $(requires $($required:ident),+)?
        $(fills($($filled:ident = $value:expr),+))?
        [$($number:literal)*] { $($rows:tt)* }
    ) => {
        $crate::builder! {
            $(#[$meta])* $of by $builder
            {
                _extended_request_id: ::std::option::Option<::std::string::String>,
                _request_id: ::std::option::Option<::std::string::String>
            } { $($rows)* }
        }
        $crate::build! {
            $of by $builder -> $built $(<$result>)? $(requires $($required),+)?
        }
        $crate::schema! {
            $of by $builder [$($number)*] {
                _extended_request_id: ::std::convert::identity,
                _request_id: ::std::convert::identity
            } { $($($filled = $value),+)? } { $($rows)* }
        }
        $crate::holder! { $of by $builder, $field: $stream }
        $crate::operation_output!($of extended);
    };
    (
        $(#[$meta:meta])* ($field:ident: $stream:ty)
        output $of:ident by $builder:ident
        -> $built:ident $(<$result:ident>)? $(requires $($required:ident),+)?
        $(fills($($filled:ident = $value:expr),+))? [$($number:literal)*] { $($rows:tt)* }
    ) => {
        $crate::builder! {
            $(#[$meta])* $of by $builder
            { _request_id: ::std::option::Option<::std::string::String> } { $($rows)* }
        }
        $crate::build! {
            $of by $builder -> $built $(<$result>)? $(requires $($required),+)?
        }
        $crate::schema! {
            $of by $builder [$($number)*] { _request_id: ::std::convert::identity } { $($($filled = $value),+)? }
            { $($rows)* }
        }
        $crate::holder! { $of by $builder, $field: $stream }
        $crate::operation_output!($of);
    };
}
