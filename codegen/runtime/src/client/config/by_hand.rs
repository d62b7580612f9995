//! What the client of a service has by hand.

use super::builder::Builder;
use crate::operation::Service;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::sdk_config::SdkConfig;

/// What a service has otherwise than all; most have nothing.
pub trait ByHand: Service {
    /// Error codes that are worth another try, beside those of all services.
    const TRANSIENT_CODES: &'static [&'static str] = &[];

    /// Whether endpoints say which auth schemes requests to them may use.
    const AUTH_OF_ENDPOINT: bool = false;

    /// The interceptors that only this service has.
    fn interceptors() -> Vec<SharedInterceptor> {
        Vec::new()
    }

    /// The auth schemes that not all services have.
    fn more_auth_schemes() -> Vec<SharedAuthScheme> {
        Vec::new()
    }

    /// Changes what is taken over from the configuration that all AWS clients of a program share.
    fn take_over(builder: Builder<Self>, _shared: &SdkConfig) -> Builder<Self> {
        builder
    }
}
