//! One side of a comparison: a client with nothing left to chance, and what its calls come to. Compiled
//! twice, with `sdk` as the official crate and as ours.

use super::{Failure, FixedId, Outcome, Settings, Wire, anonymous};
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::StaticTimeSource;
use sdk::config::interceptors::BeforeSerializationInterceptorContextRef;
use sdk::config::retry::{RetryConfig, RetryPartition};
use sdk::config::{BehaviorVersion, ConfigBag, Credentials, Intercept, Region};
use sdk::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use sdk::operation::RequestId;

/// A client that answers from the wire.
pub fn client(wire: &Wire, settings: &Settings) -> sdk::Client {
    let partition = format!("{}{}", module_path!(), settings.name);
    let retries = match settings.retries {
        true => RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1)),
        false => RetryConfig::disabled(),
    };
    let config = sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(settings.region))
        .use_fips(settings.fips)
        .use_dual_stack(settings.dual_stack)
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "test",
        ))
        .time_source(StaticTimeSource::from_secs(1_700_000_000))
        .sleep_impl(TokioSleep::new())
        .retry_partition(RetryPartition::new(partition))
        .retry_config(retries)
        .invocation_id_generator(FixedId)
        .http_client(wire.clone())
        .interceptor(SameVersion);
    sdk::Client::from_conf(config.build())
}

/// Says one name and version for both crates in the user agent, which is signed.
#[derive(Debug)]
struct SameVersion;

impl Intercept for SameVersion {
    fn name(&self) -> &'static str {
        "SameVersion"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state()
            .store_put(ApiMetadata::new("service", "1.0.0"));
        Ok(())
    }
}

/// What a structure's `build` gives, which fails for some.
pub trait Finish<T> {
    fn finish(self) -> Result<T, String>;
}

impl<T> Finish<T> for Result<T, sdk::error::BuildError> {
    fn finish(self) -> Result<T, String> {
        self.map_err(|error| error.to_string())
    }
}

/// The output as `Debug` prints it, or everything that can be asked of an error.
pub fn outcome<O, E>(result: Result<O, SdkError<E>>) -> Outcome
where
    O: std::fmt::Debug,
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    sdk::Error: From<SdkError<E>>,
{
    let error = match result {
        Ok(output) => return Ok(super::sorted(&format!("{output:#?}"))),
        Err(error) => error,
    };
    let variant = format!("{error:?}");
    let variant = variant.split('(').next().unwrap_or_default().to_owned();
    let service = error.as_service_error().map(|error| {
        let text = format!("{error}\n{error:#?}\n{:?}", error.meta());
        anonymous(&super::sorted(&text))
    });
    // What is wrong with a body each reader says in its own words, most as an error of the service without
    // a code.
    let nameless = error.code().is_none() && error.message().is_none();
    let unread = variant == "ResponseError" || service.is_some() && nameless;
    Err(Failure {
        code: error.code().map(str::to_owned),
        message: error.message().map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
        text: match unread {
            true => String::new(),
            false if service.is_some() => error.to_string(),
            false => anonymous(&DisplayErrorContext(&error).to_string()),
        },
        converted: match unread {
            true => String::new(),
            false => anonymous(&sdk::Error::from(error).to_string()),
        },
        variant,
        service: service.filter(|_| !unread),
    })
}
