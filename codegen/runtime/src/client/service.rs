//! What the client must know of a service, beside what its requests need.

use super::config::by_hand::ByHand;
use super::endpoint::EndpointParams;
use crate::service::AuthScheme;

/// A service that the generated crate has a client for.
///
/// It is not a part of [`Service`](crate::operation::Service), because other crates of a program may turn on
/// the client of the runtime where a crate itself has none.
pub trait HasClient: ByHand {
    /// What its endpoints depend on.
    type Params: EndpointParams;

    /// Whether the generated crate has the feature `behavior-version-latest`. That of the runtime would
    /// be on for all crates of a program.
    #[doc(hidden)]
    const LATEST_BEHAVIOR: bool;

    /// Whether it has the feature `rustls-ring`.
    #[doc(hidden)]
    const RING: bool;

    /// The auth schemes of an operation, best first.
    #[doc(hidden)]
    fn auth_schemes(operation: &str) -> &'static [AuthScheme];

    /// Logs the id of a request. The generated crate is the target of the event.
    #[doc(hidden)]
    fn trace(request_id: Option<&str>);
}

/// Says what the client must know of a service.
#[doc(hidden)]
#[macro_export]
macro_rules! has_client {
    ($service:ty, $params:ty, $auth_schemes:path) => {
        $crate::has_client!($service, $params, $auth_schemes, by_hand);
        impl $crate::client::config::by_hand::ByHand for $service {}
    };
    ($service:ty, $params:ty, $auth_schemes:path, by_hand) => {
        impl $crate::client::service::HasClient for $service {
            type Params = $params;
            const LATEST_BEHAVIOR: bool = cfg!(feature = "behavior-version-latest");
            const RING: bool = cfg!(feature = "rustls-ring");

            fn auth_schemes(operation: &str) -> &'static [$crate::service::AuthScheme] {
                $auth_schemes(operation)
            }

            fn trace(request_id: ::std::option::Option<&str>) {
                $crate::export::tracing::debug!(request_id = ?request_id);
            }
        }
    };
}
