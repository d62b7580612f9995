//! For how long a request is signed.

use std::fmt;
use std::time::{Duration, SystemTime};

/// No signature holds longer.
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// From when on and for how long a request is signed.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct PresigningConfig {
    start_time: SystemTime,
    expires_in: Duration,
}

impl PresigningConfig {
    /// From now on, for this long.
    ///
    /// # Errors
    ///
    /// If that is more than a week.
    pub fn expires_in(expires_in: Duration) -> Result<PresigningConfig, PresigningConfigError> {
        Self::builder().expires_in(expires_in).build()
    }

    /// A builder with nothing set.
    pub fn builder() -> PresigningConfigBuilder {
        PresigningConfigBuilder::default()
    }

    /// For how long the request is signed.
    pub fn expires(&self) -> Duration {
        self.expires_in
    }

    /// From when on the request is signed.
    pub fn start_time(&self) -> SystemTime {
        self.start_time
    }
}

/// Makes a [`PresigningConfig`].
#[non_exhaustive]
#[derive(Default, Debug)]
pub struct PresigningConfigBuilder {
    start_time: Option<SystemTime>,
    expires_in: Option<Duration>,
}

impl PresigningConfigBuilder {
    /// Sets from when on the request is signed; else it is from now on.
    pub fn start_time(mut self, start_time: SystemTime) -> Self {
        self.set_start_time(Some(start_time));
        self
    }

    /// Sets or unsets from when on the request is signed.
    pub fn set_start_time(&mut self, start_time: Option<SystemTime>) {
        self.start_time = start_time;
    }

    /// Sets for how long the request is signed: at most a week. It is required.
    pub fn expires_in(mut self, expires_in: Duration) -> Self {
        self.set_expires_in(Some(expires_in));
        self
    }

    /// Sets or unsets for how long the request is signed.
    pub fn set_expires_in(&mut self, expires_in: Option<Duration>) {
        self.expires_in = expires_in;
    }

    /// Makes the configuration.
    ///
    /// # Errors
    ///
    /// If it is not set for how long, or that is more than a week.
    pub fn build(self) -> Result<PresigningConfig, PresigningConfigError> {
        let failed = |kind| PresigningConfigError { kind };
        let expires_in = self.expires_in.ok_or(ErrorKind::ExpiresInRequired);
        let expires_in = expires_in.map_err(failed)?;
        if expires_in > WEEK {
            return Err(failed(ErrorKind::ExpiresInDurationTooLong));
        }
        Ok(PresigningConfig {
            start_time: self.start_time.unwrap_or_else(SystemTime::now),
            expires_in,
        })
    }
}

/// A request cannot be signed for such a time.
#[derive(Debug)]
pub struct PresigningConfigError {
    kind: ErrorKind,
}

/// Why not. `Debug` shows it as the official crate does.
#[derive(Debug)]
enum ErrorKind {
    ExpiresInRequired,
    /// More than a week.
    ExpiresInDurationTooLong,
}

impl fmt::Display for PresigningConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::ExpiresInRequired => "`expires_in` is required",
            ErrorKind::ExpiresInDurationTooLong => "`expires_in` must be no longer than one week",
        })
    }
}

impl std::error::Error for PresigningConfigError {}
