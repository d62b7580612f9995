//! Outputs: structures with the id of the request beside their members.

use crate::http::Head;
use crate::schema::Structure;
use std::fmt::Debug;

/// The output of an operation.
pub trait OperationOutput: Structure + Debug + Send + Sync + 'static {
    /// Takes the id of the request, and that beside it if there is one.
    #[doc(hidden)]
    fn set_ids(&mut self, head: &Head<'_>);
}

/// What makes a structure the output of an operation. It has the field `_request_id`.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_output {
    ($name:ident extended) => {
        impl $crate::operation::output::OperationOutput for $name {
            fn set_ids(&mut self, head: &$crate::http::Head<'_>) {
                self._request_id = head.request_id().map(::std::convert::Into::into);
                self._extended_request_id =
                    $crate::operation::extended::of(head).map(::std::convert::Into::into);
            }
        }

        impl $crate::operation::extended::RequestIdExt for $name {
            fn extended_request_id(&self) -> ::std::option::Option<&str> {
                self._extended_request_id.as_deref()
            }
        }

        $crate::request_id!($name);
    };
    ($name:ident) => {
        impl $crate::operation::output::OperationOutput for $name {
            fn set_ids(&mut self, head: &$crate::http::Head<'_>) {
                self._request_id = head.request_id().map(::std::convert::Into::into);
            }
        }

        $crate::request_id!($name);
    };
}

/// The id of a request, which its output has.
#[doc(hidden)]
#[macro_export]
macro_rules! request_id {
    ($name:ident) => {
        #[cfg(feature = "client")]
        impl $crate::export::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}
