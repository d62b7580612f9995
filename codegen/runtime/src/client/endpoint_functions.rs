//! The functions that endpoint rules call, named as the rules name them.

pub use super::partitions::{Partition, partition};

/// Whether the text can be a label of a host name, or several with dots between.
pub fn is_valid_host_label(text: &str, allow_dots: bool) -> bool {
    if allow_dots {
        text.split('.').all(is_label)
    } else {
        is_label(text)
    }
}

/// Whether the text can be both the name of a bucket and a part of a host name.
pub fn is_virtual_hostable_s3_bucket(text: &str, allow_dots: bool) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    (3..=63).contains(&bytes.len())
        && is_valid_host_label(text, allow_dots)
        && !bytes.iter().any(u8::is_ascii_uppercase)
        && text
            .split('.')
            .all(|label| is_edge(label.as_bytes().first()) && is_edge(label.as_bytes().last()))
        && text.parse::<std::net::Ipv4Addr>().is_err()
}

fn is_label(label: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && !label.starts_with('-') && label.bytes().all(is_part)
}

/// A part of an ASCII text, counted from its end if reversed. `None` if the text is too short.
pub fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    if start >= stop || !text.is_ascii() {
        return None;
    }
    match reverse {
        true => text.get(text.len().checked_sub(stop)?..text.len() - start),
        false => text.get(start..stop),
    }
}

/// Percent-encodes everything but letters, digits and `-._~`.
pub fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A URL in the parts that rules look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Url<'a> {
    pub scheme: &'a str,
    pub authority: &'a str,
    /// As it stands there.
    pub path: &'a str,
    /// With a slash at both ends.
    pub normalized_path: String,
    pub is_ip: bool,
}

/// Takes a URL apart. `None` if it is none, not one of HTTP, or has a query.
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let uri: http::Uri = text.parse().ok()?;
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https") || uri.query().is_some() || rest.contains('#') {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let trimmed = path.trim_matches('/');
    let host = uri.host()?.trim_matches(['[', ']']);
    Some(Url {
        scheme,
        authority,
        path: if path == "/" { "" } else { path },
        normalized_path: if trimmed.is_empty() {
            "/".to_owned()
        } else {
            format!("/{trimmed}/")
        },
        is_ip: host.parse::<std::net::IpAddr>().is_ok(),
    })
}

/// An Amazon Resource Name in its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub service: &'a str,
    pub region: &'a str,
    pub account_id: &'a str,
    pub resource_id: Vec<&'a str>,
}

/// Takes an Amazon Resource Name apart. `None` if it is none.
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    if parts.next()? != "arn" {
        return None;
    }
    let arn = Arn {
        partition: parts.next()?,
        service: parts.next()?,
        region: parts.next()?,
        account_id: parts.next()?,
        resource_id: parts.next()?.split([':', '/']).collect(),
    };
    let named = !arn.partition.is_empty() && !arn.service.is_empty();
    (named && arn.resource_id != [""]).then_some(arn)
}
