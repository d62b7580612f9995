//! Constants of retries that a service has for itself.

use crate::client::config::Builder;
use aws_smithy_types::retry::RetrySpec;
use aws_types::sdk_config::SdkConfig;
use std::time::Duration;

/// Sets the first backoff, in milliseconds, and the number of attempts where the user sets none. Only for
/// clients that share a configuration with retries of specification 2.1 or later.
pub fn retries<S>(
    mut builder: Builder<S>,
    shared: &SdkConfig,
    first_backoff: u64,
    max_attempts: u32,
) -> Builder<S> {
    let Some(config) = shared.retry_config().cloned() else {
        return builder;
    };
    let spec = config.retry_spec();
    if spec.is_some_and(|spec| spec.is_at_least(RetrySpec::V2_1)) {
        let first_backoff = Duration::from_millis(first_backoff);
        let spec = RetrySpec::v2_1().with_non_throttling_initial_backoff(first_backoff);
        let config = config.with_retry_spec(spec);
        let is_users = shared.get_origin("retry_config").is_client_config();
        builder.set_retry_config(Some(match is_users {
            true => config,
            false => config.with_max_attempts(max_attempts),
        }));
    }
    builder
}
