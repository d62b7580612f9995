//! The credentials that a server accepts.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::time::SystemTime;
use uuid::Uuid;

/// Who is let in.
#[derive(Clone, Debug)]
pub enum Access {
    /// Anybody, without a signature.
    Open,
    /// Who has one of these credentials.
    Only(Vec<Credentials>),
}

/// A pair of keys, as `aws sts` prints it, with what it may not do.
#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    #[serde(default)]
    session_token: Option<String>,
    #[serde(default, deserialize_with = "time")]
    expiration: Option<SystemTime>,
    #[serde(default)]
    denied_operations: Vec<String>,
    #[serde(default)]
    unauthenticated: bool,
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SystemTime>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let parse = |text: String| {
        let time = DateTime::from_str(&text, Format::DateTimeWithOffset);
        let time = time.map_err(serde::de::Error::custom)?;
        SystemTime::try_from(time).map_err(serde::de::Error::custom)
    };
    text.map(parse).transpose()
}

/// Secrets stay out of logs.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("has_session_token", &self.session_token.is_some())
            .field("expiration", &self.expiration)
            .field("denied_operations", &self.denied_operations)
            .field("unauthenticated", &self.unauthenticated)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    /// Keys that may do everything and do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expiration: None,
            denied_operations: Vec::new(),
            unauthenticated: false,
        }
    }

    /// Keys that nobody else has.
    pub fn random() -> Self {
        let id = Uuid::new_v4().simple().to_string().to_uppercase();
        let secret = [Uuid::new_v4(), Uuid::new_v4()].map(|half| half.simple().to_string());
        Self::new(
            format!("AKIA{:.16}", id),
            format!("{:.40}", secret.concat()),
        )
    }

    /// Temporary credentials: every request has to bring the token along, until a time.
    #[must_use]
    pub fn with_session(mut self, token: impl Into<String>, until: Option<SystemTime>) -> Self {
        self.session_token = Some(token.into());
        self.expiration = until;
        self
    }

    /// Denies an operation: calls fail with `AccessDeniedException`. `*` stands for all.
    #[must_use]
    pub fn deny(mut self, operation: impl Into<String>) -> Self {
        self.denied_operations.push(operation.into());
        self
    }

    /// Makes all calls fail with `UnauthenticatedException`.
    #[must_use]
    pub fn unauthenticated(mut self) -> Self {
        self.unauthenticated = true;
        self
    }

    /// The id of the access key.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret access key.
    pub fn secret_access_key(&self) -> &str {
        &self.secret_access_key
    }

    /// The session token of temporary credentials.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    pub(super) fn has_expired(&self, now: SystemTime) -> bool {
        self.expiration.is_some_and(|end| end <= now)
    }

    pub(super) fn is_unauthenticated(&self) -> bool {
        self.unauthenticated
    }

    pub(super) fn may_not(&self, operation: &str) -> bool {
        let mut denied = self.denied_operations.iter();
        denied.any(|name| name == operation || name == "*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn reads_what_sts_prints() {
        let text = r#"[{"AccessKeyId":"a","SecretAccessKey":"s","SessionToken":"t",
            "Expiration":"2023-11-14T23:13:20+01:00"},{"AccessKeyId":"b","SecretAccessKey":"s"}]"#;
        let credentials: Vec<Credentials> = serde_json::from_str(text).unwrap();
        let end = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let temporary = Credentials::new("a", "s").with_session("t", Some(end));
        assert_eq!(credentials, [temporary.clone(), Credentials::new("b", "s")]);
        assert!(temporary.has_expired(end));
        assert!(!temporary.has_expired(end - Duration::from_secs(1)));
        let typo = r#"{"AccessKeyId":"a","SecretAccesKey":"s"}"#;
        assert!(serde_json::from_str::<Credentials>(typo).is_err());
    }

    #[test]
    fn random_keys_look_like_keys() {
        let (one, two) = (Credentials::random(), Credentials::random());
        assert_ne!(one, two);
        assert_eq!(one.access_key_id().len(), 20);
        assert_eq!(one.secret_access_key().len(), 40);
    }
}
