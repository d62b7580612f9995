//! Settings that make requests reproducible.

use super::builder::Builder;
use super::public::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_runtime::user_agent::AwsUserAgent;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use std::time::{Duration, UNIX_EPOCH};

impl<S> Builder<S> {
    /// Sets a fixed time, a fixed user agent, test credentials and the newest behavior version.
    pub fn apply_test_defaults(&mut self) -> &mut Self {
        let now = UNIX_EPOCH + Duration::from_secs(1_234_567_890);
        self.set_time_source(Some(SharedTimeSource::new(StaticTimeSource::new(now))));
        self.parts.layer.store_put(AwsUserAgent::for_tests());
        #[cfg(feature = "idempotency-tokens")]
        self.parts
            .layer
            .store_put(super::idempotency_token::IdempotencyTokenProvider::fixed(
                "00000000-0000-4000-8000-000000000000",
            ));
        let credentials = SharedCredentialsProvider::new(Credentials::for_tests());
        self.set_credentials_provider(Some(credentials));
        self.set_behavior_version(Some(BehaviorVersion::latest()))
    }

    /// Sets a fixed time, a fixed user agent, test credentials and the newest behavior version.
    pub fn with_test_defaults(mut self) -> Self {
        self.apply_test_defaults();
        self
    }

    /// As [`apply_test_defaults`](Self::apply_test_defaults), and the region `us-east-1` if none
    /// is set.
    pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
        self.apply_test_defaults();
        if self.parts.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::from_static("us-east-1")));
        }
        self
    }

    /// As [`with_test_defaults`](Self::with_test_defaults), and the region `us-east-1` if none
    /// is set.
    pub fn with_test_defaults_v2(mut self) -> Self {
        self.apply_test_defaults_v2();
        self
    }
}
