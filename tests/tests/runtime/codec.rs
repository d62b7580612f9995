//! What is on the wire and what is not, for shapes that Lightsail does not have.

use crate::miniature::{DiskSnapshot, DiskState, Source, Tag};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document};
use std::collections::HashMap;

fn snapshot(json: &str) -> DiskSnapshot {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn refused(json: &str) -> String {
    match serde_json::from_str::<DiskSnapshot>(json) {
        Ok(value) => panic!("{json} gave {value:?}"),
        Err(error) => error.to_string(),
    }
}

fn everything() -> DiskSnapshot {
    DiskSnapshot::builder()
        .name("snap \"q\" \\ / é 🦀 \u{1}\u{8}\u{c} \n\r\t\u{7f}\u{2028}")
        .created_at(DateTime::from_secs(1_700_000_000))
        .state(DiskState::InUse)
        .size_in_gb(-8)
        .is_from_auto_snapshot(true)
        .tags(Tag::builder().key("k").build())
        .tags(Tag::builder().build())
        .source(Source::Many(vec![
            Source::Disk("d".into()),
            Source::Nothing,
        ]))
        .load(1.5)
        .set_limits(Some(HashMap::from([(DiskState::Available, 3)])))
        .set_notes(Some(vec![Some("a".into()), None]))
        .checksum(Blob::new([1, 2, 255]))
        .extra(Document::Array(vec![Document::Null, Document::from(2_u64)]))
        .changed_at(DateTime::from_secs_and_nanos(1_700_000_000, 500_000_000))
        .expires(DateTime::from_secs(1_700_000_000))
        .parent(Box::new(DiskSnapshot::builder().name("").build()))
        .build()
}

const EVERYTHING: &str = r#"{"name":"snap \"q\" \\ / é 🦀 \u0001\b\f \n\r\t~  ","createdAt":1700000000,"state":"in-use","sizeInGb":-8,"isFromAutoSnapshot":true,"tags":[{"key":"k"},{}],"source":{"many":[{"disk":"d"},{"nothing":{}}]},"load":1.5,"limits":{"available":3},"notes":["a",null],"checksum":"AQL/","extra":[null,2],"changedAt":"2023-11-14T22:13:20.5Z","expires":"Tue, 14 Nov 2023 22:13:20 GMT","parent":{"name":""}}"#;

#[test]
fn writes_members_in_the_order_of_the_model_and_leaves_out_what_is_not_set() {
    let expected = EVERYTHING.replace("~  ", "\u{7f}\u{2028}");
    assert_eq!(serde_json::to_string(&everything()).unwrap(), expected);
    let nothing = DiskSnapshot::builder().build();
    assert_eq!(serde_json::to_string(&nothing).unwrap(), "{}");
    let empty = DiskSnapshot::builder().set_tags(Some(vec![])).build();
    assert_eq!(serde_json::to_string(&empty).unwrap(), r#"{"tags":[]}"#);
}

#[test]
fn reads_what_it_writes_in_every_kind_of_format() {
    let json = serde_json::to_vec(&everything()).unwrap();
    let from_slice: DiskSnapshot = serde_json::from_slice(&json).unwrap();
    assert_eq!(from_slice, everything());
    let from_reader: DiskSnapshot = serde_json::from_reader(json.as_slice()).unwrap();
    assert_eq!(from_reader, everything());
    let value = serde_json::to_value(everything()).unwrap();
    assert_eq!(
        serde_json::from_value::<DiskSnapshot>(value).unwrap(),
        everything()
    );

    let mut cbor = Vec::new();
    ciborium::into_writer(&everything(), &mut cbor).unwrap();
    let from_cbor: DiskSnapshot = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_eq!(from_cbor, everything());
    let as_value: ciborium::Value = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_eq!(
        as_value.as_map().unwrap().len(),
        15,
        "the length is known before"
    );
}

#[test]
fn what_is_of_another_type_is_refused() {
    for json in [
        r#"{"limits":{"available":null}}"#,
        r#"{"checksum":"!"}"#,
        r#"{"load":"1.5"}"#,
        r#"{"expires":"2023-11-14T22:13:20Z"}"#,
    ] {
        refused(json);
    }
    assert_eq!(snapshot(r#"{"extra":null}"#).extra, Some(Document::Null));
    // As the official client does, whatever the form of the member.
    let time = Some(DateTime::from_secs(1_700_000_000));
    assert_eq!(snapshot(r#"{"changedAt":1700000000}"#).changed_at, time);
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| {
        format!(
            "{}1{}",
            r#"{"extra":["#.to_owned() + &"[".repeat(depth),
            "]".repeat(depth) + "]}"
        )
    };
    snapshot(&nested(100));
    assert!(refused(&nested(200)).contains("recursion limit"));
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let state = snapshot(r#"{"state":"zz"}"#).state.unwrap();
    assert_eq!(state.as_str(), "zz");
    assert_eq!(
        format!("{state:?}"),
        r#"Unknown(UnknownVariantValue("zz"))"#
    );
    assert_eq!(serde_json::to_string(&state).unwrap(), r#""zz""#);
    assert_eq!(DiskState::values(), ["available", "in-use", "unknown"]);
    assert_eq!(DiskState::from("unknown"), DiskState::UnknownValue);
    assert_eq!("in-use".parse(), Ok(DiskState::InUse));
    assert_eq!(DiskState::InUse.to_string(), "in-use");
    let error = DiskState::try_parse("zz").unwrap_err();
    assert_eq!(error.to_string(), "unknown enum variant: 'zz'");
    assert_eq!(
        format!("{error:?}"),
        r#"UnknownVariantError { value: "zz" }"#
    );
}

#[test]
fn timestamps_with_a_fraction_are_written_as_the_official_client_does() {
    let written = |time: DateTime| {
        let json = serde_json::to_string(&DiskSnapshot::builder().created_at(time).build());
        let json = json.unwrap();
        json[r#"{"createdAt":"#.len()..json.len() - 1].to_owned()
    };
    for nanos in [500_000_000, 123_000_000, 1_000, 123_456_000] {
        let time = DateTime::from_secs_and_nanos(1_700_000_000, nanos);
        assert_eq!(written(time), time.fmt(Format::EpochSeconds).unwrap());
    }
    // A double has no room for more than microseconds.
    let time = DateTime::from_secs_and_nanos(1_700_000_000, 123_456_789);
    assert_eq!(written(time), "1700000000.1234567");
    // Here the official client writes -1.5, which is another time.
    assert_eq!(written(DateTime::from_secs_f64(-0.5)), "-0.5");
}

#[test]
fn floats_that_are_not_finite_are_texts() {
    for (text, value) in [
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
    ] {
        let json = format!(r#"{{"load":"{text}"}}"#);
        assert_eq!(snapshot(&json).load, Some(value));
        assert_eq!(serde_json::to_string(&snapshot(&json)).unwrap(), json);
    }
    let nan = r#"{"load":"NaN"}"#;
    assert!(snapshot(nan).load.unwrap().is_nan());
    assert_eq!(serde_json::to_string(&snapshot(nan)).unwrap(), nan);
    assert_eq!(snapshot(r#"{"load":3}"#).load, Some(3.0));
}

#[test]
fn a_union_has_exactly_one_member() {
    let source = |json: &str| serde_json::from_str::<Source>(json).map_err(|e| e.to_string());
    assert_eq!(source(r#"{"disk":"d"}"#), Ok(Source::Disk("d".into())));
    assert_eq!(
        source(r#"{"__type":"Source","many":null,"disk":"d","new":null}"#),
        Ok(Source::Disk("d".into()))
    );
    assert_eq!(source(r#"{"nothing":{}}"#), Ok(Source::Nothing));
    assert_eq!(source(r#"{"new":[1,2]}"#), Ok(Source::Unknown));
    let reader = serde_json::from_reader::<_, Source>(r#"{"new":[1,2]}"#.as_bytes());
    assert_eq!(reader.unwrap(), Source::Unknown);
    assert!(
        source("{}")
            .unwrap_err()
            .contains("no member of the union Source")
    );
    assert!(
        source(r#"{"disk":"d","new":1}"#)
            .unwrap_err()
            .contains("more than one member")
    );
    let error = serde_json::to_string(&Source::Unknown)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("Cannot serialize `Source::Unknown`."),
        "{error}"
    );
}

#[test]
fn a_sensitive_value_is_not_quoted() {
    use whittle_runtime::codec::{Plain, Secret};
    use whittle_runtime::format::serde::read::Reader;
    use whittle_runtime::schema::Codec;
    let mut json = serde_json::Deserializer::from_str("[\"hunter2\"]");
    let read: Result<String, _> = Secret::<Plain>::read(Reader(&mut json));
    let text = read.unwrap_err().to_string();
    assert!(
        text.starts_with("a sensitive value is not as expected"),
        "{text}"
    );
    let mut json = serde_json::Deserializer::from_str("1234");
    let read = Secret::<Plain>::read_member(Reader(&mut json), &mut None::<String>);
    let text = read.unwrap_err().to_string();
    assert!(
        text.starts_with("a sensitive value is not as expected"),
        "{text}"
    );
}
