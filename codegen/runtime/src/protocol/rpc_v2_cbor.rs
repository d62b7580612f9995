//! The protocol rpcv2Cbor: a POST of the input as CBOR, to a path that names the operation.

use super::interface::{self, Protocol};
use super::metadata::{metadata, shape_name};
use super::query_compatible::{name_beside_code, with_query_error};
use crate::error::{BoxError, BuildError, ErrorMetadata};
use crate::format::cbor::{read_structure, read_texts, write_structure};
use crate::http::Reply;
use crate::schema::Structure;
use crate::service::{Facts, OperationFacts};
use ::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

const SMITHY_PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");
const CBOR: HeaderValue = HeaderValue::from_static("application/cbor");

/// rpcv2Cbor.
pub enum RpcV2Cbor {}

impl Protocol for RpcV2Cbor {
    #[cfg(feature = "client")]
    const SDK_FEATURE: Option<interface::SdkFeature> =
        Some(interface::SdkFeature::ProtocolRpcV2Cbor);

    type ErrorBody<'a> = ErrorBody<'a>;

    fn request<T: Structure>(
        service: &Facts,
        operation: &OperationFacts,
        input: &T,
    ) -> Result<::http::Request<Vec<u8>>, BuildError> {
        let body = operation.has_input.then(|| write_structure(input));
        let body = body.transpose().map_err(BuildError::other)?;
        let length = body.as_ref().map(Vec::len);
        let mut request = post(service, operation.name, body)?;
        // Official clients say it last, and not at all where there are no members.
        if let Some(length) = length.filter(|_| !T::MEMBERS.is_empty()) {
            let headers = request.headers_mut();
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        Ok(request)
    }

    fn output<T: Structure>(
        _: &Facts,
        _: &str,
        reply: &Reply<'_>,
        builder: &mut T::Builder,
    ) -> Result<(), BoxError> {
        read::<T>(builder, reply.body())
    }

    fn error<'a>(
        service: &Facts,
        reply: &Reply<'a>,
    ) -> Result<(ErrorMetadata, ErrorBody<'a>), BoxError> {
        let (mut name, mut message) = (None, None);
        read_texts(reply.body(), |member, text| {
            match (member, text) {
                ("__type", text) => name = Some(shape_name(&text?).to_owned()),
                // An error is known without its message, too.
                ("message" | "Message" | "errorMessage", Ok(text)) => {
                    message = Some(text.into_owned());
                }
                ("message" | "Message" | "errorMessage", Err(_)) => {}
                (_, text) => drop(text?),
            }
            Ok(())
        })?;
        let head = reply.head();
        let meta = metadata(head, name.as_deref(), message);
        let meta = match service.query_compatible {
            true => with_query_error(head, meta).build(),
            false => meta.build(),
        };
        let name = name_beside_code(service, name);
        let body = reply.body();
        Ok((meta, ErrorBody { body, name }))
    }
}

/// The request with its headers, in the order in which the official client sends them.
fn post(
    service: &Facts,
    operation: &str,
    body: Option<Vec<u8>>,
) -> Result<::http::Request<Vec<u8>>, BuildError> {
    let path = format!("/service/{}/operation/{operation}", service.target_prefix);
    let has_body = body.is_some();
    let mut request = ::http::Request::new(body.unwrap_or_default());
    *request.method_mut() = ::http::Method::POST;
    *request.uri_mut() = path.parse().map_err(BuildError::other)?;
    let headers = request.headers_mut();
    if has_body {
        headers.insert(CONTENT_TYPE, CBOR);
    }
    headers.insert(SMITHY_PROTOCOL, HeaderValue::from_static("rpc-v2-cbor"));
    headers.insert(ACCEPT, CBOR);
    if service.query_compatible {
        headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(request)
}

/// Reads a whole body. Like official clients it does not look at one that has no members.
fn read<T: Structure>(builder: &mut T::Builder, body: &[u8]) -> Result<(), BoxError> {
    match T::MEMBERS {
        [] => Ok(()),
        _ => Ok(read_structure::<T>(builder, body)?),
    }
}

/// The body of an error response.
pub struct ErrorBody<'a> {
    body: &'a [u8],
    name: Option<String>,
}

impl interface::ErrorBody for ErrorBody<'_> {
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn members<T: Structure>(&self, builder: &mut T::Builder) -> Result<(), BoxError> {
        read::<T>(builder, self.body)
    }
}
