//! Nothing of a request, of a response or of the credentials is shown where the official client does not
//! show it: each case has a mark in everything that is secret, and everything said of it is searched.
//!
//! Each run takes other marks and other damaged bodies; a failure names its seed, and
//! `WHITTLE_SEED=<number>` takes that one again.

use crate::harness::{Answer, Call, alone};
use crate::responses::random::{OUTPUTS, SHAPES};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use tests::leaks::Marks;
use tests::random::seed;

/// A call, what is answered, and what is wrong besides.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) call: Call,
    pub(crate) answers: Vec<Answer>,
    pub(crate) trouble: Trouble,
    pub(crate) marks: Marks,
}

/// What is wrong with a client.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    None,
    Region(Option<&'static str>),
    Endpoint(String),
    EndpointAndFips,
    EndpointAndDualStack,
    NoCredentials,
    /// The provider fails in the first, second, third or fourth way.
    Provider(usize),
    Expired,
    NoBehaviorVersion,
    OldBehavior,
    Timeout,
    AttemptTimeout,
    NoRetries,
    /// Without the protection against stalled streams, in which bodies cannot be seen.
    Unprotected,
    Hook(&'static str),
    HookOfCall(&'static str),
    MapRequest,
    Resolver(Resolver),
    Schemes(&'static [&'static str]),
}

/// What is wrong with an endpoint resolver.
#[derive(Clone, Debug)]
pub(crate) enum Resolver {
    Fails,
    Url(String),
    Header(String, String),
}

/// Runs an ignored test of this module. Subscribers are known to the whole process, and what other tests
/// trace meanwhile decides what is heard.
fn apart(test: &str) {
    alone(
        &format!("secrets::{test}"),
        &[("WHITTLE_SEED", &seed().to_string())],
    );
}

/// The calls with a mark in each member.
fn calls(marks: &Marks) -> [Call; 5] {
    let word = |place| Some(marks.word(place));
    [
        Call::CreateDiskSnapshot {
            disk_name: word("diskname"),
            disk_snapshot_name: word("disksnapshotname"),
            instance_name: word("instancename"),
            tags: Some(vec![(word("key"), word("value"))]),
        },
        Call::DeleteDiskSnapshot(word("deleted")),
        Call::GetDiskSnapshots(word("pagetoken")),
        Call::GetInstanceSnapshots(word("pagetoken")),
        Call::GetExportSnapshotRecords(word("pagetoken")),
    ]
}

/// What our client shows and the official one does not; nothing if they do not come to the same.
fn leaks(case: &Case) -> Option<BTreeMap<String, String>> {
    let (mut official, ours) = both!(secrets::shown(case));
    if official.first("variant") != ours.first("variant") {
        return None;
    }
    // A waiter over pages, which the official client lacks, says what it waits for and how that is.
    let waiting = ["name", "state"].map(|place| case.marks.word(place));
    official.say("waiter", &waiting[0]);
    official.say("waiter's Display", waiting.join(" "));
    Some(ours.beyond(&official, &case.marks, |way| match way {
        // A report is made of what the error and its sources say, and of the exception's members.
        "report" => vec!["Display", "sources", "service Debug"],
        // Without a client there is no error but that of the operation.
        "parsed Display" | "parsed sources" => vec!["Display", "sources", "service Display"],
        "parsed Debug" | "parsed sources' Debug" | "parsed DisplayErrorContext" => {
            vec!["sources", "service Debug", "sources' Debug"]
        }
        // It holds the items that were read, or the error of the call.
        "waiter's Debug" | "waiter's DisplayErrorContext" => vec!["output", "Debug", "waiter"],
        "waiter" => vec!["waiter", "builder"],
        "waiter's sources" => vec!["Display", "sources"],
        "waiter's sources' Debug" => vec!["Debug", "sources' Debug"],
        way => vec![way],
    }))
}

/// Checks that there are no leaks, and that of so many cases at most one comes to something else.
fn check(cases: Vec<Case>, rare: usize, seed: u64) {
    let (count, mut different) = (cases.len(), Vec::new());
    let mut leaking = BTreeMap::new();
    for case in cases {
        let leaks = leaks(&case);
        let Case {
            call,
            answers,
            trouble,
            ..
        } = &case;
        let told = format!("    {call:?}\n    {answers:?}\n    {trouble:?}\n");
        for (leak, around) in leaks.iter().flatten() {
            let leak = leaking.entry(leak.clone());
            leak.or_insert_with(|| format!("{around}\n{told}"));
        }
        if leaks.is_none() {
            different.push(told);
        }
    }
    let leaking = leaking.iter().map(|(leak, case)| format!("{leak}: {case}"));
    let leaking: String = leaking.collect();
    assert!(
        leaking.is_empty(),
        "WHITTLE_SEED={seed}, {count} cases\n{leaking}"
    );
    assert!(
        different.len() <= count / rare,
        "WHITTLE_SEED={seed}, {count} cases, of which differ:\n{}",
        different.concat()
    );
}

/// A whole output of the shape with marks in its texts.
fn whole(shape: &str, name: &str, marks: &Marks) -> Value {
    let shape = &SHAPES[shape];
    let inner = |member: &Value, name: &str| whole(member["shape"].as_str().unwrap(), name, marks);
    match shape["type"].as_str().unwrap() {
        "structure" => {
            let members = shape["members"].as_object().unwrap().iter();
            let members = members.map(|(name, member)| (name.clone(), inner(member, name)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        "list" => json!([inner(&shape["member"], name)]),
        "integer" => json!(7),
        "boolean" => json!(true),
        "timestamp" => json!(1_700_000_000.5),
        _ => json!(marks.word(&letters(name))),
    }
}

fn letters(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphabetic);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

fn output(call: &Call, marks: &Marks) -> Value {
    let at = Call::all()
        .iter()
        .position(|other| std::mem::discriminant(other) == std::mem::discriminant(call));
    whole(OUTPUTS[at.unwrap()], "output", marks)
}

fn error(code: &str, marks: &Marks) -> Value {
    let word = |place: &str| marks.word(place);
    json!({"__type": code, "code": code, "message": word("message"), "docs": word("docs"),
        "tip": word("tip"), "unknown": {"deep": [word("unknown")]}})
}

/// Answers that all clients have to live with, with marks.
fn answers(call: &Call, marks: &Marks) -> Vec<Vec<Answer>> {
    let good = output(call, marks).to_string();
    let body = |status, code: &str| Answer::new(status, error(code, marks).to_string());
    let word = |place: &str| marks.word(place);
    let token = format!("expected\n'x-amz-security-token:{}'", word("sessiontoken"));
    let signature = json!({"__type": "InvalidSignatureException", "message": token});
    let mut all = vec![
        vec![Answer::ok(good.clone())],
        vec![Answer::ok(good.clone()).header("x-amzn-requestid", &word("requestid"))],
        vec![Answer::ok(good.clone()).header("content-length", "3")],
        vec![Answer::ok(good.clone()).header("set-cookie", &word("cookie"))],
        vec![Answer::Broken(good.clone().into())],
        vec![Answer::new(500, "{}"), Answer::Broken(good.clone().into())],
        vec![Answer::Io],
        vec![Answer::Timeout],
        vec![Answer::Io, Answer::ok(good.clone())],
        vec![Answer::new(400, signature.to_string())],
        vec![body(403, "RequestExpired").header("date", "Tue, 14 Nov 2023 22:33:20 GMT")],
        vec![
            body(500, "X"),
            body(503, "Y"),
            body(400, "NotFoundException"),
        ],
        vec![body(400, "X").header("x-amzn-errortype", &word("errortype"))],
        vec![body(400, "X").header(
            "x-amzn-query-error",
            &format!("{};{}", word("query"), word("kind")),
        )],
        vec![body(400, "X").header("x-amz-retry-after", &word("retryafter"))],
        vec![body(400, &word("errorcode"))],
    ];
    for status in [
        200, 201, 204, 301, 400, 403, 404, 413, 429, 500, 502, 503, 504, 599,
    ] {
        let html = format!("<html>{}</html>", word("html"));
        all.push(vec![Answer::new(status, html)]);
        all.push(vec![Answer::new(status, good.clone())]);
    }
    let codes = [
        "NotFoundException",
        "ServiceException",
        "Throttling",
        "Other",
        "",
    ];
    all.extend(codes.map(|code| vec![body(400, code)]));
    all
}

#[test]
fn responses_show_no_more() {
    apart("responses");
}

#[test]
#[ignore = "run by `responses_show_no_more` in a process of its own"]
fn responses() {
    let seed = seed();
    let marks = Marks::new(seed);
    let cases = calls(&marks).into_iter().flat_map(|call| {
        let answers = answers(&call, &marks);
        answers
            .into_iter()
            .map(move |answers| (call.clone(), answers))
    });
    let cases = cases.map(|(call, answers)| Case {
        call,
        answers,
        trouble: Trouble::None,
        marks: marks.clone(),
    });
    check(cases.collect(), usize::MAX, seed);
}

/// A body that is not what it should be.
fn damaged(mut body: Value, marks: &Marks, random: &mut fastrand::Rng) -> Vec<u8> {
    for _ in 0..random.usize(0..3) {
        let (word, number) = (marks.word("damage"), marks.number());
        let odd = [
            json!(word),
            json!(number),
            json!(number as f64 + 0.5),
            json!([word]),
            json!({word.clone(): word}),
            json!(format!("{number}")),
            json!(true),
            Value::Null,
        ];
        let odd = odd[random.usize(..odd.len())].clone();
        *place(&mut body, random) = odd;
    }
    let mut text = body.to_string().into_bytes();
    let at = random.usize(..text.len());
    match random.u8(0..8) {
        0 => text.truncate(at),
        1 => text.insert(at, 0xff),
        2 => text[at] = 0xc3,
        3 => text.extend(marks.word("trailer").bytes()),
        // Control characters in texts are an accepted difference.
        4 => text.insert(at, *random.choice(b"\"\\{}[],:").unwrap()),
        _ => {}
    }
    text
}

/// A place in a document, any of them.
fn place<'a>(value: &'a mut Value, random: &mut fastrand::Rng) -> &'a mut Value {
    let inner = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    match random.usize(..=inner * 4) {
        0 => value,
        at => match value {
            Value::Array(items) => place(&mut items[at % inner], random),
            Value::Object(members) => place(members.values_mut().nth(at % inner).unwrap(), random),
            _ => value,
        },
    }
}

#[test]
fn damaged_responses_show_no_more() {
    apart("damaged_responses");
}

#[test]
#[ignore = "run by `damaged_responses_show_no_more` in a process of its own"]
fn damaged_responses() {
    let seed = seed();
    let marks = Marks::new(seed);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut cases = Vec::new();
    for call in calls(&marks) {
        for _ in 0..40 {
            let good = output(&call, &marks);
            let codes = ["NotFoundException", "Throttling", "Other"];
            let bad = error(codes[random.usize(..3)], &marks);
            let answer = match random.bool() {
                true => Answer::ok(damaged(good, &marks, &mut random)),
                false => {
                    let status = [400, 404, 500][random.usize(..3)];
                    Answer::new(status, damaged(bad, &marks, &mut random))
                }
            };
            cases.push(Case {
                call: call.clone(),
                answers: vec![answer],
                trouble: Trouble::None,
                marks: marks.clone(),
            });
        }
    }
    // How the readers differ is for the tests of responses to say.
    check(cases, 20, seed);
}

const HOOKS: [&str; 19] = [
    "read_before_execution",
    "modify_before_serialization",
    "read_before_serialization",
    "read_after_serialization",
    "modify_before_retry_loop",
    "read_before_attempt",
    "modify_before_signing",
    "read_before_signing",
    "read_after_signing",
    "modify_before_transmit",
    "read_before_transmit",
    "read_after_transmit",
    "modify_before_deserialization",
    "read_before_deserialization",
    "read_after_deserialization",
    "modify_before_attempt_completion",
    "read_after_attempt",
    "modify_before_completion",
    "read_after_execution",
];

fn troubles(marks: &Marks) -> Vec<Trouble> {
    let with_password = format!("http://user:{}@[x", marks.word("password"));
    let urls = [
        "not a url",
        "http://",
        "http://a b",
        "/x",
        "a.b",
        "http://[::1",
        "",
        &with_password,
    ];
    let header = |name: &str, value: &str| Resolver::Header(name.to_owned(), value.to_owned());
    let mut all = vec![
        Trouble::None,
        Trouble::Region(None),
        Trouble::Region(Some("a b")),
        Trouble::Region(Some("mars-1")),
        Trouble::EndpointAndFips,
        Trouble::EndpointAndDualStack,
        Trouble::NoCredentials,
        Trouble::Expired,
        Trouble::NoBehaviorVersion,
        Trouble::OldBehavior,
        Trouble::Timeout,
        Trouble::AttemptTimeout,
        Trouble::NoRetries,
        Trouble::Unprotected,
        Trouble::MapRequest,
        Trouble::Resolver(Resolver::Fails),
        Trouble::Resolver(header("x-endpoint", &marks.word("endpoint"))),
        Trouble::Resolver(header("not a name", &marks.word("endpoint"))),
        Trouble::Resolver(header(
            "x-endpoint",
            &format!("\n{}", marks.word("endpoint")),
        )),
        Trouble::Schemes(&[]),
        Trouble::Schemes(&["no_auth"]),
        Trouble::Schemes(&["other", "sigv4a"]),
    ];
    all.extend((0..4).map(Trouble::Provider));
    all.extend(urls.map(|url| Trouble::Endpoint(url.to_owned())));
    all.extend(urls.map(|url| Trouble::Resolver(Resolver::Url(url.to_owned()))));
    all.extend(HOOKS.map(Trouble::Hook));
    all.extend(HOOKS.map(Trouble::HookOfCall));
    all
}

#[test]
fn configurations_show_no_more() {
    apart("configurations");
}

#[test]
#[ignore = "run by `configurations_show_no_more` in a process of its own"]
fn configurations() {
    let seed = seed();
    let marks = Marks::new(seed);
    let mut cases = Vec::new();
    let [create, _, list, ..] = calls(&marks);
    for call in [create, list] {
        for trouble in troubles(&marks) {
            let answers = match &trouble {
                Trouble::Timeout | Trouble::AttemptTimeout => vec![Answer::Never],
                _ => vec![Answer::ok(output(&call, &marks).to_string())],
            };
            let (call, marks) = (call.clone(), marks.clone());
            cases.push(Case {
                call,
                answers,
                trouble,
                marks,
            });
        }
    }
    // The official client panics at a header of an endpoint that is malformed.
    check(cases, 40, seed);
}

/// The search sees what the official client does show, in each kind of place.
#[test]
fn the_search_works() {
    apart("what_is_shown_is_seen");
}

#[test]
#[ignore = "run by `the_search_works` in a process of its own"]
fn what_is_shown_is_seen() {
    let marks = Marks::new(seed());
    let [call, ..] = calls(&marks);
    let body = error("NotFoundException", &marks).to_string();
    let case = Case {
        call,
        answers: vec![Answer::new(404, body)],
        trouble: Trouble::Unprotected,
        marks: marks.clone(),
    };
    let shown = crate::official::side::secrets::shown(&case);
    let seen = |way: &str| shown.seen(&marks, &[way]);
    assert!(seen("input").contains("diskname"));
    assert!(seen("service Display").contains("message"));
    assert!(seen("service Debug").contains("tip"));
    assert!(
        seen("Debug").contains("unknown"),
        "the body of the response"
    );
    let logged = shown.ways().filter(|way| way.starts_with("event TRACE"));
    let logged = shown.seen(&marks, &logged.collect::<Vec<_>>());
    for place in ["accesskey", "message", "tip"] {
        assert!(logged.contains(place), "{place} is not in {logged:?}");
    }
    for place in ["secretkey", "sessiontoken", "signature"] {
        assert!(!logged.contains(place), "{place}");
    }
    assert!(seen("Display").is_empty());
}
