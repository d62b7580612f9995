//! Says how it is configured: by the environment, by profiles, and in code.

use aws_sdk_lightsail::config::retry::RetryConfig;
use aws_sdk_lightsail::config::timeout::TimeoutConfig;
use aws_sdk_lightsail::config::{AppName, Builder, Config};
use std::time::Duration;

pub fn run(shared: &aws_config::SdkConfig) -> String {
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(30))
        .build();
    let config: Config = Builder::from(shared)
        .app_name(AppName::new("backup").expect("a valid name"))
        .timeout_config(timeouts)
        .build();
    let client = aws_sdk_lightsail::Client::from_conf(config);
    let config = client.config();
    let attempts = config.retry_config().map(RetryConfig::max_attempts);
    let limit = config
        .timeout_config()
        .and_then(TimeoutConfig::operation_timeout);
    format!(
        "{:?} {:?} {attempts:?} {limit:?} {}\n",
        config.region().map(ToString::to_string),
        config.app_name().map(ToString::to_string),
        config.signing_name(),
    )
}
