//! Errors in one line: what is known of a failure, for logs and for people.

use crate::operation::inner::ErrorEnum;
use std::error::Error;
use std::fmt;

/// Tells what is known of an error, where its `Display` says little: that of `SdkError` is no more
/// than "service error".
///
/// ```text
/// GetDiskSnapshots: NotFoundException: no such disk, tip: check the name (status 400, request id 4f1c, not retryable)
/// ```
pub trait Report {
    /// What is known of this error.
    fn report(&self) -> ErrorReport;
}

/// What is known of an error. Its `Display` is one line; neither that nor its `Debug` shows the
/// request, the response, a session token or members that the model calls sensitive.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorReport {
    /// The name of the operation. `crate::Error` does not know it.
    pub operation: Option<&'static str>,
    /// What the service calls the error.
    pub code: Option<String>,
    /// What the service says about it.
    pub message: Option<String>,
    /// The other members of the exception, by their names on the wire: texts, numbers, booleans.
    pub members: Vec<(&'static str, String)>,
    /// If the service says nothing: the error, its source, the source of that, and so on.
    pub causes: Vec<String>,
    /// The id of the request, if there was a response that has one.
    pub request_id: Option<String>,
    /// The HTTP status, if there was a response.
    pub status: Option<u16>,
    /// How many times the request was sent, if there was a response to the last one and the interceptor
    /// `CountAttempts` has seen it.
    pub attempts: Option<u32>,
    /// Whether the default retry classifiers think it worth another try, as far as that is known
    /// without a response.
    pub retryable: Option<bool>,
}

impl ErrorReport {
    fn of<E: ErrorEnum + 'static>(error: &E) -> Self {
        let meta = error.meta();
        let details = error.inner().details();
        let message = meta.message().filter(|_| !details.hide_message());
        let said = |text: &str| Some(text) == meta.code() || Some(text) == meta.message();
        let mut members = details.into_shown();
        members.retain(|(_, text)| !said(text));
        Self {
            code: meta.code().map(str::to_owned),
            message: message.map(without_token),
            members,
            causes: match meta.code() {
                Some(_) => Vec::new(),
                None => causes(error),
            },
            request_id: meta.extra("aws_request_id").map(str::to_owned),
            ..Self::default()
        }
    }
}

/// A message without the session token: about a wrong signature, services repeat what should have
/// been signed, a header a line.
fn without_token(message: &str) -> String {
    const TOKEN: &str = "x-amz-security-token:";
    let hide = |line: &str| match line.split_once(TOKEN) {
        Some((before, after)) => format!("{before}{TOKEN}***{}", &after[after.trim_end().len()..]),
        None => line.to_owned(),
    };
    message.split_inclusive('\n').map(hide).collect()
}

impl fmt::Display for ErrorReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.operation.into_iter().chain(self.code.as_deref());
        let what = what.chain(self.message.as_deref());
        let what = what.chain(self.causes.iter().map(String::as_str));
        line(f, ": ", what)?;
        for (name, text) in &self.members {
            write!(f, ", {name}: ")?;
            line(f, "", [text.as_str()])?;
        }
        let context = [
            self.status.map(|status| format!("status {status}")),
            self.request_id
                .as_ref()
                .map(|id| format!("request id {id}")),
            self.attempts.map(|attempts| match attempts {
                1 => "1 attempt".to_owned(),
                _ => format!("{attempts} attempts"),
            }),
            self.retryable.map(|retryable| match retryable {
                true => "retryable".to_owned(),
                false => "not retryable".to_owned(),
            }),
        ];
        if context.iter().any(Option::is_some) {
            f.write_str(" (")?;
            line(f, ", ", context.iter().flatten().map(String::as_str))?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl Error for ErrorReport {}

/// Texts between separators; what would end the line or hide in it is a space.
fn line<'a>(
    f: &mut fmt::Formatter<'_>,
    separator: &str,
    texts: impl IntoIterator<Item = &'a str>,
) -> fmt::Result {
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let words = text.split(|c: char| ends(c) || c.is_whitespace());
        for (index, word) in words.filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
        }
    }
    Ok(())
}

/// The error and its sources.
fn causes(error: &(dyn Error + 'static)) -> Vec<String> {
    let mut causes = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        next = error.source();
        causes.push(error.to_string());
    }
    causes
}

impl<E: ErrorEnum + 'static> Report for E {
    fn report(&self) -> ErrorReport {
        ErrorReport {
            operation: E::OPERATION,
            retryable: (E::OPERATION.is_some() && is_retryable(self)).then_some(true),
            ..ErrorReport::of(self)
        }
    }
}

/// Whether the model or the code says that it is worth another try.
fn is_retryable(error: &impl ErrorEnum) -> bool {
    #[cfg(feature = "client")]
    {
        use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
        let mut codes = THROTTLING_ERRORS.iter().chain(TRANSIENT_ERRORS);
        if codes.any(|code| error.meta().code() == Some(code)) {
            return true;
        }
    }
    error.inner().kind().is_some()
}

#[cfg(feature = "client")]
pub use client::CountAttempts;

#[cfg(feature = "client")]
mod client {
    use super::{ErrorReport, Report, causes, is_retryable};
    use crate::client::config::public::interceptors::BeforeDeserializationInterceptorContextMut;
    use crate::client::config::public::{ConfigBag, Intercept, RuntimeComponents};
    use crate::error::{BoxError, SdkError};
    use crate::operation::OperationError;
    use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
    use aws_smithy_runtime_api::client::retries::RequestAttempts;
    use aws_types::request_id::RequestId;

    /// An interceptor that lets reports tell the number of attempts. It marks each response, which the
    /// `Debug` of an `SdkError` shows; so it is for those who want it:
    /// `Config::builder().interceptor(CountAttempts)`.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct CountAttempts;

    #[derive(Clone)]
    struct Attempts(u32);

    #[dyn_dispatch_hint]
    impl Intercept for CountAttempts {
        fn name(&self) -> &'static str {
            "CountAttempts"
        }

        fn modify_before_deserialization(
            &self,
            context: &mut BeforeDeserializationInterceptorContextMut<'_>,
            _: &RuntimeComponents,
            cfg: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            if let Some(attempts) = cfg.load::<RequestAttempts>() {
                let attempts = Attempts(attempts.attempts());
                context.response_mut().add_extension(attempts);
            }
            Ok(())
        }
    }

    impl<E: OperationError> Report for SdkError<E> {
        fn report(&self) -> ErrorReport {
            let response = self.raw_response();
            let status = response.map(|response| response.status().as_u16());
            let attempts = response.and_then(|response| response.extension::<Attempts>());
            let again = match self {
                Self::TimeoutError(_) => true,
                Self::DispatchFailure(failure) => {
                    failure.is_timeout() || failure.is_io() || failure.as_other().is_some()
                }
                // What broke off while it was read is not in memory.
                Self::ResponseError(failure) => failure.raw().body().bytes().is_none(),
                Self::ServiceError(failure) => is_retryable(failure.err()),
                _ => false,
            };
            let known = match self.as_service_error() {
                Some(error) => error.report(),
                None => ErrorReport {
                    operation: E::OPERATION,
                    causes: causes(self),
                    ..ErrorReport::default()
                },
            };
            ErrorReport {
                request_id: self.request_id().map(str::to_owned),
                status,
                attempts: attempts.map(|attempts| attempts.0),
                retryable: Some(again || matches!(status, Some(500 | 502 | 503 | 504))),
                ..known
            }
        }
    }
}
