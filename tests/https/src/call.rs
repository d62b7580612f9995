//! One call with the HTTP client that the crate brings along, in a few words.

use super::sdk;
use sdk::config::retry::RetryConfig;
use sdk::config::{BehaviorVersion, Credentials, Region};
use sdk::error::{DisplayErrorContext, SdkError};

/// How many snapshots there are, or why that is not known.
pub(crate) async fn call(url: &str, version: BehaviorVersion) -> String {
    let variable = |name| std::env::var(name).expect(name);
    let (id, secret) = (
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
    );
    let config = sdk::Config::builder()
        .behavior_version(version)
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new(id, secret, None, None, "test"))
        .retry_config(RetryConfig::disabled());
    let client = sdk::Client::from_conf(config.build());
    match client.get_disk_snapshots().send().await {
        Ok(page) => format!("{} snapshots", page.disk_snapshots().len()),
        Err(error) => {
            let kind = match &error {
                SdkError::DispatchFailure(failure) if failure.is_io() => "io",
                SdkError::DispatchFailure(failure) if failure.is_timeout() => "timeout",
                SdkError::DispatchFailure(_) => "dispatch",
                _ => "other",
            };
            format!("{kind}: {}", DisplayErrorContext(&error))
        }
    }
}
