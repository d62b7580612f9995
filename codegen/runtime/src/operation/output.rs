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

/// An id that outlives the response.
pub fn owned(id: Option<&str>) -> Option<String> {
    id.map(str::to_owned)
}

/// What makes a structure the output of an operation. It has the field `_request_id`.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_output {
    ($name:ident extended) => {
        impl $crate::operation::output::OperationOutput for $name {
            fn set_ids(&mut self, head: &$crate::http::Head<'_>) {
                self._request_id = $crate::operation::output::owned(head.request_id());
                self._extended_request_id =
                    $crate::operation::output::owned($crate::operation::extended::of(head));
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
                self._request_id = $crate::operation::output::owned(head.request_id());
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
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}
