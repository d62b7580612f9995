//! The request of awsQuery and EC2: a POST of a form that names the operation.

use crate::error::BuildError;
use crate::format::form::{self, Keys};
use crate::schema::{Member, Structure};
use crate::service::Facts;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};

/// The request of an operation.
pub(super) fn request<K: Keys, T: Structure>(
    service: &Facts,
    operation: &str,
    input: &T,
) -> Result<::http::Request<Vec<u8>>, BuildError> {
    match form::write::<K, T>(start(service, operation), input) {
        Ok(body) => Ok(of(body, T::MEMBERS)),
        Err(error) => Err(error),
    }
}

/// What all forms begin with.
fn start(service: &Facts, operation: &str) -> String {
    // Most inputs fit, and a larger start costs nothing.
    let mut body = String::with_capacity(1024);
    body.push_str("Action=");
    form::escape(operation, &mut body);
    body.push_str("&Version=");
    form::escape(service.api_version, &mut body);
    body
}

fn of(body: String, rows: &[Member]) -> ::http::Request<Vec<u8>> {
    let length = HeaderValue::from(body.len());
    let mut request = ::http::Request::new(body.into_bytes());
    *request.method_mut() = ::http::Method::POST;
    let headers = request.headers_mut();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    headers.insert(CONTENT_TYPE, form);
    // The official clients say it only where the operation has input.
    if !rows.is_empty() {
        headers.insert(CONTENT_LENGTH, length);
    }
    request
}
