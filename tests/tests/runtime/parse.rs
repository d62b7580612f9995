//! Responses: section 5.1 and 5.2 of the reference, without a client.

use crate::miniature::{self, PutTag, PutTagError};
use lightsail_snapshots::error::{ErrorMetadata, ProvideErrorMetadata};
use lightsail_snapshots::operation::RequestId;
use lightsail_snapshots::operation::get_disk_snapshots::{
    GetDiskSnapshots, GetDiskSnapshotsError, GetDiskSnapshotsOutput,
};
use std::error::Error;
use whittle_runtime::error::BoxError;
use whittle_runtime::operation::exception::is;
use whittle_runtime::protocol::ErrorBody;
use whittle_runtime::schema::Structure;

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
        assert!(error.source().unwrap().is::<serde_json::Error>());
    }
}

#[test]
fn the_request_id_comes_from_either_header() {
    let id = |headers: &[(&str, &str)]| {
        let output = parse(201, headers, "").unwrap();
        output.request_id().map(str::to_owned)
    };
    assert_eq!(
        id(&[("x-amz-request-id", "b"), ("x-amzn-RequestId", "a")]).as_deref(),
        Some("a")
    );
    assert_eq!(id(&[("x-amz-request-id", "b")]).as_deref(), Some("b"));
    let output = parse(200, &[("x-amz-request-id", "b")], "").unwrap();
    assert!(format!("{output:?}").ends_with(r#"_request_id: Some("b") }"#));
}

#[test]
fn the_code_is_in_the_header_or_in_code_or_in_type() {
    let code = |headers: &[(&str, &str)], body: &str| {
        let error = error(headers, body);
        error.meta().code().map(str::to_owned)
    };
    let header = [("X-Amzn-ErrorType", "A:http://b#c")];
    assert_eq!(
        code(&header, r#"{"code":"B","__type":"C"}"#).as_deref(),
        Some("A")
    );
    assert_eq!(code(&header, "").as_deref(), Some("A"));
    assert_eq!(
        code(&[], r#"{"__type":"C","code":"B"}"#).as_deref(),
        Some("B")
    );
    assert_eq!(
        code(&[], r#"{"__type":"x.y#C:u","code":1}"#).as_deref(),
        Some("C")
    );
    let query = [("x-amzn-query-error", "Q;Sender")];
    let error = error(&query, r#"{"__type":"C"}"#);
    assert_eq!(error.meta().code(), Some("Q"));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
}

#[test]
fn the_name_in_the_body_counts_only_where_the_code_may_be_that_of_another_protocol() {
    let query = [("x-amzn-query-error", "Gone;Sender")];
    let error = error(
        &query,
        r#"{"__type":"x.y#NotFoundException","message":"m"}"#,
    );
    assert!(!error.is_not_found_exception(), "{error:?}");
    assert_eq!(error.meta().code(), Some("Gone"));

    let found = |name: Option<&'static str>| is("NotFoundException", "Gone", &Named(name));
    assert!(found(Some("NotFoundException")));
    assert!(!found(Some("Gone")) && !found(None));
}

/// A body that has nothing but a name.
struct Named(Option<&'static str>);

impl ErrorBody for Named {
    fn name(&self) -> Option<&str> {
        self.0
    }

    fn members<T: Structure>(&self) -> Result<T::Builder, BoxError> {
        Ok(T::Builder::default())
    }
}

#[test]
fn the_last_message_wins_at_the_top_level_only() {
    let message = |body: &str| error(&[], body).meta().message().map(str::to_owned);
    let body =
        r#"{"__type":"X","message":"a","errorMessage":"b","Message":"c","x":{"message":"d"}}"#;
    assert_eq!(message(body).as_deref(), Some("c"));
    assert_eq!(
        message(r#"{"__type":"X","Message":"c","message":"a"}"#).as_deref(),
        Some("a")
    );
    assert_eq!(
        message(r#"{"__type":"X","Message":"c","message":1}"#).as_deref(),
        Some("c")
    );
    assert_eq!(message(r#"{"__type":"X"}"#), None);
}

#[test]
fn a_known_code_is_an_exception_with_metadata() {
    let headers = [
        ("x-amzn-errortype", "NotFoundException"),
        ("x-amzn-requestid", "id"),
    ];
    let error = error(&headers, r#"{"code":"C","message":"m"}"#);
    let GetDiskSnapshotsError::NotFoundException(inner) = &error else {
        panic!("{error:?}");
    };
    assert!(error.is_not_found_exception());
    assert_eq!((inner.code(), inner.message()), (Some("C"), Some("m")));
    assert_eq!(ProvideErrorMetadata::code(inner), Some("NotFoundException"));
    assert_eq!(inner.meta().extra("aws_request_id"), Some("id"));
    assert_eq!(error.to_string(), "NotFoundException: m");
    assert_eq!(error.source().unwrap().to_string(), "NotFoundException: m");
}

#[test]
fn an_exception_takes_the_message_from_the_metadata_if_it_has_none() {
    let message = |body: &str| match error(&[], body) {
        GetDiskSnapshotsError::NotFoundException(inner) => inner.message,
        other => panic!("{other:?}"),
    };
    let body = r#"{"__type":"NotFoundException","Message":"M"}"#;
    assert_eq!(message(body).as_deref(), Some("M"));
    let body = r#"{"__type":"NotFoundException","message":"m","Message":"M"}"#;
    assert_eq!(message(body).as_deref(), Some("m"));
}

#[test]
fn an_exception_must_be_well_formed_and_an_unknown_error_need_not() {
    for body in [
        r#"{"__type":"NotFoundException","message":1}"#,
        r#"{"__type":"NotFoundException"} x"#,
    ] {
        let error = error(&[], body);
        assert_eq!(error.meta().code(), None, "{body}");
        assert!(error.source().unwrap().is::<serde_json::Error>());
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
        assert!(error.source().unwrap().is::<serde_json::Error>(), "{body}");
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
