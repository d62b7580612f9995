//! Traits that say where and how values are on the wire, of all protocols.

use std::fmt;

use crate::diagnostic::Location;

/// `smithy.api#http`: the route of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method, such as `GET`.
    pub method: String,
    /// The path and the constant part of the query.
    pub uri: Uri,
    /// The status of a response without error.
    pub code: u16,
}

/// A pattern such as `/{Bucket}/{Key+}?tagging`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri {
    /// What stands between the slashes.
    pub path: Vec<Segment>,
    /// Names and values of the query; a name alone has none.
    pub query: Vec<(String, Option<String>)>,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text.
    Literal(String),
    /// `{name}`: the value of the member of this name.
    Label(String),
    /// `{name+}`: the same, and slashes in it stay.
    Greedy(String),
}

impl Uri {
    /// Parses a pattern. A slash at the end of the path is none of it: official clients never send one, and
    /// botocore's models have some that the published ones lack.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = path
            .strip_prefix('/')
            .ok_or("the path does not begin with `/`")?;
        let parameter = |text: &str| match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (text.to_owned(), None),
        };
        let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
        Ok(Self {
            path: match path.trim_end_matches('/') {
                "" => Vec::new(),
                path => path.split('/').map(segment).collect::<Result<_, _>>()?,
            },
            query: parameters.map(parameter).collect(),
        })
    }
}

fn segment(text: &str) -> Result<Segment, &'static str> {
    let Some(label) = text.strip_prefix('{') else {
        return match text.contains(['{', '}']) {
            true => Err("a label is not the whole of a segment"),
            false => Ok(Segment::Literal(text.to_owned())),
        };
    };
    let label = label
        .strip_suffix('}')
        .ok_or("a label is not the whole of a segment")?;
    let (name, greedy) = match label.strip_suffix('+') {
        Some(name) => (name, true),
        None => (label, false),
    };
    match (name, greedy) {
        ("", _) => Err("a label has no name"),
        (name, _) if name.contains(['{', '}']) => Err("a label is not the whole of a segment"),
        (name, true) => Ok(Segment::Greedy(name.to_owned())),
        (name, false) => Ok(Segment::Label(name.to_owned())),
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str("/")?;
        }
        for segment in &self.path {
            match segment {
                Segment::Literal(text) => write!(f, "/{text}")?,
                Segment::Label(name) => write!(f, "/{{{name}}}")?,
                Segment::Greedy(name) => write!(f, "/{{{name}+}}")?,
            }
        }
        for (i, (name, value)) in self.query.iter().enumerate() {
            f.write_str(if i == 0 { "?" } else { "&" })?;
            f.write_str(name)?;
            if let Some(value) = value {
                write!(f, "={value}")?;
            }
        }
        Ok(())
    }
}

/// Where a member is that is not in the body, or is the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpBinding {
    /// `smithy.api#httpLabel`: in the path.
    Label,
    /// `smithy.api#httpQuery`: in the query, under this name.
    Query(String),
    /// `smithy.api#httpQueryParams`: a map that is in the query.
    QueryParams,
    /// `smithy.api#httpHeader`: in the header of this name.
    Header(String),
    /// `smithy.api#httpPrefixHeaders`: a map, in headers whose names begin so.
    PrefixHeaders(String),
    /// `smithy.api#httpPayload`: the body.
    Payload,
    /// `smithy.api#httpResponseCode`: the status.
    ResponseCode,
}

/// What the XML and query protocols read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xml {
    /// `smithy.api#xmlName`.
    pub name: Option<String>,
    /// `smithy.api#xmlNamespace`.
    pub namespace: Option<XmlNamespace>,
    /// `smithy.api#xmlAttribute`.
    pub attribute: bool,
    /// `smithy.api#xmlFlattened`.
    pub flattened: bool,
    /// `aws.protocols#ec2QueryName`.
    pub ec2_query_name: Option<String>,
}

/// `smithy.api#xmlNamespace`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The namespace.
    pub uri: String,
    /// The prefix, `None` for the default namespace.
    pub prefix: Option<String>,
}

/// What a member of an event is, beside a member of its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventBinding {
    /// `smithy.api#eventHeader`.
    Header,
    /// `smithy.api#eventPayload`.
    Payload,
}

/// `smithy.api#streaming`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Streaming {
    /// Of any length, or the events of a union.
    AnyLength,
    /// With `smithy.api#requiresLength`.
    KnownLength,
}

/// `aws.protocols#httpChecksum`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Whether a request must have one.
    pub request_required: bool,
    /// The input member that names the algorithm of the request's.
    pub request_algorithm_member: Option<String>,
    /// The input member that asks for one of the response.
    pub request_validation_mode_member: Option<String>,
    /// The algorithms of responses.
    pub response_algorithms: Vec<String>,
}

/// `aws.api#clientDiscoveredEndpoint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoveredEndpoint {
    /// Where it is said.
    pub at: Location,
    /// Whether the operation can be called at no other endpoint.
    pub required: bool,
}

/// `smithy.api#endpoint hostPrefix`, such as `{Bucket}.data-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPrefix {
    /// Its parts, none of them empty.
    pub parts: Vec<HostPart>,
}

/// A part of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPart {
    /// Text.
    Text(String),
    /// `{name}`: the value of the input member of this name.
    Label(String),
}

impl HostPrefix {
    /// Parses a prefix.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (label, after) = after
                .split_once('}')
                .ok_or("the host prefix has `{` without `}`")?;
            parts.push(HostPart::Text(before.to_owned()));
            parts.push(HostPart::Label(label.to_owned()));
            rest = after;
        }
        parts.push(HostPart::Text(rest.to_owned()));
        parts.retain(|part| !matches!(part, HostPart::Text(text) if text.is_empty()));
        Ok(Self { parts })
    }

    /// The names of the members that fill it.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            HostPart::Label(name) => Some(name.as_str()),
            HostPart::Text(_) => None,
        })
    }
}

impl fmt::Display for HostPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            HostPart::Text(text) => f.write_str(text),
            HostPart::Label(name) => write!(f, "{{{name}}}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{HostPart, HostPrefix, Segment, Uri};

    #[test]
    fn uris_have_literals_labels_and_a_query() {
        let uri = Uri::parse("/v1/{Bucket}/{Key+}?tagging&x-id=PutObjectTagging").unwrap();
        assert_eq!(
            uri.path,
            [
                Segment::Literal("v1".into()),
                Segment::Label("Bucket".into()),
                Segment::Greedy("Key".into()),
            ]
        );
        assert_eq!(
            uri.query,
            [
                ("tagging".into(), None),
                ("x-id".into(), Some("PutObjectTagging".into())),
            ]
        );
        assert_eq!(Uri::parse("/a/?b").unwrap().to_string(), "/a?b");
        for text in ["/", "/{a}/b", "/{a+}?b", "/a?b&c=d&e="] {
            assert_eq!(Uri::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn malformed_uris() {
        assert_eq!(Uri::parse("a"), Err("the path does not begin with `/`"));
        for text in ["/a{b}", "/{a}b", "/{a", "/a}", "/{a{b}}"] {
            assert_eq!(
                Uri::parse(text),
                Err("a label is not the whole of a segment"),
                "{text}"
            );
        }
        for text in ["/{}", "/{+}"] {
            assert_eq!(Uri::parse(text), Err("a label has no name"), "{text}");
        }
    }

    #[test]
    fn host_prefixes_have_text_and_labels() {
        let prefix = HostPrefix::parse("{Bucket}.data-{Key}").unwrap();
        assert_eq!(
            prefix.parts,
            [
                HostPart::Label("Bucket".into()),
                HostPart::Text(".data-".into()),
                HostPart::Label("Key".into()),
            ]
        );
        assert_eq!(prefix.to_string(), "{Bucket}.data-{Key}");
        assert_eq!(
            HostPrefix::parse("a{b"),
            Err("the host prefix has `{` without `}`")
        );
    }
}
