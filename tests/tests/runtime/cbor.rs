//! CBOR as rpcv2Cbor has it: examples of RFC 8949, byte for byte, and input that nobody should send.
#![allow(
    unexpected_cfgs,
    dead_code,
    unreachable_pub,
    reason = "the macros write what is public in a generated crate, and not all of it is called here"
)]

mod random;

use aws_smithy_types::{BigInteger, Blob, DateTime};
use std::collections::HashMap;
use whittle_runtime::codec::{
    BigInt, Boxed, Integer, List, Map, NativeBytes, NativeFloat, Nullable, Plain, Structure,
    TaggedSeconds, Union,
};
use whittle_runtime::format::cbor;
use whittle_runtime::schema::Structure as _;
use whittle_runtime::{members, variants};

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct All {
    pub long: Option<i64>,
    pub byte: Option<i8>,
    pub double: Option<f64>,
    pub single: Option<f32>,
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub bytes: Option<Blob>,
    pub time: Option<DateTime>,
    pub wide: Option<BigInteger>,
    pub list: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<i32>>>,
    pub map: Option<HashMap<String, i32>>,
    pub sparse_map: Option<HashMap<String, Option<i32>>>,
    pub choice: Option<Choice>,
    pub inner: Option<Box<All>>,
}

members! {
    #[derive(Debug)]
    All by AllBuilder -> Self [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14] {
        long, set_long, get_long: copy(i64) = "long" Integer;
        byte, set_byte, get_byte: copy(i8) = "byte" Integer;
        double, set_double, get_double: copy(f64) = "double" NativeFloat;
        single, set_single, get_single: copy(f32) = "single" NativeFloat;
        text, set_text, get_text: text(String) = "text" Plain;
        flag, set_flag, get_flag: copy(bool) = "flag" Plain;
        bytes, set_bytes, get_bytes: value(Blob) = "bytes" NativeBytes;
        time, set_time, get_time: value(DateTime) = "time" TaggedSeconds;
        wide, set_wide, get_wide: value(BigInteger) = "wide" BigInt;
        list, set_list, get_list: list(as String) = "list" List<Plain>;
        sparse, set_sparse, get_sparse: list(Option<i32>) = "sparse" List<Nullable<Integer>>;
        map, set_map, get_map: map(as String, i32) = "map" Map<Integer>;
        sparse_map, set_sparse_map, get_sparse_map: map(as String, Option<i32>) = "sparseMap" Map<Nullable<Integer>>;
        choice, set_choice, get_choice: value(Choice) = "choice" Union;
        inner, set_inner, get_inner: boxed(All) = "inner" Boxed<Structure>;
    }
}

#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Number(i32),
    Nothing,
    Unknown,
}

variants! {
    Choice [0 1] {
        Number, as_number, is_number: i32 = "number" Integer;
        Nothing, as_nothing, is_nothing = "nothing";
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let hex: String = hex.split_whitespace().collect();
    let pairs = (0..hex.len()).step_by(2);
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    pairs.map(byte).collect()
}

/// The structure with one member of this name.
fn with(name: &str, value: &str) -> Vec<u8> {
    let mut bytes = bytes(value);
    bytes.splice(0..0, name.bytes());
    bytes.splice(0..0, [0xa1, 0x60 | u8::try_from(name.len()).unwrap()]);
    bytes
}

fn read(input: &[u8]) -> Result<All, String> {
    let mut builder = All::builder();
    cbor::read_structure::<All>(&mut builder, input).map_err(|error| error.to_string())?;
    Ok(All::finish(builder))
}

fn member(name: &str, value: &str) -> All {
    read(&with(name, value)).unwrap_or_else(|error| panic!("{name} {value}: {error}"))
}

fn refused(name: &str, value: &str) -> String {
    match read(&with(name, value)) {
        Ok(read) => panic!("{name} {value} gave {read:?}"),
        Err(error) => error,
    }
}

fn written(value: &All) -> Vec<u8> {
    cbor::write_structure(value).unwrap()
}

#[test]
fn integers_of_the_rfc() {
    for (number, hex) in [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (1000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        (i64::MAX, "1b7fffffffffffffff"),
        (-1, "20"),
        (-24, "37"),
        (-25, "3818"),
        (-1000, "3903e7"),
        (i64::MIN, "3b7fffffffffffffff"),
    ] {
        assert_eq!(member("long", hex).long, Some(number), "{hex}");
        let only = All::builder().long(number).build();
        let expected = [bytes("bf 64 6c6f6e67"), bytes(hex), vec![0xff]].concat();
        assert_eq!(written(&only), expected, "{number}");
    }
    // Longer than it need be.
    assert_eq!(member("long", "1b0000000000000001").long, Some(1));
    assert_eq!(
        refused("long", "1b8000000000000000"),
        "a value is not as expected at byte 15"
    );
    assert_eq!(
        refused("byte", "190100"),
        "a value is not as expected at byte 9"
    );
    assert_eq!(
        refused("long", "f93c00"),
        "a value is not as expected at byte 9"
    );
}

#[test]
fn floats_of_all_sizes() {
    for (hex, number) in [
        ("f90000", 0.0),
        ("f98000", -0.0),
        ("f93c00", 1.0),
        ("f93e00", 1.5),
        ("f97bff", 65504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f90400", 0.000_061_035_156_25),
        ("f9c400", -4.0),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fa47c35000", 100_000.0),
        ("fb3ff199999999999a", 1.1),
        ("fbc010666666666666", -4.1),
    ] {
        let found = member("double", hex).double.unwrap();
        assert_eq!(found.to_bits(), number.to_bits(), "{hex} gave {found}");
    }
    for hex in ["f97e00", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(member("double", hex).double.unwrap().is_nan(), "{hex}");
    }
    // An integer is none to the official reader.
    refused("double", "07");
    let not_finite = All::builder().double(f64::NAN).single(f32::INFINITY);
    assert_eq!(
        written(&not_finite.build()),
        bytes("bf 66 646f75626c65 fb7ff8000000000000 66 73696e676c65 fa7f800000 ff")
    );
}

#[test]
fn texts_and_bytes_come_whole_or_in_parts() {
    assert_eq!(member("text", "63e6b0b4").text.as_deref(), Some("\u{6c34}"));
    assert_eq!(
        member("text", "7f 65 7374726561 64 6d696e67 ff")
            .text
            .as_deref(),
        Some("streaming")
    );
    assert_eq!(
        member("bytes", "5f 42 0102 43 030405 ff").bytes,
        Some(Blob::new([1, 2, 3, 4, 5]))
    );
    assert_eq!(refused("text", "61ff"), "a text is not UTF-8 at byte 8");
    // A part of another type, and one in parts itself.
    assert_eq!(
        refused("text", "7f 4161 ff"),
        "a value is not as expected at byte 8"
    );
    assert_eq!(
        refused("text", "7f 7f 6161 ff ff"),
        "the CBOR is malformed at byte 8"
    );
}

#[test]
fn times_have_a_tag() {
    let time = |hex| member("time", hex).time;
    assert_eq!(
        time("c11a514b67b0"),
        Some(DateTime::from_secs(1_363_896_240))
    );
    assert_eq!(
        time("c1fb41d452d9ec200000"),
        Some(DateTime::from_secs_and_nanos(1_363_896_240, 500_000_000))
    );
    // Nothing below milliseconds is read.
    assert_eq!(
        time("c1fb41cc37db380fbe77"),
        Some(DateTime::from_secs_and_nanos(946_845_296, 123_000_000))
    );
    for hex in ["1a514b67b0", "c21a514b67b0", "c16161"] {
        assert!(refused("time", hex).starts_with("a value is not as expected"));
    }
    let written = written(&All::builder().time(DateTime::from_secs(1)).build());
    assert_eq!(written, bytes("bf 64 74696d65 c1 fb3ff0000000000000 ff"));
}

#[test]
fn large_integers_have_up_to_128_bits() {
    for (digits, hex) in [
        ("18446744073709551615", "1bffffffffffffffff"),
        ("18446744073709551616", "c249010000000000000000"),
        ("-18446744073709551616", "3bffffffffffffffff"),
        ("-18446744073709551617", "c349010000000000000000"),
        ("5", "c241 05"),
    ] {
        let wide: BigInteger = digits.parse().unwrap();
        assert_eq!(member("wide", hex).wide, Some(wide.clone()), "{hex}");
        if !hex.contains(' ') {
            let written = written(&All::builder().wide(wide).build());
            let expected = [bytes("bf 64 77696465"), bytes(hex), vec![0xff]].concat();
            assert_eq!(written, expected, "{digits}");
        }
    }
    let too_wide = "c2510100000000000000000000000000000000";
    assert!(refused("wide", too_wide).starts_with("a value is not as expected"));
}

#[test]
fn null_is_no_value_but_where_values_may_be_missing() {
    assert_eq!(member("text", "f6"), All::builder().build());
    assert_eq!(member("inner", "f7"), All::builder().build());
    assert_eq!(
        member("sparse", "83 01 f6 03").sparse,
        Some(vec![Some(1), None, Some(3)])
    );
    assert_eq!(
        member("sparseMap", "a2 6161 f6 6162 02").sparse_map,
        Some(HashMap::from([("a".into(), None), ("b".into(), Some(2))]))
    );
    refused("map", "a2 6161 f6 6162 02");
    refused("list", "82 6161 f6");
}

#[test]
fn one_member_of_a_union() {
    let choice = |hex: &str| member("choice", hex).choice;
    assert_eq!(choice("a1 66 6e756d626572 05"), Some(Choice::Number(5)));
    assert_eq!(
        choice("bf 67 6e6f7468696e67 f6 66 5f5f74797065 00 66 6e756d626572 05 ff"),
        Some(Choice::Number(5))
    );
    assert_eq!(choice("a1 67 6e6f7468696e67 a0"), Some(Choice::Nothing));
    assert_eq!(choice("a1 61 78 8101"), Some(Choice::Unknown));
    refused("choice", "a2 66 6e756d626572 05 67 6e6f7468696e67 a0");
    refused("choice", "a0");
    let written = written(&All::builder().choice(Choice::Number(5)).build());
    assert_eq!(
        written,
        bytes("bf 66 63686f696365 a1 66 6e756d626572 05 ff")
    );
    let unknown = All::builder().choice(Choice::Unknown).build();
    let error = cbor::write_structure(&unknown).unwrap_err().to_string();
    assert!(error.contains("Choice"), "{error}");
}

#[test]
fn what_nobody_reads_is_skipped_however_deep() {
    for other in [
        "00",
        "3863",
        "f4",
        "f8ff",
        "fa00000000",
        "c0c16161",
        "4101",
        "5f4101ff",
        "7f6161ff",
        "80",
        "9fff",
        "9f019f0203ff0405ff",
        "a0",
        "bfff",
        "a2 01 02 8103 04",
        "bf 6161 bf 6162 01 ff ff",
    ] {
        let both = format!("bf 61 78 {other} 64 6c6f6e67 05 ff");
        assert_eq!(read(&bytes(&both)).unwrap().long, Some(5), "{other}");
    }
    let deep = "81".repeat(100_000) + "00";
    let both = format!("bf 61 78 {deep} 64 6c6f6e67 05 ff");
    assert_eq!(read(&bytes(&both)).unwrap().long, Some(5));
}

#[test]
fn what_is_no_cbor_is_an_error() {
    for (hex, problem) in [
        ("", "the CBOR ends too early at byte 0"),
        ("a1", "the CBOR ends too early at byte 1"),
        ("a164", "the CBOR ends too early at byte 2"),
        ("bf", "the CBOR ends too early at byte 1"),
        ("a0 00", "there is more after the end of the CBOR at byte 1"),
        ("80", "a value is not as expected at byte 1"),
        ("a1 6178 1c", "the CBOR is malformed at byte 4"),
        ("a1 6178 1f", "the CBOR is malformed at byte 4"),
        ("a1 6178 ff", "the CBOR is malformed at byte 4"),
        ("a1 6178 c1ff", "the CBOR is malformed at byte 5"),
        (
            "a1 6178 9bffffffffffffffff",
            "the CBOR ends too early at byte 12",
        ),
        (
            "a1 6178 bbffffffffffffffff",
            "the CBOR ends too early at byte 12",
        ),
        (
            "a1 6178 5bffffffffffffffff",
            "the CBOR ends too early at byte 12",
        ),
    ] {
        assert_eq!(read(&bytes(hex)), Err(problem.to_owned()), "{hex}");
    }
    // A list may claim any length; nothing is set aside for it.
    assert!(refused("list", "9bffffffffffffffff").starts_with("the CBOR ends too early"));
    assert!(refused("map", "bb7fffffffffffffff").starts_with("the CBOR ends too early"));
}

#[test]
fn structures_stand_in_each_other_up_to_a_depth() {
    let nested = |depth: usize| bytes(&("a1 65 696e6e6572".repeat(depth) + "a0"));
    assert!(read(&nested(127)).is_ok());
    let error = read(&nested(128)).unwrap_err();
    assert!(error.starts_with("the CBOR is nested too deep"), "{error}");
    let error = read(&nested(100_000)).unwrap_err();
    assert!(error.starts_with("the CBOR is nested too deep"), "{error}");
}

/// In a format that people read, values look as they do in JSON.
#[test]
fn the_same_shapes_are_json_for_users() {
    let value = All::builder()
        .bytes(Blob::new([1, 2, 255]))
        .double(f64::NAN)
        .time(DateTime::from_secs(1))
        .build();
    let json = serde_json::to_string(&value).unwrap();
    assert_eq!(json, r#"{"double":"NaN","bytes":"AQL/","time":1}"#);
    let read: All = serde_json::from_str(&json).unwrap();
    assert_eq!(format!("{read:?}"), format!("{value:?}"));
}
