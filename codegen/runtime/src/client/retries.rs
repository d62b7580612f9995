//! What is worth another try. The official classifiers are compiled once for each type of error; these ask two
//! functions instead.

use crate::operation::OperationError;
use crate::operation::inner::Inner;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime::client::retries::classifiers::TransientErrorClassifier;
use aws_smithy_runtime_api::client::interceptors::context::{Error, InterceptorContext};
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, RetryReason, SharedRetryClassifier,
};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use std::error::Error as StdError;
use std::time::Duration;

/// The error of an operation, which tells its code, and whether and as what it is worth another try.
pub(super) type Told = for<'a> fn(&'a Error) -> Option<Tells<'a>>;

/// What an error tells.
pub(super) struct Tells<'a> {
    pub(super) code: Option<&'a str>,
    pub(super) kind: Option<ErrorKind>,
}

fn tells(inner: Inner<'_>) -> Tells<'_> {
    Tells {
        code: inner.meta().code(),
        kind: inner.kind(),
    }
}

/// What an error tells of itself.
#[expect(
    clippy::manual_map,
    reason = "a closure is two more functions for each operation"
)]
pub(super) fn told<E: OperationError>(error: &Error) -> Option<Tells<'_>> {
    match error.downcast_ref::<E>() {
        Some(error) => Some(tells(error.inner())),
        None => None,
    }
}

/// What an error is worth where the clock may be wrong.
pub(super) type Skew = fn(&InterceptorContext) -> RetryAction;

/// The skew of the clock is known to the official classifier only.
pub(super) fn skew<E: StdError + ProvideErrorMetadata + Send + Sync + 'static>(
    context: &InterceptorContext,
) -> RetryAction {
    ServiceClockSkewClassifier::<E>::new().classify_retry(context)
}

/// The classifiers of an operation: of failures on the way, of what the model says, of codes (those of all
/// services, and those of this one), and of clocks.
pub(super) fn classifiers(
    told: Told,
    transient: &'static [&'static str],
    skew: Skew,
) -> Vec<SharedRetryClassifier> {
    vec![
        // It looks at no error of a service, so any type will do.
        SharedRetryClassifier::new(TransientErrorClassifier::<ErrorMetadata>::new()),
        SharedRetryClassifier::new(Modeled(told)),
        SharedRetryClassifier::new(Codes { told, transient }),
        SharedRetryClassifier::new(Clock(skew)),
    ]
}

/// The error that the service answered with.
fn error(context: &InterceptorContext) -> Option<&Error> {
    context.output_or_error()?.err()?.as_operation_error()
}

/// As `ModeledAsRetryableClassifier`.
#[derive(Debug)]
struct Modeled(Told);

impl ClassifyRetry for Modeled {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let told = error(context).and_then(self.0);
        let kind = told.and_then(|told| told.kind);
        kind.map_or(RetryAction::NoActionIndicated, RetryAction::retryable_error)
    }

    fn name(&self) -> &'static str {
        "Errors Modeled As Retryable"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::modeled_as_retryable_classifier()
    }
}

/// As `AwsErrorCodeClassifier`.
#[derive(Debug)]
struct Codes {
    told: Told,
    transient: &'static [&'static str],
}

impl Codes {
    fn kind(&self, context: &InterceptorContext) -> Option<ErrorKind> {
        let code = error(context).and_then(self.told)?.code?;
        if THROTTLING_ERRORS.contains(&code) {
            return Some(ErrorKind::ThrottlingError);
        }
        let is_transient = TRANSIENT_ERRORS.contains(&code) || self.transient.contains(&code);
        is_transient.then_some(ErrorKind::TransientError)
    }
}

impl ClassifyRetry for Codes {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        match self.kind(context) {
            Some(kind) => retry(kind, retry_after(context)),
            None => RetryAction::NoActionIndicated,
        }
    }

    /// Where classifiers before this one have decided, the service can still say when.
    fn classify_retry_v2(
        &self,
        context: &InterceptorContext,
        previous: &RetryAction,
    ) -> RetryAction {
        let decided = match previous {
            RetryAction::RetryIndicated(RetryReason::RetryableError {
                kind,
                retry_after: None,
            }) => retry_after(context).map(|after| retry(*kind, Some(after))),
            _ => None,
        };
        match self.classify_retry(context) {
            RetryAction::NoActionIndicated => decided.unwrap_or(RetryAction::NoActionIndicated),
            own => own,
        }
    }

    fn name(&self) -> &'static str {
        "AWS Error Code"
    }

    fn priority(&self) -> RetryClassifierPriority {
        let modeled = RetryClassifierPriority::modeled_as_retryable_classifier();
        RetryClassifierPriority::run_before(modeled)
    }
}

/// As `ServiceClockSkewClassifier`.
#[derive(Debug)]
struct Clock(Skew);

impl ClassifyRetry for Clock {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        (self.0)(context)
    }

    fn name(&self) -> &'static str {
        ServiceClockSkewClassifier::<ErrorMetadata>::new().name()
    }

    fn priority(&self) -> RetryClassifierPriority {
        ServiceClockSkewClassifier::<ErrorMetadata>::new().priority()
    }
}

fn retry(kind: ErrorKind, retry_after: Option<Duration>) -> RetryAction {
    RetryAction::RetryIndicated(RetryReason::RetryableError { kind, retry_after })
}

/// When to try again, as the response says it.
fn retry_after(context: &InterceptorContext) -> Option<Duration> {
    let header = context.response()?.headers().get("x-amz-retry-after")?;
    header.parse().ok().map(Duration::from_millis)
}
