//! Services and their operations, whatever the bodies are.

use super::error::OperationError;
use crate::protocol::Protocol;
use crate::service::{Facts, Route};
use std::fmt::Debug;

/// A service. A generated crate implements it for one marker type, `crate::meta::…`.
pub trait Service: Copy + Debug + Default + Send + Sync + 'static {
    /// What is known of it.
    #[doc(hidden)]
    const FACTS: &'static Facts;

    /// The protocol that it is called by.
    #[doc(hidden)]
    type Protocol: Protocol;
}

/// The protocol of an operation.
pub(super) type ProtocolOf<O> = <<O as AnyOperation>::Service as Service>::Protocol;

/// An operation of a service, whatever its bodies are: a name, and the types of what goes in and out.
///
/// The marker types of a generated crate implement it, and nothing else should.
pub trait AnyOperation: Sized + Debug + Send + Sync + 'static {
    /// The service that it is an operation of.
    type Service: Service;

    /// The name of the operation in the API.
    const NAME: &'static str;

    /// Where its requests go, behind the endpoint.
    #[doc(hidden)]
    const ROUTE: Route = Route::ROOT;

    /// What the start tag of its input says, where that is XML.
    #[doc(hidden)]
    const ELEMENT: &'static str = "";

    /// What the root element of a response is called, where that is XML and the model says it.
    #[doc(hidden)]
    const ROOT: &'static str = "";

    /// What the operation needs.
    type Input: Debug + Send + Sync + 'static;
    /// What the operation gives.
    type Output: Debug + Send + Sync + 'static;
    /// What can go wrong with it.
    type Error: OperationError;

    /// Whether the model gives it an input, be it one without members.
    #[doc(hidden)]
    const HAS_INPUT: bool = true;

    /// Whether there is something sensitive in the output: then no log shows the response.
    #[doc(hidden)]
    const SENSITIVE_OUTPUT: bool = false;
}
