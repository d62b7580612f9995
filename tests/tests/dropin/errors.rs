//! Both clients make the same of everything that can go wrong.

mod retries;

use crate::harness::{Answer, Call, Outcome, block_on};

/// Asserts that both make the same of these answers, the last of which is repeated.
fn same(call: &Call, answers: &[Answer]) -> Outcome {
    let (official, ours) = both!(call::outcome(call.clone(), answers.to_vec()));
    let (official, ours) = block_on(async { (official.await, ours.await) });
    let [official, ours] = [official, ours].map(Outcome::without_reasons);
    pretty_assertions::assert_eq!(official, ours, "{call:?} answered with {answers:?}");
    ours
}

/// What is asserted of an outcome besides that it is the same.
struct Expected {
    variant: &'static str,
    code: Option<&'static str>,
    attempts: usize,
}

const fn service(code: &'static str, attempts: usize) -> Expected {
    Expected {
        variant: "ServiceError",
        code: Some(code),
        attempts,
    }
}

const fn response(attempts: usize) -> Expected {
    Expected {
        variant: "ResponseError",
        code: None,
        attempts,
    }
}

fn check(answer: &Answer, expected: &Expected) {
    for call in Call::all() {
        let outcome = same(&call, std::slice::from_ref(answer));
        let failure = outcome.result.unwrap_err();
        assert_eq!(failure.variant, expected.variant, "{answer:?}");
        assert_eq!(failure.code.as_deref(), expected.code, "{answer:?}");
        assert_eq!(outcome.attempts, expected.attempts, "{answer:?}");
    }
}

/// Checks bodies of an error with this status.
fn bodies(status: u16, cases: &[(&str, Expected)]) {
    for (body, expected) in cases {
        check(&Answer::new(status, *body), expected);
    }
}

/// Checks bodies of an error whose code is in the header.
fn headers(cases: &[(&str, &str, Expected)]) {
    for (header, body, expected) in cases {
        let answer = Answer::new(400, *body).header("x-amzn-errortype", header);
        check(&answer, expected);
    }
}

const MODELED: [&str; 8] = [
    "AccessDeniedException",
    "AccountSetupInProgressException",
    "InvalidInputException",
    "NotFoundException",
    "OperationFailureException",
    "RegionSetupInProgressException",
    "ServiceException",
    "UnauthenticatedException",
];

#[test]
fn every_modeled_exception() {
    for name in MODELED {
        let all = format!(
            r#"{{"__type":"{name}","docs":"d","message":"m\u00e9","tip":"t","new":[{{}}]}}"#
        );
        check(&Answer::new(400, all), &service(name, 1));
        let answer = Answer::new(400, r#"{"code":"inner","message":null}"#);
        check(&answer.header("x-amzn-errortype", name), &service(name, 1));
    }
}

#[test]
fn where_the_code_is() {
    bodies(
        400,
        &[
            (
                r#"{"__type":"NotFoundException"}"#,
                service("NotFoundException", 1),
            ),
            (
                r#"{"code":"NotFoundException"}"#,
                service("NotFoundException", 1),
            ),
            (
                r#"{"__type":"NotFoundException","code":"X"}"#,
                service("X", 1),
            ),
            (
                r#"{"code":"X","__type":"NotFoundException"}"#,
                service("X", 1),
            ),
            (
                r#"{"__type":"X","code":"NotFoundException"}"#,
                service("NotFoundException", 1),
            ),
            (r#"{"__type":"X","code":null}"#, service("X", 1)),
            (r#"{"__type":"X","code":3}"#, service("X", 1)),
            (r#"{"__type":"X","code":""}"#, service("", 1)),
            (r#"{"__type":"A","__type":"B"}"#, service("B", 1)),
            (r#"{"code":"A","code":"B"}"#, service("B", 1)),
            (r#"{"__Type":"X","Code":"Y"}"#, response(1)),
            (r#"{"error":{"code":"X"}}"#, response(1)),
        ],
    );
    headers(&[
        ("NotFoundException", "", service("NotFoundException", 1)),
        ("NotFoundException", "{}", service("NotFoundException", 1)),
        (
            "NotFoundException",
            r#"{"code":"X","__type":"Y"}"#,
            service("NotFoundException", 1),
        ),
        (
            "Unknown",
            r#"{"code":"NotFoundException"}"#,
            service("Unknown", 1),
        ),
        ("", r#"{"code":"X"}"#, service("", 1)),
    ]);
}

#[test]
fn what_is_cut_off_a_code() {
    bodies(
        400,
        &[
            (
                r#"{"__type":"com.amazonaws.lightsail#NotFoundException"}"#,
                service("NotFoundException", 1),
            ),
            (
                r#"{"__type":"NotFoundException:http://x.y/"}"#,
                service("NotFoundException", 1),
            ),
            (
                r#"{"code":"a#NotFoundException:http://x#y"}"#,
                service("NotFoundException", 1),
            ),
            (r#"{"code":":a"}"#, service("", 1)),
            (r##"{"code":"#"}"##, service("", 1)),
            (
                r#"{"code":"notfoundexception"}"#,
                service("notfoundexception", 1),
            ),
            (
                r#"{"code":" NotFoundException "}"#,
                service(" NotFoundException ", 1),
            ),
        ],
    );
    headers(&[
        (
            "com.amazonaws.lightsail#NotFoundException:http://x.y/z",
            "{}",
            service("NotFoundException", 1),
        ),
        (
            "NotFoundException,x",
            "{}",
            service("NotFoundException,x", 1),
        ),
    ]);
}

#[test]
fn query_errors() {
    for header in [
        "X;Sender",
        "X;",
        ";Sender",
        "X",
        "",
        ";",
        "X;Y;Z",
        "NotFoundException;Sender",
    ] {
        for body in ["{}", r#"{"__type":"NotFoundException","message":"m"}"#] {
            let answer = Answer::new(400, body).header("x-amzn-query-error", header);
            same(&Call::GetDiskSnapshots(None), &[answer]);
        }
    }
}

#[test]
fn messages() {
    for code in ["NotFoundException", "Unknown"] {
        for members in [
            r#""message":"a""#,
            r#""Message":"a""#,
            r#""errorMessage":"a""#,
            r#""ErrorMessage":"a""#,
            r#""message":"a","Message":"b","errorMessage":"c""#,
            r#""errorMessage":"c","Message":"b","message":"a""#,
            r#""Message":"b","message":null"#,
            r#""message":"a","Message":3"#,
            r#""message":"a","Message":"b""#,
            r#""inner":{"message":"a"}"#,
            r#""message":"","docs":"","tip":"""#,
            r#""message":"\ud83e\udd80 \u0000 \n""#,
        ] {
            let body = format!(r#"{{"__type":"{code}",{members}}}"#);
            let outcome = same(&Call::DeleteDiskSnapshot(None), &[Answer::new(400, body)]);
            assert_eq!(outcome.result.unwrap_err().code.as_deref(), Some(code));
        }
    }
}

#[test]
fn bodies_without_a_code() {
    bodies(
        400,
        &[
            ("", response(1)),
            (" \r\n", response(1)),
            ("{}", response(1)),
            ("[]", response(1)),
            ("null", response(1)),
            ("3", response(1)),
            (r#""NotFoundException""#, response(1)),
            (r#"{"message":"m"}"#, response(1)),
            (r#"[{"code":"X"}]"#, response(1)),
        ],
    );
    bodies(
        503,
        &[
            ("", response(3)),
            ("{}", response(3)),
            ("<html></html>", response(3)),
        ],
    );
    bodies(429, &[("", response(1)), ("{}", response(1))]);
}

#[test]
fn damaged_bodies() {
    bodies(
        400,
        &[
            ("<html></html>", response(1)),
            ("{", response(1)),
            (r#"{"code":"X""#, response(1)),
            (r#"{"code":"X",}"#, response(1)),
            (r#"{"code":"NotFoundException"} x"#, response(1)),
            (r#"{"code":"NotFoundException","message":3}"#, response(1)),
            (r#"{"code":"NotFoundException","tip":{}}"#, response(1)),
            (r#"{"code":"NotFoundException","docs":["a"]}"#, response(1)),
            (r#"{"code":"Unknown","message":3}"#, service("Unknown", 1)),
            (r#"{"code":"Unknown","message":"\ud83e"}"#, response(1)),
            ("\u{feff}{\"code\":\"X\"}", response(1)),
        ],
    );
    headers(&[
        ("NotFoundException", "<html></html>", response(1)),
        ("NotFoundException", "{", response(1)),
        ("NotFoundException", "{} x", response(1)),
        ("NotFoundException", r#"{"message":3}"#, response(1)),
        ("Unknown", "<html></html>", response(1)),
    ]);
    let call = Call::GetDiskSnapshots(None);
    for header in ["NotFoundException", "Unknown"] {
        for body in [
            "null", "[]", "3", r#""x""#, "{}{}", "{}]", "nul", "\u{feff}", "{} {",
        ] {
            same(
                &call,
                &[Answer::new(400, body).header("x-amzn-errortype", header)],
            );
            let body = format!(r#"{{"code":"{header}"}}{body}"#);
            same(&call, &[Answer::new(400, body)]);
        }
    }
}

#[test]
fn errors_that_are_not_text() {
    for code in ["NotFoundException", "Unknown"] {
        for member in ["message", "tip", "unknown"] {
            let start = format!(r#"{{"code":"{code}","{member}":"a"#);
            let body = [start.as_bytes(), b"\xff", br#"b"}"#].concat();
            check(&Answer::new(400, body), &response(1));
        }
    }
}

#[test]
fn request_ids() {
    for headers in [
        &[("x-amzn-requestid", "a")][..],
        &[("x-amz-request-id", "b")],
        &[("x-amzn-requestid", "a"), ("x-amz-request-id", "b")],
        &[("x-amzn-requestid", "a"), ("x-amzn-requestid", "b")],
        &[("x-amzn-request-id", "c")],
        &[("x-amzn-requestid", "")],
        &[("X-Amzn-RequestId", "A")],
    ] {
        let with = |answer: Answer| {
            let headers = headers.iter();
            headers.fold(answer, |answer, (name, value)| answer.header(name, value))
        };
        for call in Call::all() {
            for body in [
                r#"{"code":"NotFoundException"}"#,
                r#"{"code":"X"}"#,
                "{}",
                "{",
                "x",
            ] {
                same(&call, &[with(Answer::new(400, body))]);
            }
            same(&call, &[with(Answer::ok("{}"))]);
            same(&call, &[with(Answer::ok("{"))]);
        }
    }
}

/// The one list of where errors differ: what the official client makes of it, and what ours does.
#[test]
fn accepted_differences() {
    let outcome = |answer: &Answer| {
        let call = Call::GetDiskSnapshots(None);
        let answers = vec![answer.clone()];
        let (official, ours) = both!(call::outcome(call.clone(), answers.clone()));
        let (official, ours) = block_on(async { (official.await, ours.await) });
        [official, ours].map(|outcome| outcome.result.unwrap_err())
    };
    // The official client does not decode the keys of an error, ours does.
    let [official, ours] = outcome(&Answer::new(400, r#"{"c\u006fde":"X"}"#));
    assert_eq!(
        (official.variant.as_str(), official.code),
        ("ResponseError", None)
    );
    assert_eq!(
        (ours.variant.as_str(), ours.code.as_deref()),
        ("ServiceError", Some("X"))
    );
    // Of an error that is an array, the official client reads no further than its bracket.
    let [official, ours] = outcome(&Answer::new(400, "[").header("x-amzn-errortype", "X"));
    assert_eq!(
        (official.variant.as_str(), official.code.as_deref()),
        ("ServiceError", Some("X"))
    );
    assert_eq!((ours.variant.as_str(), ours.code), ("ResponseError", None));
    // Of a code with two namespaces, the official client removes the second one to find the source.
    let body = r#"{"__type":"a#b#NotFoundException"}"#;
    let [official, ours] = outcome(&Answer::new(400, body));
    assert_eq!(official.code.as_deref(), Some("b#NotFoundException"));
    assert_eq!(ours.code, official.code);
    let source = |failure: &crate::harness::Failure| failure.service.clone().unwrap()[5].clone();
    assert_eq!(source(&official), r#"Some("NotFoundException")"#);
    assert_ne!(source(&ours), source(&official));
}

/// Errors that are made by hand, without a client.
#[test]
fn made_by_hand() {
    same!(errors::exceptions());
    same!(errors::operation_errors());
    same!(errors::conversions());
    same!(errors::unknown_variants());
}
