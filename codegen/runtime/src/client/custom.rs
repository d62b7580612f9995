//! What the clients of few services have by hand, each part behind a feature. Which service has what is
//! said by the generator; nothing here knows a service.

#[cfg(feature = "account-id-endpoints")]
mod account_id;
#[cfg(feature = "bearer-auth")]
mod bearer;
#[cfg(feature = "service-headers")]
mod headers;
#[cfg(feature = "service-inputs")]
mod inputs;
#[cfg(feature = "long-polling")]
mod long_polling;
#[cfg(feature = "service-retries")]
mod retries;
#[cfg(feature = "tree-hash")]
mod tree_hash;

pub use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
pub use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;

#[cfg(feature = "s3-express")]
pub use super::config::express::take_over as express_settings;
#[cfg(feature = "s3-express")]
pub use super::express::{express, express_environment};
#[cfg(feature = "account-id-endpoints")]
pub use account_id::account_id_endpoints;
#[cfg(feature = "bearer-auth")]
pub use bearer::{bearer, environment_token, shared_token};
#[cfg(feature = "service-headers")]
pub use headers::header;
#[cfg(feature = "service-inputs")]
pub use inputs::{text_or, without_prefix};
#[cfg(feature = "long-polling")]
pub use long_polling::long_polling;
#[cfg(feature = "service-retries")]
pub use retries::retries;
#[cfg(feature = "tree-hash")]
pub use tree_hash::tree_hash;
