//! Requests and responses without a client, beyond what `dropin` compares with the official one.

use crate::miniature::{self, PutTag, PutTagError};
use lightsail_snapshots::error::{ErrorMetadata, ProvideErrorMetadata};
use lightsail_snapshots::operation::get_disk_snapshots::{
    GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsOutput,
};
use std::error::Error;
use whittle_runtime::format::json;
use whittle_runtime::operation::exception::find;

fn parse(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<GetDiskSnapshotsOutput, GetDiskSnapshotsError> {
    GetDiskSnapshots::parse(&response(status, headers, body))
}

fn response<'a>(status: u16, headers: &[(&str, &str)], body: &'a str) -> http::Response<&'a str> {
    let response = http::Response::builder().status(status);
    let response = headers.iter().fold(response, |response, (name, value)| {
        response.header(*name, *value)
    });
    response.body(body).unwrap()
}

fn error(headers: &[(&str, &str)], body: &str) -> GetDiskSnapshotsError {
    parse(400, headers, body).unwrap_err()
}

#[test]
fn an_empty_success_is_an_object_without_members() {
    for body in ["", " \r\n\t", "{}", r#"{"__type":"NotFoundException"}"#] {
        let output = parse(200, &[], body).unwrap();
        assert_eq!(output.disk_snapshots(), []);
    }
    for body in ["null", "[]", "{} {}", "<html>"] {
        let error = parse(200, &[], body).unwrap_err();
        assert_eq!(error.to_string(), "unhandled error", "{body}");
        assert!(error.source().unwrap().is::<json::Error>());
    }
}

#[test]
fn the_name_in_the_body_counts_only_where_the_code_may_be_that_of_another_protocol() {
    let known = [("NotFoundException", "NotFound")];
    let gone = ErrorMetadata::builder().code("Gone").build();
    let found = |name| find(&known, &gone, name);
    assert_eq!(found(Some("NotFoundException")), Some("NotFound"));
    assert_eq!((found(Some("Gone")), found(None)), (None, None));
}

#[test]
fn an_exception_must_be_well_formed_and_an_unknown_error_need_not() {
    for body in [
        r#"{"__type":"NotFoundException","message":1}"#,
        r#"{"__type":"NotFoundException"} x"#,
    ] {
        let error = error(&[], body);
        assert_eq!(error.meta().code(), None, "{body}");
        assert!(error.source().unwrap().is::<json::Error>());
    }
    let error = error(&[], r#"{"__type":"New","message":"m"} x"#);
    assert_eq!(
        (error.meta().code(), error.meta().message()),
        (Some("New"), Some("m"))
    );
    assert_eq!(error.to_string(), "unhandled error (New)");
    assert!(error.source().unwrap().is::<ErrorMetadata>());
}

#[test]
fn an_exception_of_another_operation_is_the_source() {
    let body = r#"{"__type":"GoneException","message":"m"}"#;
    let error = PutTag::parse(&response(400, &[], body)).unwrap_err();
    assert_eq!(error.to_string(), "unhandled error (GoneException)");
    assert_eq!(error.source().unwrap().to_string(), "GoneException: m");
}

#[test]
fn no_code_is_no_error_of_the_service() {
    for body in ["", "{}", "[]", "\"x\"", "1", r#"{"message":"m"}"#] {
        let error = error(&[("x-amzn-requestid", "id")], body);
        assert_eq!(error.to_string(), "unhandled error", "{body}");
        assert_eq!(error.meta().code(), None);
        let source = error
            .source()
            .unwrap()
            .downcast_ref::<ErrorMetadata>()
            .unwrap();
        assert_eq!(source.extra("aws_request_id"), Some("id"));
    }
    // The body must be JSON even if a header has the code.
    for body in ["<html>", r#"{"code":"#] {
        let error = error(&[("x-amzn-errortype", "NotFoundException")], body);
        assert!(error.source().unwrap().is::<json::Error>(), "{body}");
    }
}

#[test]
fn the_error_of_an_operation_becomes_that_of_the_crate() {
    let body = r#"{"__type":"ThrottledException","message":"m"}"#;
    let error = PutTag::parse(&response(400, &[], body)).unwrap_err();
    let kind = aws_smithy_types::retry::ProvideErrorKind::retryable_error_kind(&error);
    assert_eq!(
        kind,
        Some(aws_smithy_types::retry::ErrorKind::ThrottlingError)
    );
    let error = miniature::Error::from(error);
    assert!(matches!(error, miniature::Error::ThrottledException(_)));
    assert_eq!(error.to_string(), "ThrottledException: m");
    assert!(error.source().is_none());
    let unhandled = PutTagError::unhandled("why");
    let error = miniature::Error::from(unhandled);
    assert_eq!(error.source().unwrap().to_string(), "why");
    let generic = PutTagError::generic(ErrorMetadata::builder().code("G").build());
    assert_eq!(miniature::Error::from(generic).code(), Some("G"));
}

#[test]
fn the_service_decides_on_version_and_query_mode() {
    let request = PutTag::request(&miniature::Tag::builder().build()).unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(header("x-amz-target"), "Miniature_1.PutTag");
    assert_eq!(header("x-amzn-query-mode"), "true");
}
