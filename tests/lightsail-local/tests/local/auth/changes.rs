//! Everything that can be changed about a signed request.

use super::Signed;

pub(super) const INVALID: &str = "InvalidSignatureException";
const INCOMPLETE: &str = "IncompleteSignatureException";
const MISSING: &str = "MissingAuthenticationTokenException";
pub(super) const UNKNOWN: &str = "UnrecognizedClientException";

/// What is changed, how, and the error.
type Change = (&'static str, fn(&mut Signed), &'static str);

pub(super) const AUTHORIZATION: &str = "authorization";

/// Changes to a good request, and the error that each leads to.
pub(super) const CHANGES: &[Change] = &[
    ("unsigned", |r| r.remove(AUTHORIZATION), MISSING),
    (
        "another scheme",
        |r| *r.header(AUTHORIZATION) = "Basic YTpi".into(),
        MISSING,
    ),
    ("empty", |r| r.header(AUTHORIZATION).clear(), MISSING),
    (
        "signed twice",
        |r| {
            let value = r.header(AUTHORIZATION).clone();
            r.add(AUTHORIZATION, &value);
        },
        INCOMPLETE,
    ),
    (
        "no credential",
        |r| r.replace(AUTHORIZATION, "Credential=", "X="),
        INCOMPLETE,
    ),
    (
        "no signature",
        |r| r.replace(AUTHORIZATION, "Signature=", "X="),
        INCOMPLETE,
    ),
    (
        "no signed headers",
        |r| r.replace(AUTHORIZATION, "SignedHeaders=", "X="),
        INCOMPLETE,
    ),
    (
        "no pairs",
        |r| r.replace(AUTHORIZATION, "Signature=", "Signature"),
        INCOMPLETE,
    ),
    (
        "a pair twice",
        |r| r.header(AUTHORIZATION).push_str(", Signature=00"),
        INVALID,
    ),
    ("no date", |r| r.remove("x-amz-date"), INCOMPLETE),
    (
        "a bad date",
        |r| *r.header("x-amz-date") = "2023-11-14".into(),
        INCOMPLETE,
    ),
    (
        "no real date",
        |r| r.header("x-amz-date").replace_range(4..6, "13"),
        INCOMPLETE,
    ),
    (
        "another algorithm",
        |r| r.replace(AUTHORIZATION, "HMAC-SHA256", "HMAC-SHA1"),
        INCOMPLETE,
    ),
    (
        "a short scope",
        |r| r.replace(AUTHORIZATION, "/aws4_request", ""),
        INCOMPLETE,
    ),
    (
        "another service",
        |r| r.replace(AUTHORIZATION, "/lightsail/", "/s3/"),
        INVALID,
    ),
    (
        "another region",
        |r| r.replace(AUTHORIZATION, "/us-east-1/", "/us-east-2/"),
        INVALID,
    ),
    (
        "no region",
        |r| r.replace(AUTHORIZATION, "/us-east-1/", "/mars-1/"),
        INVALID,
    ),
    (
        "another end",
        |r| r.replace(AUTHORIZATION, "aws4_request", "aws5_request"),
        INVALID,
    ),
    (
        "another day",
        |r| r.replace(AUTHORIZATION, "/20", "/19"),
        INVALID,
    ),
    (
        "another key",
        |r| r.replace(AUTHORIZATION, "=AKIDLOCAL/", "=AKIDOTHER/"),
        UNKNOWN,
    ),
    (
        "the host is not signed",
        |r| r.replace(AUTHORIZATION, ";host;", ";"),
        INVALID,
    ),
    (
        "the date is not signed",
        |r| r.replace(AUTHORIZATION, ";x-amz-date;", ";"),
        INVALID,
    ),
    (
        "the target is not signed",
        |r| r.replace(AUTHORIZATION, ";x-amz-target", ""),
        INVALID,
    ),
    (
        "a header that is not there",
        |r| r.replace(AUTHORIZATION, ";host;", ";host;if-match;"),
        INVALID,
    ),
    (
        "a signature too short",
        |r| {
            r.header(AUTHORIZATION).pop();
        },
        INVALID,
    ),
    (
        "a signature too long",
        |r| r.header(AUTHORIZATION).push_str("00"),
        INVALID,
    ),
    (
        "upper case",
        |r| {
            let value = r.header(AUTHORIZATION);
            let at = value.len() - 64;
            let upper = value[at..].to_uppercase();
            value.replace_range(at.., &upper);
        },
        INVALID,
    ),
    (
        "no hexadecimal",
        |r| {
            let value = r.header(AUTHORIZATION);
            value.pop();
            value.push('x');
        },
        INVALID,
    ),
    (
        "a tampered body",
        |r| {
            let at = r.body.len() - 3;
            r.body[at] ^= 1;
        },
        INVALID,
    ),
    (
        "a tampered target",
        |r| r.replace("x-amz-target", "CreateDisk", "DeleteDisk"),
        INVALID,
    ),
    ("a tampered host", |r| r.header("host").push('0'), INVALID),
    (
        "a tampered content type",
        |r| r.header("content-type").push_str("; charset=utf-8"),
        INVALID,
    ),
    (
        "a tampered agent",
        |r| r.header("x-amz-user-agent").push('0'),
        INVALID,
    ),
    (
        "another target besides",
        |r| r.add("x-amz-target", "Lightsail_20161128.DeleteDiskSnapshot"),
        INVALID,
    ),
    (
        "a header of AWS's besides",
        |r| r.add("x-amz-meta", "1"),
        INVALID,
    ),
    (
        "an own hash",
        |r| r.add("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
        INVALID,
    ),
    (
        "a token of nobody's",
        |r| r.add("x-amz-security-token", "t"),
        INVALID,
    ),
];
