//! Outputs: structures with the id of the request beside their members.

use crate::schema::Structure;
use std::fmt::Debug;

/// The output of an operation.
pub trait OperationOutput: Structure + Debug + Send + Sync + 'static {
    #[doc(hidden)]
    fn set_request_id(&mut self, id: Option<String>);
}

/// What makes a structure the output of an operation. It has the field `_request_id`.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_output {
    ($name:ident) => {
        impl $crate::operation::output::OperationOutput for $name {
            fn set_request_id(&mut self, id: ::std::option::Option<::std::string::String>) {
                self._request_id = id;
            }
        }

        #[cfg(feature = "client")]
        impl $crate::export::aws_types::request_id::RequestId for $name {
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}
