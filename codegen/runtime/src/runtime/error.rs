//! Errors: the parts that all have in common, and the impls of the two kinds of error enums.
//!
//! Each operation has an enum of what can go wrong with it, the crate has one of everything.
//! The host writes the variants, the macros here what follows from them.

pub(crate) use public::*;

use std::fmt;

/// What `crate::error` shows to everybody.
pub mod public {
    #[cfg(feature = "client")]
    pub use aws_smithy_runtime_api::box_error::BoxError;
    #[cfg(feature = "client")]
    pub use aws_smithy_runtime_api::client::result::ConnectorError;
    pub use aws_smithy_types::error::display::DisplayErrorContext;
    pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
    pub use aws_smithy_types::error::operation::BuildError;

    #[cfg(feature = "client")]
    pub use crate::runtime::report::CountAttempts;
    pub use crate::runtime::report::{ErrorReport, Report};

    /// Any error.
    #[cfg(not(feature = "client"))]
    pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

    /// What a call returns when it fails: `E` if the service says so, other variants if not.
    #[cfg(feature = "client")]
    pub type SdkError<E, R = aws_smithy_runtime_api::client::orchestrator::HttpResponse> =
        aws_smithy_runtime_api::client::result::SdkError<E, R>;

    /// A text is not the value of any variant of an enum.
    #[derive(Debug)]
    pub struct UnknownVariantError {
        value: String,
    }

    impl UnknownVariantError {
        pub(crate) fn new(value: String) -> Self {
            Self { value }
        }
    }

    impl std::fmt::Display for UnknownVariantError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "unknown enum variant: '{}'", self.value)
        }
    }

    impl std::error::Error for UnknownVariantError {}
}

/// What is inside an `Unhandled` variant. Ask the error for its code and message with
/// [`ProvideErrorMetadata`] instead of looking here.
#[derive(Debug)]
pub struct Unhandled {
    pub(crate) source: BoxError,
    pub(crate) meta: ErrorMetadata,
}

impl Unhandled {
    pub(crate) fn fmt_display(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meta.code() {
            Some(code) => write!(f, "unhandled error ({code})"),
            None => f.write_str("unhandled error"),
        }
    }
}

/// The error enum of an operation: its variants, constructors, questions and traits.
///
/// ```text
/// operation_error! {
///     GetThingsError of GetThings {
///         NotFoundException, is_not_found_exception;
///     }
/// }
/// ```
macro_rules! operation_error {
    ($name:ident of $operation:ident { $($variant:ident, $is:ident;)* }) => {
        $crate::runtime::error::error_enum! {
            #[doc = concat!("Why [`", stringify!($operation), "`](struct@", stringify!($operation), ") failed.")]
            $name { $($variant;)* }
        }

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
                Self::Unhandled($crate::runtime::error::Unhandled {
                    source: err.into(),
                    meta: ::std::default::Default::default(),
                })
            }

            /// Creates the `Unhandled` variant from error metadata.
            pub fn generic(err: $crate::runtime::error::ErrorMetadata) -> Self {
                Self::Unhandled($crate::runtime::error::Unhandled {
                    source: err.clone().into(),
                    meta: err,
                })
            }

            /// The code, message and request id of this error, as far as there are any.
            pub fn meta(&self) -> &$crate::runtime::error::ErrorMetadata {
                $crate::runtime::error::ProvideErrorMetadata::meta(self)
            }

            $(
                #[doc = concat!("Whether this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
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

        impl $crate::runtime::operation::OperationError for $name {
            const OPERATION: &'static str =
                <$operation as $crate::runtime::operation::Operation>::NAME;

            fn modeled(
                meta: $crate::runtime::error::ErrorMetadata,
                body: &$crate::meta::protocol::ErrorBody<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::error::BoxError> {
                let code = meta.code().unwrap_or_default();
                $(
                    if $crate::runtime::exception::is(
                        <$crate::types::error::$variant as $crate::runtime::exception::Exception>::CODE,
                        code,
                        body,
                    ) {
                        return $crate::runtime::exception::read(body, meta).map(Self::$variant);
                    }
                )*
                Ok(match $crate::Error::modeled_elsewhere(code, body) {
                    Some(source) => Self::Unhandled($crate::runtime::error::Unhandled {
                        source,
                        meta,
                    }),
                    None => Self::generic(meta),
                })
            }

            fn from_source(source: $crate::runtime::error::BoxError) -> Self {
                source.downcast().map_or_else(Self::unhandled, |own| *own)
            }
        }

        impl ::aws_smithy_types::retry::ProvideErrorKind for $name {
            fn retryable_error_kind(
                &self,
            ) -> ::std::option::Option<::aws_smithy_types::retry::ErrorKind> {
                match self {
                    $(Self::$variant(_) => {
                        <$crate::types::error::$variant as $crate::runtime::exception::Exception>::RETRYABLE
                    })*
                    Self::Unhandled(_) => None,
                }
            }

            fn code(&self) -> ::std::option::Option<&str> {
                self.meta().code()
            }
        }

        #[cfg(feature = "client")]
        impl ::aws_smithy_runtime_api::client::result::CreateUnhandledError for $name {
            fn create_unhandled_error(
                source: $crate::runtime::error::BoxError,
                meta: ::std::option::Option<$crate::runtime::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::runtime::error::Unhandled {
                    source,
                    meta: meta.unwrap_or_default(),
                })
            }
        }

        impl ::std::convert::From<$name> for $crate::Error {
            fn from(err: $name) -> Self {
                match err {
                    $($name::$variant(inner) => Self::$variant(inner),)*
                    $name::Unhandled(inner) => Self::Unhandled(inner),
                }
            }
        }

        #[cfg(feature = "client")]
        impl<R> ::std::convert::From<$crate::runtime::error::SdkError<$name, R>> for $crate::Error
        where
            R: ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug + 'static,
        {
            fn from(err: $crate::runtime::error::SdkError<$name, R>) -> Self {
                match err {
                    $crate::runtime::error::SdkError::ServiceError(context) => {
                        Self::from(context.into_err())
                    }
                    other => Self::Unhandled($crate::runtime::error::Unhandled {
                        meta: $crate::runtime::error::ProvideErrorMetadata::meta(&other).clone(),
                        source: other.into(),
                    }),
                }
            }
        }
    };
}
pub(crate) use operation_error;

/// The error enum of the crate: its variants and traits.
macro_rules! service_error {
    ($name:ident { $($variant:ident;)* }) => {
        $crate::runtime::error::error_enum! {
            /// Any error of any operation of this crate.
            $name { $($variant;)* }
        }

        impl $name {
            /// An exception of that code, for operations whose model does not have it.
            #[allow(unused_variables, reason = "a slice may have no exceptions at all")]
            pub(crate) fn modeled_elsewhere(
                code: &str,
                body: &$crate::meta::protocol::ErrorBody<'_>,
            ) -> ::std::option::Option<$crate::runtime::error::BoxError> {
                $(
                    if $crate::runtime::exception::is(
                        <$crate::types::error::$variant as $crate::runtime::exception::Exception>::CODE,
                        code,
                        body,
                    ) {
                        return $crate::runtime::exception::read_bare::<$crate::types::error::$variant>(body);
                    }
                )*
                None
            }
        }

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

        impl $crate::runtime::report::Report for $name {
            fn report(&self) -> $crate::runtime::report::ErrorReport {
                $crate::runtime::report::ErrorReport::of(self)
            }
        }

        impl ::std::convert::From<$crate::runtime::error::BuildError> for $name {
            fn from(err: $crate::runtime::error::BuildError) -> Self {
                Self::Unhandled($crate::runtime::error::Unhandled {
                    source: err.into(),
                    meta: ::std::default::Default::default(),
                })
            }
        }
    };
}
pub(crate) use service_error;

/// What both kinds of error enums have: a variant for each exception, and its own words.
macro_rules! error_enum {
    ($(#[$docs:meta])* $name:ident { $($variant:ident;)* }) => {
        $(#[$docs])*
        #[non_exhaustive]
        #[derive(Debug)]
        pub enum $name {
            $(
                #[doc = concat!("See [`", stringify!($variant), "`](crate::types::error::", stringify!($variant), ").")]
                $variant($crate::types::error::$variant),
            )*
            /// Anything else: an error that the model does not have, or no answer of the service.
            #[deprecated(
                note = "match on a wildcard and use `code` and `message` of `ProvideErrorMetadata`: \
                        this variant may become a known one"
            )]
            Unhandled($crate::runtime::error::Unhandled),
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(inner) => ::std::fmt::Display::fmt(inner, f),)*
                    Self::Unhandled(inner) => inner.fmt_display(f),
                }
            }
        }

        impl $crate::runtime::error::ProvideErrorMetadata for $name {
            fn meta(&self) -> &$crate::runtime::error::ErrorMetadata {
                match self {
                    $(Self::$variant(inner) => {
                        $crate::runtime::error::ProvideErrorMetadata::meta(inner)
                    })*
                    Self::Unhandled(inner) => &inner.meta,
                }
            }
        }

        #[cfg(feature = "client")]
        impl ::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::runtime::error::ProvideErrorMetadata::meta(self).request_id()
            }
        }

        impl $crate::runtime::report::Details for $name {
            fn details(&self) -> $crate::runtime::report::Members {
                match self {
                    $(Self::$variant(inner) => $crate::runtime::report::Members::of(inner),)*
                    Self::Unhandled(_) => ::std::default::Default::default(),
                }
            }
        }
    };
}
pub(crate) use error_enum;
