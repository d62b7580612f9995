//! The two kinds of error enums: each operation has one of what can go wrong with it, the crate has
//! one of everything.
//!
//! The generated crate writes the variants, the macros here what follows from them.

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
            $name { $($variant($exception);)* }
        }

        $crate::error_methods! { $name { $($variant, $is;)* } }
        $crate::error_reader! { $name of $operation in $all { $($variant($exception);)* } }
        $crate::error_kind! { $name { $($variant($exception);)* } }
        $crate::error_conversions! { $name to $all { $($variant;)* } }
    };
}

/// The error of an event stream: the same, of a union of events and not of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! stream_error {
    ($name:ident of $events:literal in $all:ty { $($variant:ident($exception:ty) = $member:literal, $is:ident;)* }) => {
        $crate::error_enum! {
            #[doc = concat!("Why a stream of `", $events, "` ended.")]
            $name { $($variant($exception);)* }
        }

        impl $crate::operation::error::OperationError for $name {
            const OPERATION: &'static str = $events;

            fn modeled<B: $crate::protocol::ErrorBody>(
                meta: $crate::error::ErrorMetadata,
                body: &B,
            ) -> ::std::result::Result<Self, $crate::error::BoxError> {
                match body.name() {
                    $(Some($member) => {
                        $crate::operation::exception::read(body, Some(meta)).map(Self::$variant)
                    })*
                    _ => Ok(Self::generic(meta)),
                }
            }

            fn from_source(source: $crate::error::BoxError) -> Self {
                source.downcast().map_or_else(Self::unhandled, |own| *own)
            }
        }

        $crate::error_methods! { $name { $($variant, $is;)* } }
        $crate::error_kind! { $name { $($variant($exception);)* } }
        $crate::error_conversions! { $name to $all { $($variant;)* } }
    };
}

/// The constructors and questions of an operation's error, and its source.
#[doc(hidden)]
#[macro_export]
macro_rules! error_methods {
    ($name:ident { $($variant:ident, $is:ident;)* }) => {
        impl $name {
            /// Creates the `Unhandled` variant from any error.
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
            pub fn generic(err: $crate::error::ErrorMetadata) -> Self {
                Self::Unhandled($crate::error::Unhandled::of(err))
            }

            /// The code, message and request id of this error, as far as there are any.
            pub fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::ProvideErrorMetadata::meta(self)
            }

            $(
                #[doc = concat!("Whether this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                #[inline]
                pub fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }

        impl ::std::error::Error for $name {
            fn source(
                &self,
            ) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    $(Self::$variant(inner) => Some(inner),)*
                    Self::Unhandled(inner) => Some(&*inner.source),
                }
            }
        }
    };
}

/// How an operation's error is made of a response.
#[doc(hidden)]
#[macro_export]
macro_rules! error_reader {
    ($name:ident of $operation:ident in $all:ty { $($variant:ident($exception:ty);)* }) => {
        impl $crate::operation::error::OperationError for $name {
            const OPERATION: &'static str =
                <$operation as $crate::operation::any::AnyOperation>::NAME;

            fn modeled<B: $crate::protocol::ErrorBody>(
                meta: $crate::error::ErrorMetadata,
                body: &B,
            ) -> ::std::result::Result<Self, $crate::error::BoxError> {
                use $crate::operation::exception::{Known, find, known};
                const KNOWN: &[Known] = &[$(known::<$exception>()),*];
                let Some(name) = find(KNOWN, &meta, body.name()) else {
                    return Ok(match <$all>::modeled_elsewhere(&meta, body) {
                        Some(source) => {
                            Self::Unhandled($crate::error::Unhandled::new(source, Some(meta)))
                        }
                        None => Self::generic(meta),
                    });
                };
                // A variant is found through the name of a type only.
                type Any = $all;
                Ok(match Any::modeled(name, body, Some(meta))? {
                    $(Any::$variant(inner) => Self::$variant(inner),)*
                    other => Self::unhandled(other),
                })
            }

            fn from_source(source: $crate::error::BoxError) -> Self {
                source.downcast().map_or_else(Self::unhandled, |own| *own)
            }
        }
    };
}

/// What an operation's error tells of itself.
#[doc(hidden)]
#[macro_export]
macro_rules! error_kind {
    ($name:ident { $($variant:ident($exception:ty);)* }) => {
        impl $crate::export::aws_smithy_types::retry::ProvideErrorKind for $name {
            fn retryable_error_kind(
                &self,
            ) -> ::std::option::Option<$crate::export::aws_smithy_types::retry::ErrorKind> {
                match self {
                    $(Self::$variant(_) => {
                        <$exception as $crate::operation::exception::Exception>::RETRYABLE
                    })*
                    Self::Unhandled(_) => None,
                }
            }

            fn code(&self) -> ::std::option::Option<&str> {
                self.meta().code()
            }
        }

        impl $crate::operation::details::Described for $name {
            fn operation(&self) -> ::std::option::Option<&'static str> {
                Some(<Self as $crate::operation::error::OperationError>::OPERATION)
            }

            fn details(&self) -> $crate::operation::details::Members {
                match self {
                    $(Self::$variant(inner) => $crate::operation::details::Members::of(inner),)*
                    Self::Unhandled(_) => ::std::default::Default::default(),
                }
            }

            fn kind(
                &self,
            ) -> ::std::option::Option<$crate::export::aws_smithy_types::retry::ErrorKind> {
                $crate::export::aws_smithy_types::retry::ProvideErrorKind::retryable_error_kind(self)
            }
        }
    };
}

/// What an operation's error becomes, and becomes of others.
#[doc(hidden)]
#[macro_export]
macro_rules! error_conversions {
    ($name:ident to $all:ty { $($variant:ident;)* }) => {
        #[cfg(feature = "client")]
        impl $crate::export::aws_smithy_runtime_api::client::result::CreateUnhandledError for $name {
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(source, meta))
            }
        }

        impl ::std::convert::From<$name> for $all {
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
                match err {
                    $crate::error::SdkError::ServiceError(context) => {
                        Self::from(context.into_err())
                    }
                    other => {
                        let meta = $crate::error::ProvideErrorMetadata::meta(&other).clone();
                        Self::Unhandled($crate::error::Unhandled::new(other.into(), Some(meta)))
                    }
                }
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
            $name { $($variant($exception);)* }
        }

        $crate::service_error_reader! { $name { $($variant($exception);)* } }

        impl ::std::error::Error for $name {
            fn source(
                &self,
            ) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    $(Self::$variant(inner) => ::std::error::Error::source(inner),)*
                    Self::Unhandled(inner) => Some(&*inner.source),
                }
            }
        }

        impl $crate::operation::details::Described for $name {
            fn details(&self) -> $crate::operation::details::Members {
                match self {
                    $(Self::$variant(inner) => $crate::operation::details::Members::of(inner),)*
                    Self::Unhandled(_) => ::std::default::Default::default(),
                }
            }
        }

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
        impl $name {
            /// The exception whose structure has that name.
            #[allow(unused_variables, reason = "a slice may have no exceptions at all")]
            pub(crate) fn modeled<B: $crate::protocol::ErrorBody>(
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

            /// The exception of that code, without metadata, for operations whose model does not have it.
            pub(crate) fn modeled_elsewhere<B: $crate::protocol::ErrorBody>(
                meta: &$crate::error::ErrorMetadata,
                body: &B,
            ) -> ::std::option::Option<$crate::error::BoxError> {
                use $crate::operation::exception::{Known, find, known};
                const KNOWN: &[Known] = &[$(known::<$exception>()),*];
                let name = find(KNOWN, meta, body.name())?;
                Some(match Self::modeled(name, body, None).ok()? {
                    $(Self::$variant(inner) => inner.into(),)*
                    Self::Unhandled(inner) => inner.source,
                })
            }
        }
    };
}

/// What both kinds of error enums have: a variant for each exception, and its own words.
#[doc(hidden)]
#[macro_export]
macro_rules! error_enum {
    ($(#[$docs:meta])* $name:ident { $($variant:ident($exception:ty);)* }) => {
        $(#[$docs])*
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum $name {
            $(
                #[doc = concat!("See [`", stringify!($variant), "`](struct@", stringify!($exception), ").")]
                $variant($exception),
            )*
            /// Anything else: an error that the model does not have, or no answer of the service.
            #[deprecated(
                note = "match on a wildcard and use `code` and `message` of `ProvideErrorMetadata`: \
                        this variant may become a known one"
            )]
            Unhandled($crate::error::Unhandled),
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(inner) => ::std::fmt::Display::fmt(inner, f),)*
                    Self::Unhandled(inner) => inner.fmt_display(f),
                }
            }
        }

        $crate::extended_id!($name);

        impl $crate::error::ProvideErrorMetadata for $name {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                match self {
                    $(Self::$variant(inner) => {
                        $crate::error::ProvideErrorMetadata::meta(inner)
                    })*
                    Self::Unhandled(inner) => &inner.meta,
                }
            }
        }

        #[cfg(feature = "client")]
        impl $crate::export::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::ProvideErrorMetadata::meta(self).request_id()
            }
        }

    };
}
