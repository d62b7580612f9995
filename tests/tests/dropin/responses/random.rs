//! Bodies at random from the shapes of the model.

use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::LazyLock;

/// The outputs of the operations, in the order of [`Call::all`](crate::harness::Call::all).
pub(crate) const OUTPUTS: [&str; 5] = [
    "CreateDiskSnapshotResult",
    "DeleteDiskSnapshotResult",
    "GetDiskSnapshotsResult",
    "GetInstanceSnapshotsResult",
    "GetExportSnapshotRecordsResult",
];

/// Whether values of another type are among what is generated.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Damage {
    None,
    Some,
}

/// The shapes of the model.
pub(crate) static SHAPES: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let model = "../model/lightsail/2016-11-28/service-2.json";
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join(model);
    let model: Value = serde_json::from_slice(&std::fs::read(model).unwrap()).unwrap();
    model["shapes"].as_object().unwrap().clone()
});

/// A body of the shape, as JSON text.
pub(super) fn body(shape: &str, damage: Damage) -> BoxedStrategy<String> {
    structure(&SHAPES[shape], damage)
}

fn value(shape: &str, damage: Damage) -> BoxedStrategy<String> {
    let shape = &SHAPES[shape];
    let good = match shape["type"].as_str().unwrap() {
        "structure" => structure(shape, damage),
        "list" => {
            let member = shape["member"]["shape"].as_str().unwrap();
            let member = value(member, damage).prop_filter("no null in a list", move |value| {
                damage == Damage::Some || value != "null"
            });
            let list = prop::collection::vec(member, 0..3);
            list.prop_map(|list| format!("[{}]", list.join(",")))
                .boxed()
        }
        "integer" => any::<i32>().prop_map(|i| i.to_string()).boxed(),
        "boolean" => any::<bool>().prop_map(|b| b.to_string()).boxed(),
        "timestamp" => time().boxed(),
        "string" => string(shape["enum"].as_array()),
        other => panic!("{other} is not among the shapes of the slice"),
    };
    match damage {
        Damage::None => prop_oneof![9 => good, 1 => Just("null".to_owned())].boxed(),
        Damage::Some => prop_oneof![60 => good, 1 => anything()].boxed(),
    }
}

/// Some of the members, in any order, some of them again, and some that nobody knows.
fn structure(shape: &Value, damage: Damage) -> BoxedStrategy<String> {
    let members = shape["members"].as_object().unwrap();
    let mut strategies: Vec<BoxedStrategy<Option<String>>> = Vec::new();
    for (name, member) in members {
        let name = Value::from(name.as_str()).to_string();
        let value = value(member["shape"].as_str().unwrap(), damage);
        let member = value.prop_map(move |value| format!("{name}:{value}"));
        strategies.push(option::of(member).boxed());
    }
    let unknown = "[a-z]{1,8}".prop_map(|name| format!(r#""{name}_":{{"x":[1,null]}}"#));
    strategies.push(option::weighted(0.2, unknown).boxed());
    if let Some(first) = strategies.first().cloned() {
        strategies.push(first);
    }
    let members = strategies.prop_map(|members| members.into_iter().flatten().collect::<Vec<_>>());
    let members = members.prop_shuffle();
    members
        .prop_map(|members| format!("{{{}}}", members.join(",")))
        .boxed()
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_i64..4_000_000_000).prop_map(|seconds| seconds.to_string()),
        any::<i64>().prop_map(|seconds| seconds.to_string()),
        (0_i64..4_000_000_000, "[0-9]{1,12}").prop_map(|(s, fraction)| format!("{s}.{fraction}")),
        (-4e9..4e9).prop_map(|seconds: f64| format!("{seconds}")),
        (-4e9..4e9).prop_map(|seconds: f64| format!("{seconds:e}")),
        (1970..2400, 1..13, 1..29, 0..24, 0..60, 0..60).prop_map(|(year, month, day, h, m, s)| {
            format!(r#""{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z""#)
        }),
    ]
}

fn string(values: Option<&Vec<Value>>) -> BoxedStrategy<String> {
    let any = any::<String>().prop_map(|text| Value::from(text).to_string());
    match values {
        Some(values) => {
            let known = prop::sample::select(values.clone()).prop_map(|value| value.to_string());
            prop_oneof![4 => known, 1 => any].boxed()
        }
        None => any.boxed(),
    }
}

fn anything() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "null",
        "[]",
        "{}",
        "[null]",
        r#""8""#,
        "8",
        "1.5",
        "true",
        "",
        "\"",
        "{\"a\":{}}",
    ];
    prop::sample::select(ODD).prop_map(str::to_owned)
}
