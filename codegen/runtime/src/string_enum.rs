//! Enums of strings: known values as variants, and one variant for the rest.

use std::fmt;

/// The text inside an `Unknown` variant. It says nothing but that text; match with `as_str()` of
/// the enum instead.
#[non_exhaustive]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// Keeps a text.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything that follows from the list of variants and their texts.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($name:ident, [$(($variant:ident, $text:literal)),* $(,)?]) => {
        impl $name {
            /// The text of this value.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// The texts of all values that this version of the crate knows.
            #[inline]
            pub const fn values() -> &'static [&'static str] {
                &[$($text),*]
            }

            /// The value of this text, or an error if this version of the crate does not know it.
            #[allow(unreachable_patterns, reason = "an enum may have no known values")]
            #[inline]
            pub fn try_parse(
                value: &str,
            ) -> ::std::result::Result<Self, $crate::error::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(value) => {
                        Err($crate::error::UnknownVariantError::new(value.as_str().to_owned()))
                    }
                    known => Ok(known),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown($crate::string_enum::UnknownVariantValue::new(
                        other,
                    )),
                }
            }
        }

        // Derived, it would be a function that nobody calls.
        impl ::std::cmp::Eq for $name {}

        $crate::string_enum_traits!($name);
    };
}

/// The traits of an enum of strings that need no list.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum_traits {
    ($name:ident) => {
        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        $crate::serde_traits!($name, Enum);
    };
}
