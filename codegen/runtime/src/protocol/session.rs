//! Responses that open a session with a bucket.

use super::interface::Protocol;
use super::s3::S3RestXml;
use super::xml_body::{self, Root};
use crate::error::{BoxError, ErrorMetadata, ProvideErrorMetadata};
use crate::format::xml::{Error as XmlError, Scanner, Start};
use crate::http::Reply;
use crate::service::Facts;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use std::fmt;
use std::time::SystemTime;

/// The credentials of a session.
pub(crate) struct Session {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) session_token: String,
    pub(crate) expiration: SystemTime,
}

/// Why there is no session.
#[derive(Debug)]
pub(crate) struct SessionError {
    meta: ErrorMetadata,
    source: Option<BoxError>,
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the session was not opened: {}", self.meta)
    }
}

impl std::error::Error for SessionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl ProvideErrorMetadata for SessionError {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

impl From<BoxError> for SessionError {
    fn from(source: BoxError) -> Self {
        Self {
            meta: ErrorMetadata::default(),
            source: Some(source),
        }
    }
}

impl SessionError {
    /// What the service says.
    pub(crate) fn said(service: &Facts, reply: &Reply<'_>) -> Self {
        match S3RestXml::error(service, reply) {
            Ok((meta, _)) => Self { meta, source: None },
            Err(source) => source.into(),
        }
    }
}

/// Reads a session.
pub(crate) fn read(reply: &Reply<'_>) -> Result<Session, BoxError> {
    let mut found = Found::default();
    xml_body::document("CreateSessionResult", reply.body(), &mut found)?;
    found.session()
}

/// The members, in the order of their names below.
#[derive(Default)]
struct Found([Option<String>; 4]);

const MEMBERS: [&str; 4] = [
    "AccessKeyId",
    "SecretAccessKey",
    "SessionToken",
    "Expiration",
];

impl Root for Found {
    fn read<'a>(&mut self, scanner: &mut Scanner<'a>, root: &Start<'a>) -> Result<(), XmlError> {
        while let Some(child) = scanner.child(root)? {
            match child.local() {
                "Credentials" => self.credentials(scanner, &child)?,
                _ => scanner.skip(&child)?,
            }
        }
        Ok(())
    }
}

impl Found {
    fn credentials(&mut self, scanner: &mut Scanner<'_>, of: &Start<'_>) -> Result<(), XmlError> {
        while let Some(child) = scanner.child(of)? {
            match MEMBERS.iter().position(|name| *name == child.local()) {
                Some(i) => self.0[i] = Some(scanner.text(&child)?.into_owned()),
                None => scanner.skip(&child)?,
            }
        }
        Ok(())
    }

    fn session(self) -> Result<Session, BoxError> {
        let [
            Some(access_key_id),
            Some(secret_access_key),
            Some(session_token),
            Some(expiration),
        ] = self.0
        else {
            return Err("the session has no credentials".into());
        };
        let expiration = DateTime::from_str(&expiration, Format::DateTime)?;
        Ok(Session {
            access_key_id,
            secret_access_key,
            session_token,
            expiration: SystemTime::try_from(expiration)?,
        })
    }
}
