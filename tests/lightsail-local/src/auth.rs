//! Who may in: Signature Version 4, verified the way AWS does and in the same order.

mod authorization;
mod canonical;
mod credentials;

use crate::refusal::Refusal;
use authorization::Authorization;
use canonical::Signature;
pub use credentials::{Access, Credentials};
use http::HeaderMap;
use http::request::Parts;
use lightsail_snapshots::types::RegionName;
use std::time::{Duration, SystemTime};
use subtle::ConstantTimeEq;

const SERVICE: &str = "lightsail";
const TERMINATOR: &str = "aws4_request";
const TOKEN: &str = "x-amz-security-token";
const DATE: &str = "x-amz-date";

/// How far the clock of a client may be off.
const SKEW: Duration = Duration::from_secs(5 * 60);

/// Who sent a request, as far as the server knows.
#[derive(Debug)]
pub(super) struct Caller<'a> {
    /// The Region that the request was signed for.
    pub(super) region: String,
    /// Nobody in particular, if the server lets in anybody.
    pub(super) credentials: Option<&'a Credentials>,
}

/// Finds out who sent a request, or refuses it.
pub(super) fn authenticate<'a>(
    access: &'a Access,
    head: &Parts,
    body: &[u8],
    now: SystemTime,
) -> Result<Caller<'a>, Refusal> {
    let credentials = match access {
        Access::Open => return Ok(anybody(&head.headers)),
        Access::Only(credentials) => credentials,
    };
    let authorization = Authorization::read(&head.headers)?;
    check_time(&authorization, now)?;
    check_headers(&authorization, &head.headers)?;
    check_algorithm(&authorization)?;
    let scope = authorization.scope()?;
    check_scope(&scope, authorization.date)?;
    let known = credentials
        .iter()
        .find(|known| known.access_key_id() == scope.access_key_id)
        .ok_or_else(unrecognized)?;
    let expected = Signature {
        head,
        body,
        date: authorization.date,
        scope: scope.text,
        signed_headers: &authorization.signed_headers,
    };
    let expected = expected
        .compute(known.secret_access_key(), &scope)
        .ok_or_else(mismatch)?;
    let given = canonical::unhex(authorization.signature).ok_or_else(mismatch)?;
    if !bool::from(expected.as_slice().ct_eq(&given)) {
        return Err(mismatch());
    }
    check_token(known, &head.headers, now)?;
    Ok(Caller {
        region: scope.region.to_owned(),
        credentials: Some(known),
    })
}

/// The sender of a request to a server without authentication; its Region is believed.
fn anybody(headers: &HeaderMap) -> Caller<'static> {
    let authorization = Authorization::read(headers).ok();
    let scope = authorization.as_ref().and_then(|it| it.scope().ok());
    let region = scope.map_or("us-east-1", |scope| scope.region);
    Caller {
        region: region.to_owned(),
        credentials: None,
    }
}

fn check_time(authorization: &Authorization<'_>, now: SystemTime) -> Result<(), Refusal> {
    let (date, signed) = (authorization.date, authorization.time()?);
    let stamp = canonical::stamp;
    if signed < now - SKEW {
        return Err(invalid(format!(
            "Signature expired: {date} is now earlier than {} ({} - 5 min.)",
            stamp(now - SKEW),
            stamp(now)
        )));
    }
    if signed > now + SKEW {
        return Err(invalid(format!(
            "Signature not yet current: {date} is still later than {} ({} + 5 min.)",
            stamp(now + SKEW),
            stamp(now)
        )));
    }
    Ok(())
}

/// The host, the date and all other headers that mean something to AWS have to be signed.
fn check_headers(authorization: &Authorization<'_>, headers: &HeaderMap) -> Result<(), Refusal> {
    let is_signed = |name: &str| authorization.signed_headers.contains(&name);
    if !is_signed("host") {
        let message = "'Host' must be a 'SignedHeader' in the AWS Authorization.";
        return Err(invalid(message));
    }
    let unsigned = headers.keys().find(|name| {
        let name = name.as_str();
        name.starts_with("x-amz-") && !is_signed(name)
    });
    match unsigned {
        None => Ok(()),
        Some(name) => Err(invalid(format!(
            "'{name}' must be a 'SignedHeader' in the AWS Authorization."
        ))),
    }
}

fn check_algorithm(authorization: &Authorization<'_>) -> Result<(), Refusal> {
    match authorization.algorithm {
        "AWS4-HMAC-SHA256" => Ok(()),
        other => Err(incomplete(format!(
            "Unsupported AWS 'algorithm': '{other}' (only AWS4-HMAC-SHA256 for now). "
        ))),
    }
}

fn check_scope(scope: &authorization::Scope<'_>, date: &str) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    if !RegionName::values().contains(&scope.region) {
        let region = scope.region;
        problems.push(format!(
            "Credential should be scoped to a valid region, not '{region}'."
        ));
    }
    if scope.service != SERVICE {
        problems.push(format!(
            "Credential should be scoped to correct service: '{SERVICE}'."
        ));
    }
    if scope.terminator != TERMINATOR {
        let other = scope.terminator;
        problems.push(format!(
            "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{other}'."
        ));
    }
    if !date.starts_with(scope.day) || scope.day.len() != 8 {
        let (day, expected) = (scope.day, date.get(..8).unwrap_or(date));
        problems.push(format!(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
             '{day}' != '{expected}', from '{date}'."
        ));
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(invalid(problems.join(" "))),
    }
}

/// Temporary credentials need their token, and end.
fn check_token(known: &Credentials, headers: &HeaderMap, now: SystemTime) -> Result<(), Refusal> {
    let given = headers.get(TOKEN).map(|value| value.as_bytes());
    let is_right = match (known.session_token(), given) {
        (Some(token), Some(given)) => bool::from(token.as_bytes().ct_eq(given)),
        (None, None) => true,
        _ => false,
    };
    if !is_right {
        return Err(unrecognized());
    }
    if known.has_expired(now) {
        let message = "The security token included in the request is expired";
        return Err(Refusal::new(400, "ExpiredTokenException", message));
    }
    Ok(())
}

/// Refuses what the policy of the caller denies.
pub(super) fn authorize(caller: &Caller<'_>, operation: &str) -> Result<(), Refusal> {
    let Some(credentials) = caller.credentials else {
        return Ok(());
    };
    if credentials.is_unauthenticated() {
        let message = "The account of these credentials is not known to Lightsail.";
        return Err(Refusal::new(403, "UnauthenticatedException", message));
    }
    if credentials.may_not(operation) {
        let user = credentials.access_key_id();
        let message = format!(
            "User: arn:aws:iam::123456789012:user/{user} is not authorized to perform: {SERVICE}:{operation} \
             on resource: *"
        );
        return Err(Refusal::new(403, "AccessDeniedException", message));
    }
    Ok(())
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "InvalidSignatureException", message)
}

fn incomplete(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "IncompleteSignatureException", message)
}

fn unrecognized() -> Refusal {
    let message = "The security token included in the request is invalid.";
    Refusal::new(400, "UnrecognizedClientException", message)
}

fn mismatch() -> Refusal {
    invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
         Access Key and signing method. Consult the service documentation for details.",
    )
}
