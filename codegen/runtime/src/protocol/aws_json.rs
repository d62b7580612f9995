//! The awsJson protocols 1.0 and 1.1: a POST of the input, named by `x-amz-target`.

use super::interface::{self, Protocol};
use super::json;
use super::query_compatible::{name_beside_code, with_query_error};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::json::{Error, write_body};
use crate::http::Reply;
use crate::schema::{Member, Structure};
use crate::service::{Facts, OperationFacts};
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use std::borrow::Cow;
use std::marker::PhantomData;

const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// awsJson 1.0.
pub type AwsJson1_0 = AwsJson<V1_0>;

/// awsJson 1.1.
pub type AwsJson1_1 = AwsJson<V1_1>;

/// awsJson of either version. They differ in their content type only.
pub struct AwsJson<V>(PhantomData<V>);

/// A version of awsJson.
pub trait Version: 'static {
    const CONTENT_TYPE: &'static str;
}

/// Version 1.0.
pub enum V1_0 {}

/// Version 1.1.
pub enum V1_1 {}

impl Version for V1_0 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.0";
}

impl Version for V1_1 {
    const CONTENT_TYPE: &'static str = "application/x-amz-json-1.1";
}

impl<V: Version> Protocol for AwsJson<V> {
    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        service: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        // Most inputs fit, and a larger start costs nothing.
        let mut body = Vec::with_capacity(4096);
        write_body(input, &mut body)?;
        post(service, V::CONTENT_TYPE, operation.name, body, T::MEMBERS)
    }

    fn output<T: Structure>(
        service: &Facts,
        _: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError> {
        // Most official clients do not look at what has no members.
        if !T::MEMBERS.is_empty() || service.schema_driven {
            json::read::<T>(builder, &json::answer(service, reply.body()))?;
        }
        Ok(())
    }

    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        Ok(error_body(service, reply)?)
    }
}

/// The request with its headers, in the order in which official clients send them.
fn post(
    service: &Facts,
    content_type: &'static str,
    operation: &str,
    body: Vec<u8>,
    rows: &[Member],
) -> Result<::http::Request<Vec<u8>>, BuildError> {
    let target = format!("{}.{operation}", service.target_prefix);
    let target = HeaderValue::try_from(target).map_err(BuildError::other)?;
    let length = HeaderValue::from(body.len());
    let mut request = ::http::Request::new(body);
    *request.method_mut() = ::http::Method::POST;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    if service.schema_driven {
        headers.insert(CONTENT_LENGTH, length.clone());
    }
    headers.insert(TARGET, target);
    if service.query_compatible {
        headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    // Official clients that do not go by schemas say it last, and not at all where there are no members.
    if !service.schema_driven && !rows.is_empty() {
        headers.insert(CONTENT_LENGTH, length);
    }
    Ok(request)
}

/// The body of an error response.
pub struct ErrorBody<'a> {
    text: Cow<'a, str>,
    name: Option<String>,
}

impl interface::ErrorBody for ErrorBody<'_> {
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError> {
        Ok(json::read::<T>(builder, &self.text)?)
    }
}

/// The code, message and request id of an error response, and what else is in it. The name of the shape is
/// the code, too, unless the service keeps the code of the query protocol.
fn error_body<'a>(
    service: &Facts,
    reply: &Reply<'a>,
) -> Result<(ErrorMetadata, ErrorBody<'a>), Error> {
    let head = reply.head();
    // In an error nothing may be wrong, not even what nobody reads.
    let text = json::text(reply.body(), json::CONTROL);
    let (meta, name) = json::error(service, head, &text)?;
    // The official client of Lightsail heeds the header though its service never spoke that protocol.
    let meta = match service.query_compatible || service.schema_driven {
        true => with_query_error(head, meta),
        false => meta,
    };
    let name = name_beside_code(service, name);
    Ok((meta.build(), ErrorBody { text, name }))
}
