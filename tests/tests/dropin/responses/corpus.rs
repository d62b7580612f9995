//! Values and bodies, valid and damaged, that a server or something in between may send. Texts of values have
//! a bar between two of them.

/// For a member that is an integer.
pub(super) const INTEGERS: &str = concat!(
    "8|-8|0|-0|2147483647|2147483648|-2147483648|-2147483649|8.0|8.5|8e0|8E0|80e-1|1e400|",
    "99999999999999999999|-99999999999999999999|0x8|--8|-|8.|.8|8e|8e+|8_0|NaN|Infinity|",
    "٨|\"8\"|true|null|nul|[8]|{}| 8 |\t8\n|\u{a0}8",
);

/// For a member that is a boolean.
pub(super) const BOOLEANS: &str = "true|false|null|\"true\"|1|0|True|tru|truefalse|[]|{}";

/// For a member that is a string.
pub(super) const STRINGS: &[&[u8]] = &[
    br#""""#,
    br#""a""#,
    br#"" a ""#,
    br#""\u00e9""#,
    br#""\u00E9""#,
    br#""\ud83e\udd80""#,
    br#""\ud83e""#,
    br#""\udd80""#,
    br#""\ud83e\ud83e""#,
    br#""\ud83ex""#,
    br#""\ud83e\n""#,
    br#""\udd80\ud83e""#,
    br#""\x""#,
    br#""\u12""#,
    br#""\u12g4""#,
    br#""\u+123""#,
    br#""\U0041""#,
    br#""\/\"\\\b\f\n\r\t""#,
    br#""\u0000""#,
    br#""\u007f""#,
    br#""\uffff""#,
    br#""\ufeff""#,
    br#""open"#,
    br#""open\"#,
    br#""open\""#,
    br#"'a'"#,
    br#"a"#,
    b"8",
    b"true",
    b"null",
    b"[]",
    br#"{}"#,
    br#"["a"]"#,
    b"\"\x7f\"",
    b"\"\xff\"",
    b"\"\xc3\"",
    b"\"\xc0\x80\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xf4\x90\x80\x80\"",
    "\"é🦀\u{2028}\u{feff}\"".as_bytes(),
    br#""a" "b""#,
    br#""a""b""#,
];

/// For a member that is a time.
pub(super) const TIMES: &str = concat!(
    "0|-0|1700000000|-1|1700000000.0|1700000000.5|1700000000.123|1700000000.123456|",
    "1700000000.123456789123|1700000000.999999999|0.9999999999|0.1|-0.5|-1.25|1e-10|",
    "1.7e9|1.7E+9|17e8|1700000000000e-3|253402300800|-62135596801|-377705116800|",
    "9223372036854775807|9223372036854775808|-9223372036854775808|18446744073709551615|",
    r#"18446744073709551616|99999999999999999999|1e18|5e-324|.5|+17|"2023-11-14T22:13:20Z"|"#,
    r#""2023-11-14T22:13:20.123Z"|"2023-11-14T22:13:20.123456789Z"|"#,
    r#""2023-11-14T22:13:20.1234567891Z"|"2023-11-14T22:13:20+01:00"|"#,
    r#""2023-11-14T22:13:20-01:30"|"2023-11-14T22:13:20.5+01:00"|"#,
    r#""2023-11-14T22:13:20+0100"|"2023-11-14T22:13:20"|"2023-11-14t22:13:20z"|"#,
    r#""2023-11-14 22:13:20Z"|"2023-11-14"|"2023-02-30T00:00:00Z"|"2023-11-14T22:13:60Z"|"#,
    r#""2023-11-14T24:00:00Z"|"9999-12-31T23:59:59Z"|"0000-01-01T00:00:00Z"|"#,
    r#""-0001-01-01T00:00:00Z"|"10000-01-01T00:00:00Z"|" 2023-11-14T22:13:20Z"|"#,
    r#""2023-11-14T22:13:20\u005a"|"Tue, 14 Nov 2023 22:13:20 GMT"|"1700000000"|""|"NaN"|"#,
    "NaN|Infinity|true|null|[]|[0]|{}",
);

/// For a member that is one of a set of strings.
pub(super) const ENUMS: &str = concat!(
    r#""available"|"unknown"|"Unknown"|"UnknownValue"|""|"AVAILABLE"|"Available"|"#,
    r#""avail\u0061ble"|" available"|"é"|3|null|true|[]|["available"]|{}"#,
);

/// For a member that is a structure.
pub(super) const STRUCTURES: &str = concat!(
    r#"{}|null|[]|["a","b"]|"x"|3|true|{"availabilityZone":null}|"#,
    r#"{"availabilityZone":"a","availabilityZone":"b"}|"#,
    r#"{"availabilityZone":"a","availabilityZone":null}|{"AvailabilityZone":"a"}|"#,
    r#"{"availability_zone":"a"}|{"availabilityZon\u0065":"a"}|{"":"a"}|"#,
    r#"{"regionName":"eu-west-2"}|{"regionName":"mars-1"}|{"__type":"ResourceLocation"}|"#,
    r#"{"availabilityZone":"a",}|{,}|{"availabilityZone"}|{"availabilityZone":}|"#,
    r#"{"availabilityZone" "a"}|{availabilityZone:"a"}|{1:"a"}|{null:"a"}|"#,
    r#"{"availabilityZone":"a" "regionName":"b"}|{"\ud83e":"a"}|{"\x":"a"}"#,
);

/// For a member that is a list of structures.
pub(super) const LISTS: &str = concat!(
    r#"[]|[ ]|null|{}|[null]|[{},null]|[{}]|[{},{}]|[1]|[[]]|"x"|[{},]|[,]|[,{}]|[{}{}]|"#,
    r#"[{}|[|]|[{]}|[{"key":"a"}]|[{"key":"a","value":null}]|[{"key":1}]|[[{}]]|3|false"#,
);

/// For a member that nobody knows.
pub(super) const UNKNOWN: &str = concat!(
    r#"1|null|[]|{}|{"a":[1,2,{"b":null}]}|"\ud83e"|"\x"|1e400|tru|[1,]|{,}||1.|-|"#,
    "\"\u{7f}\"|99999999999999999999999999",
);

/// Whole bodies.
pub(super) const BODIES: &[&[u8]] = &[
    b"",
    b" ",
    b"\r\n\t ",
    b"{}",
    b" {} ",
    b"null",
    b"[]",
    b"[{}]",
    b"3",
    b"\"x\"",
    b"true",
    b"\xef\xbb\xbf{}",
    b"\xef\xbb\xbf",
    b"\xff\xfe{\0}\0",
    b"{} x",
    b"{}{}",
    b"{},",
    b"{}\0",
    b"\0",
    b"{}\xff",
    b"{",
    b"}",
    b"{,}",
    b"{}]",
    b"/* c */{}",
    b"{}// c",
    b"# c",
    b"<html></html>",
    br#"{"a":1,}"#,
    br#"{"a"}"#,
    br#"{"a":}"#,
    br#"{a:1}"#,
    br#"{'a':1}"#,
    b"{\"\xff\":1}",
    br#"{"nextPageToken":"a","nextPageToken":"b"}"#,
    br#"{"nextPageToken":"a","nextPageToken":null}"#,
    br#"{"nextPageToken":null,"nextPageToken":"b"}"#,
    br#"{"nextPageToken":1,"nextPageToken":"b"}"#,
    br#"{"NextPageToken":"a"}"#,
    br#"{"nextpagetoken":"a"}"#,
    br#"{"next\u0050ageToken":"a"}"#,
    br#"{"diskSnapshots":[{}],"diskSnapshots":[]}"#,
    br#"{"diskSnapshots":[{}],"diskSnapshots":null}"#,
    br#"{"operations":[{}],"operations":[{"id":"a"},{}]}"#,
    br#"{"__type":"NotFoundException","code":"X","message":"m"}"#,
    br#"{"__type":3}"#,
    br#"{"_request_id":"mine"}"#,
    br#"{"error":{"code":"X"},"nextPageToken":"a"}"#,
    "{\u{a0}}".as_bytes(),
    b"{\x0b}",
    b"{\x0c}",
];

/// A page with something of everything.
pub(super) const PAGE: &str = r#"{"diskSnapshots":[{"name":"snap \u00e9\n","arn":"arn:aws:x",
"supportCode":"1/2","createdAt":1700000000.123,"location":{"availabilityZone":"all",
"regionName":"eu-west-2"},"resourceType":"DiskSnapshot","tags":[{"key":"k","value":"v"},{"key":""}],
"sizeInGb":8,"state":"completed","progress":"100%","isFromAutoSnapshot":false,"new":[{"a":-1.5e3}]}],
"nextPageToken":"tok=="}"#;
