//! Bindings to HTTP, which protocols that have routes share: what of a message is not in the body.

use super::json;
use crate::model::{Http, HttpBinding, Member, Segment, Service, ShapeKind, TimestampFormat, Uri};
use crate::plan::customizations;
use crate::plan::rows::{At, Codec, Row};
use crate::plan::types::Role;

/// Where the requests of an operation go, behind the endpoint.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: String,
    /// The path with its labels, and the constant part of the query.
    pub(crate) uri: String,
}

/// The route of an operation. A label may be `elsewhere`, and not in the path.
pub(super) fn route(http: &Http, elsewhere: Option<&str>) -> Route {
    let Uri { path, query } = &http.uri;
    let is_here = |segment: &&Segment| match segment {
        Segment::Label(name) => Some(name.as_str()) != elsewhere,
        Segment::Literal(_) | Segment::Greedy(_) => true,
    };
    let mut uri = String::new();
    for segment in path.iter().filter(is_here) {
        uri.push('/');
        match segment {
            Segment::Literal(text) => uri.push_str(text),
            Segment::Label(name) => uri.push_str(&format!("{{{name}}}")),
            Segment::Greedy(name) => uri.push_str(&format!("{{{name}+}}")),
        }
    }
    if uri.is_empty() {
        uri.push('/');
    }
    for (i, (name, value)) in query.iter().enumerate() {
        uri.push(if i == 0 { '?' } else { '&' });
        uri.push_str(name);
        // What has no value has no sign of one, either.
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            uri.push_str(&format!("={value}"));
        }
    }
    Route {
        method: http.method.clone(),
        uri,
    }
}

/// The row of a member that is not in the body of the protocol, nor this body itself. Such a binding means
/// something only in structures of operations, and there only on the side that it is for.
pub(super) fn row(service: &Service, member: &Member, role: Role) -> Option<Row> {
    let is_response = matches!(role, Role::Output | Role::Exception);
    let (at, name, times) = match (member.http.as_ref()?, role) {
        (_, Role::Shape) => return None,
        (HttpBinding::Label, Role::Input) => {
            (At::Path, member.name.as_str(), TimestampFormat::DateTime)
        }
        (HttpBinding::Query(name), Role::Input) => {
            let at = match member.required {
                true => At::RequiredQuery,
                false => At::Query,
            };
            (at, name.as_str(), TimestampFormat::DateTime)
        }
        (HttpBinding::QueryParams, Role::Input) => (
            At::QueryMap,
            member.name.as_str(),
            TimestampFormat::DateTime,
        ),
        (HttpBinding::Header(name), _) => (At::Header, name.as_str(), TimestampFormat::HttpDate),
        (HttpBinding::PrefixHeaders(prefix), _) => (
            At::PrefixHeaders,
            prefix.as_str(),
            TimestampFormat::HttpDate,
        ),
        (HttpBinding::ResponseCode, _) if is_response => (
            At::Status,
            member.name.as_str(),
            TimestampFormat::EpochSeconds,
        ),
        (HttpBinding::Payload, _) => return content(service, member),
        (
            HttpBinding::Label
            | HttpBinding::Query(_)
            | HttpBinding::QueryParams
            | HttpBinding::ResponseCode,
            _,
        ) => return None,
    };
    let (name, codec) = match (
        time_or_text(service, member, role),
        is_media_text(service, member),
    ) {
        (Some(found), _) => found,
        (None, true) => (name, Codec::MediaText),
        (None, false) => (name, json::codec(service, member, times)),
    };
    Some(Row {
        member: member.name.clone(),
        at,
        name: name.to_owned(),
        parts: Vec::new(),
        codec,
    })
}

/// The header of a time that may be none, and of the member that has its text; and how each reads it.
fn time_or_text(service: &Service, member: &Member, role: Role) -> Option<(&'static str, Codec)> {
    let (time, text) = customizations::time_or_text(&service.sdk_id)?;
    let target = member.target.shape.as_str();
    match role {
        Role::Output if target == time => Some((time, Codec::HttpDateOrText)),
        Role::Output if target == text => Some((time, Codec::Plain)),
        _ => None,
    }
}

/// Whether a header has a text of some media type, which is base64 there.
fn is_media_text(service: &Service, member: &Member) -> bool {
    let target = service.shape(&member.target);
    let is_header = matches!(member.http, Some(HttpBinding::Header(_)));
    let is_media = |target: &crate::model::Shape| {
        matches!(target.kind, ShapeKind::String)
            && (member.json_value || target.media_type.is_some())
    };
    is_header && target.is_some_and(is_media)
}

/// The row of a payload that is bytes or text as they are.
fn content(service: &Service, member: &Member) -> Option<Row> {
    let target = service.shape(&member.target)?;
    let (codec, media_type) = match target.kind {
        ShapeKind::Blob => (Codec::NativeBytes, "application/octet-stream"),
        ShapeKind::String => (Codec::Plain, "text/plain"),
        ShapeKind::Enum(_) => (Codec::Enum, "text/plain"),
        _ => return None,
    };
    Some(Row {
        member: member.name.clone(),
        at: At::Content,
        name: target
            .media_type
            .as_deref()
            .unwrap_or(media_type)
            .to_owned(),
        parts: Vec::new(),
        codec,
    })
}
