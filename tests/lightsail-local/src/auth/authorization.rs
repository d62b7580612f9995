//! The `Authorization` header.

use super::{DATE, incomplete, invalid};
use crate::refusal::Refusal;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use std::time::SystemTime;

/// What the header says, with the date that belongs to it.
#[derive(Debug)]
pub(super) struct Authorization<'a> {
    pub(super) algorithm: &'a str,
    credential: &'a str,
    pub(super) signed_headers: Vec<&'a str>,
    pub(super) signature: &'a str,
    pub(super) date: &'a str,
}

/// What a signature holds for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) access_key_id: &'a str,
    pub(super) day: &'a str,
    pub(super) region: &'a str,
    pub(super) service: &'a str,
    pub(super) terminator: &'a str,
    /// All but the key, as it is signed.
    pub(super) text: &'a str,
}

impl<'a> Authorization<'a> {
    pub(super) fn read(headers: &'a HeaderMap) -> Result<Self, Refusal> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let value = values.next().and_then(|value| value.to_str().ok());
        let value = value
            .map(str::trim)
            .filter(|value| value.starts_with("AWS4-"));
        let value = value.ok_or_else(|| {
            let message = "Missing Authentication Token";
            Refusal::new(400, "MissingAuthenticationTokenException", message)
        })?;
        if values.next().is_some() {
            return Err(incomplete("There is more than one 'Authorization' header."));
        }
        let (algorithm, parameters) = value.split_once(' ').unwrap_or((value, ""));
        let parameters = Parameters::read(parameters)?;
        let date = single(headers, DATE);
        let mut missing = parameters.missing();
        if date.is_none() {
            missing += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
        }
        match (
            parameters.credential,
            parameters.signed_headers,
            parameters.signature,
            date,
        ) {
            (Some(credential), Some(signed), Some(signature), Some(date)) => Ok(Self {
                algorithm,
                credential,
                signed_headers: signed.split(';').collect(),
                signature,
                date,
            }),
            // AWS repeats the header here, signature and all; it stays out of logs if we do not.
            _ => Err(incomplete(missing.trim_end())),
        }
    }

    /// The time of the request.
    pub(super) fn time(&self) -> Result<SystemTime, Refusal> {
        let date = self.date;
        let time = extended(date)
            .and_then(|text| DateTime::from_str(&text, Format::DateTime).ok())
            .and_then(|time| SystemTime::try_from(time).ok());
        time.ok_or_else(|| {
            incomplete(format!(
                "Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601"
            ))
        })
    }

    pub(super) fn scope(&self) -> Result<Scope<'a>, Refusal> {
        let parts: Vec<_> = self.credential.split('/').collect();
        let [access_key_id, day, region, service, terminator] = parts[..] else {
            let credential = self.credential;
            return Err(incomplete(format!(
                "Credential must have exactly 5 slash-delimited elements, e.g. \
                 keyid/date/region/service/term, got '{credential}'"
            )));
        };
        Ok(Scope {
            access_key_id,
            day,
            region,
            service,
            terminator,
            text: &self.credential[access_key_id.len() + 1..],
        })
    }
}

/// The only value of a header.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// `20231114T221320Z` as `2023-11-14T22:13:20Z`.
fn extended(basic: &str) -> Option<String> {
    let bytes = basic.as_bytes();
    let is_digit = |at: usize| bytes[at].is_ascii_digit();
    let is_basic = bytes.len() == 16
        && (0..8).chain(9..15).all(is_digit)
        && bytes[8] == b'T'
        && bytes[15] == b'Z';
    is_basic.then(|| {
        let part = |from: usize, to: usize| &basic[from..to];
        let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
        let (hour, minute, second) = (part(9, 11), part(11, 13), part(13, 15));
        format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z")
    })
}

#[derive(Default)]
struct Parameters<'a> {
    credential: Option<&'a str>,
    signed_headers: Option<&'a str>,
    signature: Option<&'a str>,
}

impl<'a> Parameters<'a> {
    fn read(text: &'a str) -> Result<Self, Refusal> {
        let mut parameters = Self::default();
        let parts = text.split(',').map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| {
                incomplete(
                    "The Authorization header has a part that is not a valid key=value pair.",
                )
            })?;
            let place = match name {
                "Credential" => &mut parameters.credential,
                "SignedHeaders" => &mut parameters.signed_headers,
                "Signature" => &mut parameters.signature,
                _ => continue,
            };
            if place.replace(value).is_some() {
                return Err(invalid(format!("'{name}' is given more than once.")));
            }
        }
        Ok(parameters)
    }

    fn missing(&self) -> String {
        let all = [
            ("Credential", self.credential),
            ("Signature", self.signature),
            ("SignedHeaders", self.signed_headers),
        ];
        all.iter()
            .filter(|(_, value)| value.is_none())
            .map(|(name, _)| format!("Authorization header requires '{name}' parameter. "))
            .collect()
    }
}
