//! The two kinds of error enums: each operation has one of what can go wrong with it, the crate has
//! one of everything.
//!
//! The generated crate writes the variants, the macros here what follows from them: as few functions as there can
//! be, for each is compiled for each operation.

/// The error enum of an operation: its variants, constructors, questions and traits.
///
/// ```text
/// operation_error! {
///     GetThingsError of GetThings in crate::Error {
///         NotFoundException(NotFoundException), is_not_found_exception;
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! operation_error {
    ($name:ident of $operation:ident in $all:ty { $($variant:ident($exception:ty), $is:ident;)* }) => {
        $crate::error_enum! {
            #[doc = concat!("Why [`", stringify!($operation), "`](struct@", stringify!($operation), ") failed.")]
            $name of Some(<$operation as $crate::operation::any::AnyOperation>::NAME), source {
                $($variant($exception);)*
            }
        }

        $crate::error_methods! { $name { $($variant, $is;)* } }
        $crate::error_traits! { $name }
        $crate::error_parts! {
            $name in $all [$($crate::operation::exception::known::<$exception>()),*] { $($variant;)* }
        }
        $crate::error_of_all! { $name in $all { $($variant;)* } }
    };
}

/// The error of an event stream: the same, of a union of events and not of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! stream_error {
    ($name:ident of $events:literal in $all:ty { $($variant:ident($exception:ty) = $member:literal, $is:ident;)* }) => {
        $crate::error_enum! {
            #[doc = concat!("Why a stream of `", $events, "` ended.")]
            $name of Some($events), source { $($variant($exception);)* }
        }

        $crate::error_methods! { $name { $($variant, $is;)* } }
        $crate::error_traits! { $name }
        $crate::error_parts! {
            $name in $all [$(($member, <$exception as $crate::schema::Structure>::NAME)),*] { $($variant;)* }
        }
        $crate::error_of_all! { $name in $all { $($variant;)* } }
    };
}

/// The constructors and questions of an operation's error.
#[doc(hidden)]
#[macro_export]
macro_rules! error_methods {
    ($name:ident { $($variant:ident, $is:ident;)* }) => {
        impl $name {
            /// Creates the `Unhandled` variant from any error.
            #[inline]
            pub fn unhandled(
                err: impl ::std::convert::Into<
                    ::std::boxed::Box<
                        dyn ::std::error::Error
                            + ::std::marker::Send
                            + ::std::marker::Sync
                            + 'static,
                    >,
                >,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(err.into(), None))
            }

            /// Creates the `Unhandled` variant from error metadata.
            #[inline]
            pub fn generic(err: $crate::error::ErrorMetadata) -> Self {
                Self::Unhandled($crate::error::Unhandled::of(err))
            }

            /// The code, message and request id of this error, as far as there are any.
            #[inline]
            pub fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::operation::inner::ErrorEnum::inner(self).meta()
            }

            $(
                #[doc = concat!("Whether this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                #[inline]
                pub fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }
    };
}

/// What retries and others that know no operation ask its error, and make of others.
#[doc(hidden)]
#[macro_export]
macro_rules! error_traits {
    ($name:ident) => {
        impl $crate::export::aws_smithy_types::retry::ProvideErrorKind for $name {
            #[inline]
            fn retryable_error_kind(
                &self,
            ) -> ::std::option::Option<$crate::export::aws_smithy_types::retry::ErrorKind> {
                $crate::operation::inner::ErrorEnum::inner(self).kind()
            }

            #[inline]
            fn code(&self) -> ::std::option::Option<&str> {
                $crate::operation::inner::ErrorEnum::inner(self)
                    .meta()
                    .code()
            }
        }

        #[cfg(feature = "client")]
        impl $crate::export::aws_smithy_runtime_api::client::result::CreateUnhandledError
            for $name
        {
            #[inline]
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(source, meta))
            }
        }
    };
}

/// How an operation's error is made of that of the crate, which is read from a response.
#[doc(hidden)]
#[macro_export]
macro_rules! error_parts {
    ($name:ident in $all:ty [$($known:expr),*] { $($variant:ident;)* }) => {
        impl $crate::operation::error::OperationError for $name {
            type All = $all;
            const KNOWN: &'static [$crate::operation::exception::Known] = &[$($known),*];

            fn of(all: $all) -> Self {
                // A variant is found through the name of a type only.
                type All = $all;
                match all {
                    $(All::$variant(inner) => Self::$variant(inner),)*
                    other => Self::Unhandled(
                        $crate::operation::error::ServiceError::into_unhandled(other),
                    ),
                }
            }
        }
    };
}

/// How the error of the crate is made of an operation's.
#[doc(hidden)]
#[macro_export]
macro_rules! error_of_all {
    ($name:ident in $all:ty { $($variant:ident;)* }) => {
        impl ::std::convert::From<$name> for $all {
            #[inline]
            fn from(err: $name) -> Self {
                match err {
                    $($name::$variant(inner) => Self::$variant(inner),)*
                    $name::Unhandled(inner) => Self::Unhandled(inner),
                }
            }
        }

        #[cfg(feature = "client")]
        impl<R> ::std::convert::From<$crate::error::SdkError<$name, R>> for $all
        where
            R: ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug + 'static,
        {
            fn from(err: $crate::error::SdkError<$name, R>) -> Self {
                $crate::operation::error::of_call(err)
            }
        }
    };
}

/// The error enum of the crate: its variants and traits.
#[doc(hidden)]
#[macro_export]
macro_rules! service_error {
    ($name:ident { $($variant:ident($exception:ty);)* }) => {
        $crate::error_enum! {
            /// Any error of any operation of this crate.
            $name of None, source_of_all { $($variant($exception);)* }
        }

        $crate::service_error_reader! { $name { $($variant($exception);)* } }

        impl ::std::convert::From<$crate::error::BuildError> for $name {
            fn from(err: $crate::error::BuildError) -> Self {
                Self::Unhandled(err.into())
            }
        }
    };
}

/// How any exception of the crate is read.
#[doc(hidden)]
#[macro_export]
macro_rules! service_error_reader {
    ($name:ident { $($variant:ident($exception:ty);)* }) => {
        impl $crate::operation::error::ServiceError for $name {
            const KNOWN: &'static [$crate::operation::exception::Known] =
                &[$($crate::operation::exception::known::<$exception>()),*];

            #[allow(unused_variables, reason = "a slice may have no exceptions at all")]
            fn modeled<B: $crate::protocol::ErrorBody>(
                name: &str,
                body: &B,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> ::std::result::Result<Self, $crate::error::BoxError> {
                $(
                    if name == <$exception as $crate::schema::Structure>::NAME {
                        return match $crate::operation::exception::read(body, meta) {
                            Ok(inner) => Ok(Self::$variant(inner)),
                            Err(error) => Err(error),
                        };
                    }
                )*
                Err(::std::convert::Into::into(name))
            }

            fn unhandled(unhandled: $crate::error::Unhandled) -> Self {
                Self::Unhandled(unhandled)
            }

            fn into_unhandled(self) -> $crate::error::Unhandled {
                match self {
                    $(Self::$variant(inner) => $crate::error::Unhandled::new(inner.into(), None),)*
                    Self::Unhandled(inner) => inner,
                }
            }
        }
    };
}

/// What both kinds of error enums have: a variant for each exception, and what is in it.
#[doc(hidden)]
#[macro_export]
macro_rules! error_enum {
    (
        $(#[$docs:meta])*
        $name:ident of $operation:expr, $source:ident { $($variant:ident($exception:ty);)* }
    ) => {
        $(#[$docs])*
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum $name {
            $(
                #[doc = concat!("See [`", stringify!($variant), "`](struct@", stringify!($exception), ").")]
                $variant($exception),
            )*
            /// Anything else: an error that the model does not have, or no answer of the service.
            #[deprecated(note = "match on a wildcard and use `code` and `message` of `ProvideErrorMetadata`: \
                                 this variant may become a known one")]
            Unhandled($crate::error::Unhandled),
        }

        impl $crate::operation::inner::ErrorEnum for $name {
            const OPERATION: ::std::option::Option<&'static str> = $operation;

            fn inner(&self) -> $crate::operation::inner::Inner<'_> {
                match self {
                    $(Self::$variant(inner) => $crate::operation::inner::Inner::Exception(inner),)*
                    Self::Unhandled(inner) => $crate::operation::inner::Inner::Unhandled(inner),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::operation::inner::ErrorEnum::inner(self).fmt(f)
            }
        }

        impl ::std::error::Error for $name {
            fn source(
                &self,
            ) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::operation::inner::ErrorEnum::inner(self).$source()
            }
        }

        $crate::extended_id!($name);

        impl $crate::error::ProvideErrorMetadata for $name {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::operation::inner::ErrorEnum::inner(self).meta()
            }
        }

        #[cfg(feature = "client")]
        impl $crate::export::aws_types::request_id::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::operation::inner::ErrorEnum::inner(self).meta().request_id()
            }
        }
    };
}
