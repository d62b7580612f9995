//! What is tried again, and how often.

use super::{check, response, same, service};
use crate::harness::{Answer, Call};

#[test]
fn what_is_tried_again() {
    for (code, attempts) in [
        ("Throttling", 3),
        ("ThrottlingException", 3),
        ("ThrottledException", 3),
        ("RequestThrottledException", 3),
        ("TooManyRequestsException", 3),
        ("ProvisionedThroughputExceededException", 3),
        ("TransactionInProgressException", 3),
        ("RequestLimitExceeded", 3),
        ("BandwidthLimitExceeded", 3),
        ("LimitExceededException", 3),
        ("RequestThrottled", 3),
        ("SlowDown", 3),
        ("PriorRequestNotComplete", 3),
        ("EC2ThrottledException", 3),
        ("RequestTimeout", 3),
        ("RequestTimeoutException", 3),
        ("InternalError", 1),
        ("ServiceUnavailable", 1),
        ("ExpiredTokenException", 1),
        ("InvalidSignatureException", 1),
    ] {
        let body = format!(r#"{{"__type":"x#{code}:y","message":"m"}}"#);
        check(&Answer::new(400, body), &service(code, attempts));
    }
    for (status, attempts) in [
        (500, 3),
        (501, 1),
        (502, 3),
        (503, 3),
        (504, 3),
        (505, 1),
        (408, 1),
    ] {
        check(&Answer::new(status, "{}"), &response(attempts));
        let modeled = Answer::new(status, r#"{"code":"ServiceException"}"#);
        check(&modeled, &service("ServiceException", attempts));
    }
}

#[test]
fn statuses() {
    for status in [201, 204, 299, 300, 301, 304, 400, 401, 403, 404, 418, 599] {
        for body in [
            "",
            "{}",
            r#"{"code":"NotFoundException"}"#,
            r#"{"nextPageToken":"a"}"#,
        ] {
            for call in Call::all() {
                same(&call, &[Answer::new(status, body)]);
            }
        }
    }
}

#[test]
fn an_error_and_then_another() {
    let [ok, error] = [Answer::ok("{}"), Answer::new(500, r#"{"code":"X"}"#)];
    let not_found = Answer::new(404, r#"{"code":"NotFoundException"}"#);
    for (answers, attempts) in [
        (vec![error.clone(), ok.clone()], 2),
        (vec![error.clone(), error.clone(), ok.clone()], 3),
        (vec![error.clone(), not_found], 2),
        (vec![Answer::Io, ok.clone()], 2),
        (vec![Answer::Timeout, error.clone(), ok.clone()], 3),
        (vec![error.header("x-amz-retry-after", "1"), ok], 2),
    ] {
        let outcome = same(&Call::GetDiskSnapshots(None), &answers);
        assert_eq!(outcome.attempts, attempts, "{answers:?}");
    }
}

#[test]
fn no_answer() {
    for answer in [Answer::Io, Answer::Timeout] {
        let outcome = same(&Call::DeleteDiskSnapshot(None), &[answer]);
        assert_eq!(outcome.attempts, 3);
        assert_eq!(outcome.result.unwrap_err().variant, "DispatchFailure");
    }
}

/// A length that is not that of the body.
#[test]
fn wrong_length() {
    for body in ["{}", ""] {
        let answer = Answer::ok(body).header("content-length", "5");
        same(&Call::GetDiskSnapshots(None), &[answer]);
    }
}

/// A server whose clock is wrong.
#[test]
fn clock_skew() {
    for (date, skewed) in [
        ("Tue, 14 Nov 2023 22:13:20 GMT", false),
        ("Tue, 14 Nov 2023 22:17:19 GMT", false),
        ("Tue, 14 Nov 2023 22:23:20 GMT", true),
        ("Tue, 14 Nov 2023 22:03:20 GMT", true),
        ("nonsense", false),
    ] {
        for (code, matters) in [
            ("InvalidSignatureException", true),
            ("SignatureDoesNotMatch", true),
            ("X", false),
        ] {
            let body = format!(r#"{{"__type":"{code}"}}"#);
            let answer = Answer::new(403, body).header("date", date);
            let outcome = same(&Call::GetDiskSnapshots(None), &[answer]);
            let attempts = if skewed && matters { 3 } else { 1 };
            assert_eq!(outcome.attempts, attempts, "{date} {code}");
        }
    }
}
