//! The signature that a request should have.

use super::authorization::Scope;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use http::request::Parts;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::time::SystemTime;

/// What is signed.
pub(super) struct Signature<'a> {
    pub(super) head: &'a Parts,
    pub(super) body: &'a [u8],
    pub(super) date: &'a str,
    pub(super) scope: &'a str,
    pub(super) signed_headers: &'a [&'a str],
}

impl Signature<'_> {
    /// None if a header is signed that is not there.
    pub(super) fn compute(&self, secret: &str, scope: &Scope<'_>) -> Option<Vec<u8>> {
        let request = hex(&Sha256::digest(self.canonical_request()?));
        let (date, credential_scope) = (self.date, self.scope);
        let text = format!("AWS4-HMAC-SHA256\n{date}\n{credential_scope}\n{request}");
        let mut key = format!("AWS4{secret}").into_bytes();
        for part in [scope.day, scope.region, scope.service, scope.terminator] {
            key = hmac(&key, part.as_bytes())?;
        }
        hmac(&key, text.as_bytes())
    }

    fn canonical_request(&self) -> Option<String> {
        let mut text = format!(
            "{}\n{}\n{}\n",
            self.head.method,
            canonical_path(self.head.uri.path()),
            canonical_query(self.head.uri.query().unwrap_or_default()),
        );
        for name in self.signed_headers {
            writeln!(
                text,
                "{name}:{}",
                canonical_header(&self.head.headers, name)?
            )
            .ok()?;
        }
        let names = self.signed_headers.join(";");
        let hash = hex(&Sha256::digest(self.body));
        write!(text, "\n{names}\n{hash}").ok()?;
        Some(text)
    }
}

/// All values of a header, without needless blanks.
fn canonical_header(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut values = Vec::new();
    for value in headers.get_all(name) {
        let words: Vec<_> = value.to_str().ok()?.split_ascii_whitespace().collect();
        values.push(words.join(" "));
    }
    (!values.is_empty()).then(|| values.join(","))
}

/// The path, which is encoded again by all services but S3.
fn canonical_path(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

fn canonical_query(query: &str) -> String {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let mut parts: Vec<_> = parts
        .map(|part| match part.contains('=') {
            true => part.to_owned(),
            false => format!("{part}="),
        })
        .collect();
    parts.sort_unstable();
    parts.join("&")
}

fn hmac(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(text);
    Some(mac.finalize().into_bytes().to_vec())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of lower-case hexadecimal text.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

/// A time in the basic format of ISO 8601.
pub(super) fn stamp(time: SystemTime) -> String {
    let whole = DateTime::from_secs(DateTime::from(time).secs());
    let text = whole.fmt(Format::DateTime).unwrap_or_default();
    text.replace(['-', ':'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    /// The example of the documentation of Signature Version 4.
    #[test]
    fn the_documented_example() {
        let date = "20150830T123600Z";
        let request = http::Request::builder()
            .uri("/?Version=2010-05-08&Action=ListUsers")
            .header(
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8",
            )
            .header("host", "iam.amazonaws.com")
            .header("x-amz-date", date);
        let (head, ()) = request.body(()).unwrap().into_parts();
        let scope = Scope {
            access_key_id: "AKIDEXAMPLE",
            day: "20150830",
            region: "us-east-1",
            service: "iam",
            terminator: "aws4_request",
            text: "20150830/us-east-1/iam/aws4_request",
        };
        let signature = Signature {
            head: &head,
            body: b"",
            date,
            scope: scope.text,
            signed_headers: &["content-type", "host", "x-amz-date"],
        };
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let computed = signature.compute(secret, &scope).unwrap();
        let expected = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
        assert_eq!(hex(&computed), expected);
        assert_eq!(unhex(expected).unwrap(), computed);
    }

    #[test]
    fn canonical_parts() {
        let mut headers = HeaderMap::new();
        headers.append("a", "  x   y ".parse().unwrap());
        headers.append("a", "z".parse().unwrap());
        assert_eq!(canonical_header(&headers, "a").as_deref(), Some("x y,z"));
        assert_eq!(canonical_header(&headers, "b"), None);
        assert_eq!(canonical_path("/a b%20~"), "/a%20b%2520~");
        assert_eq!(canonical_query("b&a=2&a=1"), "a=1&a=2&b=");
        assert_eq!(unhex("0g"), None);
        assert_eq!(unhex("0"), None);
        assert_eq!(
            stamp(UNIX_EPOCH + Duration::from_millis(1_700_000_000_500)),
            "20231114T221320Z"
        );
    }
}
