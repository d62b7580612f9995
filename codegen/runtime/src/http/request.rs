//! The part of a request that is not the body of a protocol: path, query, headers, and bodies that are
//! bytes or text as they are.

use super::text;
use crate::error::{BuildError, Unwritten as Failure};
use crate::format::text as scalar;
use crate::schema::{
    At, Codec, Key, Member, MemberWriter, Structure, Union, ValueWriter, any_elsewhere,
};
use crate::service::Route;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use ::http::{Method, Request, Uri};
use std::collections::HashMap;
use std::fmt;

/// The request of an input, for a protocol to put its body in. The URI is only what follows the endpoint.
pub fn request<T: Structure>(route: &Route, input: &T) -> Result<Request<Vec<u8>>, BuildError> {
    let mut parts = Parts::of(route, T::MEMBERS, At::Body);
    if const { any_elsewhere(T::MEMBERS) } {
        input.write(&mut parts);
    }
    parts.finish(route)
}

/// A request without a body: what would be in it is in the query.
#[cfg(feature = "presigning")]
pub fn in_query<T: Structure>(route: &Route, input: &T) -> Result<Request<Vec<u8>>, BuildError> {
    let mut parts = Parts::of(route, T::MEMBERS, At::Query);
    input.write(&mut parts);
    let mut request = parts.finish(route)?;
    *request.method_mut() = Method::GET;
    Ok(request)
}

/// Says of a body what it is, and how long. A header that a member has set stays.
pub fn describe(request: &mut Request<Vec<u8>>, media_type: &'static str) {
    let length = HeaderValue::from(request.body().len());
    let headers = request.headers_mut();
    let media_type = HeaderValue::from_static(media_type);
    headers.entry(CONTENT_TYPE).or_insert(media_type);
    headers.entry(CONTENT_LENGTH).or_insert(length);
}

/// A request in the making.
struct Parts {
    pattern: &'static str,
    rows: &'static [Member],
    /// Where the members of the body are.
    body: At,
    /// The path, with the labels that have no value yet.
    path: String,
    /// What a map has for the query, and what other members have.
    others: String,
    query: String,
    headers: HeaderMap,
    /// What maps have for the headers.
    prefixed: HeaderMap,
    content: Option<(&'static str, Vec<u8>)>,
    problem: Option<(Rank, BuildError)>,
}

/// In which order official clients find problems: those of the path as its labels follow each other, then
/// those of other members as these do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Path(usize),
    Query,
    Header,
    PrefixHeaders,
}

impl Parts {
    fn of(route: &Route, rows: &'static [Member], body: At) -> Self {
        let (pattern, _) = halves(route);
        Self {
            pattern,
            rows,
            body,
            path: pattern.to_owned(),
            others: String::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            prefixed: HeaderMap::new(),
            content: None,
            problem: None,
        }
    }

    fn finish(self, route: &Route) -> Result<Request<Vec<u8>>, BuildError> {
        if let Some((_, problem)) = self.problem {
            return Err(problem);
        }
        let (_, constant) = halves(route);
        let mut uri = self.path;
        let queries = [constant, &self.others, &self.query];
        let mut separator = '?';
        for query in queries.into_iter().filter(|query| !query.is_empty()) {
            uri.push(separator);
            uri.push_str(query);
            separator = '&';
        }
        let (media_type, content) = self.content.unzip();
        let mut request = Request::new(content.unwrap_or_default());
        let method = Method::from_bytes(route.method.as_bytes());
        *request.method_mut() = method.map_err(BuildError::other)?;
        *request.uri_mut() = Uri::try_from(uri).map_err(BuildError::other)?;
        *request.headers_mut() = self.headers;
        for (name, value) in &self.prefixed {
            request.headers_mut().append(name, value.clone());
        }
        if let Some(media_type) = media_type {
            describe(&mut request, media_type);
        }
        Ok(request)
    }

    fn fail(&mut self, member: &Member, problem: BuildError) {
        let rank = match member.at {
            At::Path => {
                let label = text::find_label(self.pattern, member.wire);
                Rank::Path(label.map_or(0, |(range, _)| range.start))
            }
            At::Query | At::RequiredQuery | At::QueryMap => Rank::Query,
            At::PrefixHeaders => Rank::PrefixHeaders,
            _ => Rank::Header,
        };
        let is_first = |(other, _): &(Rank, BuildError)| rank < *other;
        if self.problem.as_ref().is_none_or(is_first) {
            self.problem = Some((rank, problem));
        }
    }
}

/// The path of a route, and the constant part of its query.
fn halves(route: &Route) -> (&'static str, &'static str) {
    route.uri.split_once('?').unwrap_or((route.uri, ""))
}

fn push(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(text::encoded(name));
    query.push('=');
    query.extend(text::encoded(value));
}

impl MemberWriter for Parts {
    fn write<C: Codec<T>, T: 'static>(&mut self, member: &'static Member, value: &T) {
        let at = match member.at {
            At::Body => self.body,
            at => at,
        };
        if matches!(
            at,
            At::Body | At::Payload | At::Root | At::Status | At::Stream
        ) {
            return;
        }
        let place = Place {
            parts: self,
            member,
            at,
            within: Within::Member,
            sensitive: C::SENSITIVE,
        };
        if let Err(problem) = C::write(value, place) {
            self.fail(member, problem.into());
        }
    }

    fn write_option<C: Codec<T>, T: 'static>(
        &mut self,
        member: &'static Member,
        value: &Option<T>,
    ) {
        match (value, member.at) {
            (Some(value), _) => self.write::<C, T>(member, value),
            (None, At::Path | At::RequiredQuery) => self.fail(member, missing(member)),
            (None, At::Content) => self.content = Some((member.wire, Vec::new())),
            (None, _) => {}
        }
    }
}

fn missing(member: &Member) -> BuildError {
    BuildError::missing_field(member.field, "cannot be empty or unset")
}

/// Where a value goes.
struct Place<'a> {
    parts: &'a mut Parts,
    member: &'static Member,
    at: At,
    within: Within<'a>,
    sensitive: bool,
}

/// What of its member a value is.
#[derive(Clone, Copy)]
enum Within<'a> {
    Member,
    /// An item of a list, which is quoted where something separates items, or not.
    Item,
    QuotedItem,
    /// The value of a map's entry, or an item of it.
    Entry(&'a str),
}

impl Place<'_> {
    /// The same place for a part of the value.
    fn part<'b>(&'b mut self, within: Within<'b>) -> Place<'b> {
        Place {
            parts: self.parts,
            member: self.member,
            at: self.at,
            within,
            sensitive: self.sensitive,
        }
    }

    fn label(self, value: &str) -> Result<(), Failure> {
        let path = &mut self.parts.path;
        let Some((label, is_greedy)) = text::find_label(path, self.member.wire) else {
            return Ok(());
        };
        if value.is_empty() {
            return Err(missing(self.member).into());
        }
        path.replace_range(label, &text::label(value, is_greedy));
        Ok(())
    }

    fn header(self, value: &str) -> Result<(), Failure> {
        let name = self.header_name(self.member.wire, "")?;
        let value = self.header_value(value)?;
        self.parts.headers.append(name, value);
        Ok(())
    }

    fn prefixed(self, key: &str, value: &str) -> Result<(), Failure> {
        let name = self.header_name(self.member.wire, key)?;
        let value = self.header_value(value)?;
        self.parts.prefixed.append(name, value);
        Ok(())
    }

    fn header_name(&self, prefix: &str, key: &str) -> Result<HeaderName, Failure> {
        HeaderName::from_bytes(format!("{prefix}{key}").as_bytes())
            .map_err(|error| self.unusable(key, "name", &error))
    }

    fn header_value(&self, value: &str) -> Result<HeaderValue, Failure> {
        HeaderValue::from_str(value).map_err(|error| self.unusable(value, "value", &error))
    }

    fn unusable(&self, text: &str, what: &str, error: &dyn fmt::Display) -> Failure {
        let shown = match self.sensitive {
            true => "*** Sensitive Data Redacted ***",
            false => text,
        };
        let details = format!("`{shown}` cannot be used as a header {what}: {error}");
        BuildError::invalid_field(self.member.field, details).into()
    }

    fn refuse(self) -> Failure {
        let details = "a value of this type can only be in the body";
        BuildError::invalid_field(self.member.field, details).into()
    }
}

impl scalar::Sink for Place<'_> {
    type Ok = ();
    type Error = Failure;

    fn put(self, value: &str) -> Result<(), Failure> {
        let wire = self.member.wire;
        match (self.at, self.within) {
            (At::Path, _) => return self.label(value),
            (At::RequiredQuery, Within::Member) if value.is_empty() => {
                return Err(missing(self.member).into());
            }
            (At::Query | At::RequiredQuery, _) => push(&mut self.parts.query, wire, value),
            (At::QueryMap, Within::Entry(key)) => push(&mut self.parts.others, key, value),
            (At::PrefixHeaders, Within::Entry(key)) => return self.prefixed(key, value),
            (At::Header, Within::QuotedItem) => return self.header(&text::quoted(value)),
            (At::Header, _) => return self.header(value),
            (At::Content, _) => return self.put_bytes(value.as_bytes()),
            _ => return Err(self.refuse()),
        }
        Ok(())
    }

    fn put_bytes(self, value: &[u8]) -> Result<(), Failure> {
        if self.member.at != At::Content {
            return Err(self.refuse());
        }
        self.parts.content = Some((self.member.wire, value.to_vec()));
        Ok(())
    }
}

impl<'a> ValueWriter for Place<'a> {
    type Ok = ();
    type Error = Failure;
    type Scalar = scalar::Serializer<Self>;

    fn scalar(self) -> scalar::Serializer<Self> {
        scalar::Serializer(self)
    }

    fn structure<T: Structure>(self, _: &T) -> Result<(), Failure> {
        Err(self.refuse())
    }

    fn union<T: Union>(self, _: &T) -> Result<(), Failure> {
        Err(self.refuse())
    }

    fn list<C: Codec<T>, T>(mut self, items: &[T]) -> Result<(), Failure> {
        if items.is_empty() && self.member.at == At::Header {
            return self.header("");
        }
        let within = match self.within {
            Within::Entry(key) => Within::Entry(key),
            _ if C::HAS_COMMA => Within::Item,
            _ => Within::QuotedItem,
        };
        items
            .iter()
            .try_for_each(|item| C::write(item, self.part(within)))
    }

    fn map<C: Codec<T>, K: Key, T>(mut self, entries: &HashMap<K, T>) -> Result<(), Failure> {
        let rows = self.parts.rows;
        let is_a_member = |name: &str| {
            let mut queries = rows
                .iter()
                .filter(|row| matches!(row.at, At::Query | At::RequiredQuery));
            queries.any(|row| row.wire == name)
        };
        for (key, value) in entries {
            let key = key.as_ref();
            if self.member.at == At::QueryMap && is_a_member(key) {
                continue;
            }
            C::write(value, self.part(Within::Entry(key)))?;
        }
        Ok(())
    }

    fn nullable<C: Codec<T>, T>(self, value: Option<&T>) -> Result<(), Failure> {
        value.map_or(Ok(()), |value| C::write(value, self))
    }
}
