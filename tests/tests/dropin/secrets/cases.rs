//! What is called, answered and wrong, with a mark in everything that is secret.

use super::{Resolver, Trouble};
use crate::harness::hooks::HOOKS;
use crate::harness::{Answer, Call};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::LazyLock;
use tests::leaks::Marks;

/// The outputs of the operations, in the order of [`Call::all`](crate::harness::Call::all).
const OUTPUTS: [&str; 5] = [
    "CreateDiskSnapshotResult",
    "DeleteDiskSnapshotResult",
    "GetDiskSnapshotsResult",
    "GetInstanceSnapshotsResult",
    "GetExportSnapshotRecordsResult",
];

/// The shapes of the model.
static SHAPES: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let model = "../model/lightsail/2016-11-28/service-2.json";
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join(model);
    let model: Value = serde_json::from_slice(&std::fs::read(model).unwrap()).unwrap();
    model["shapes"].as_object().unwrap().clone()
});

/// The calls with a mark in each member.
pub(super) fn calls(marks: &Marks) -> [Call; 5] {
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

pub(super) fn output(call: &Call, marks: &Marks) -> Value {
    let at = Call::all()
        .iter()
        .position(|other| std::mem::discriminant(other) == std::mem::discriminant(call));
    whole(OUTPUTS[at.unwrap()], "output", marks)
}

pub(super) fn error(code: &str, marks: &Marks) -> Value {
    let word = |place: &str| marks.word(place);
    json!({"__type": code, "code": code, "message": word("message"), "docs": word("docs"),
        "tip": word("tip"), "unknown": {"deep": [word("unknown")]}})
}

/// Answers that all clients have to live with, with marks.
pub(super) fn answers(call: &Call, marks: &Marks) -> Vec<Vec<Answer>> {
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

/// A body that is not what it should be.
pub(super) fn damaged(mut body: Value, marks: &Marks, random: &mut fastrand::Rng) -> Vec<u8> {
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

pub(super) fn troubles(marks: &Marks) -> Vec<Trouble> {
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
    all.extend(HOOKS.split_whitespace().map(Trouble::Hook));
    all.extend(HOOKS.split_whitespace().map(Trouble::HookOfCall));
    all
}
