//! Values and bytes at random.

use super::*;
use proptest::prelude::*;

fn any_value() -> impl Strategy<Value = All> {
    let scalars = (
        any::<Option<i64>>(),
        any::<Option<f64>>(),
        any::<Option<f32>>(),
        any::<Option<String>>(),
        any::<Option<bool>>(),
        any::<Option<Vec<u8>>>(),
        any::<Option<i32>>(),
    );
    let parts = (
        any::<Option<Vec<String>>>(),
        any::<Option<Vec<Option<i32>>>>(),
        any::<Option<HashMap<String, i32>>>(),
        any::<Option<HashMap<String, Option<i32>>>>(),
        any::<Option<Option<i32>>>(),
    );
    let flat = (scalars, parts).prop_map(|(scalars, parts)| All {
        long: scalars.0,
        byte: None,
        double: scalars.1,
        single: scalars.2,
        text: scalars.3,
        flag: scalars.4,
        bytes: scalars.5.map(Blob::new),
        time: scalars.6.map(|it| DateTime::from_secs(it.into())),
        wide: scalars.0.map(|it| it.to_string().parse().unwrap()),
        list: parts.0,
        sparse: parts.1,
        map: parts.2,
        sparse_map: parts.3,
        choice: parts.4.map(|it| it.map_or(Choice::Nothing, Choice::Number)),
        inner: None,
    });
    flat.prop_recursive(3, 8, 1, |inner| {
        inner.prop_map(|inner| All::builder().inner(Box::new(inner)).build())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_written_is_read(value in any_value()) {
        prop_assert_eq!(read(&written(&value)), Ok(value));
    }

    #[test]
    fn others_read_what_is_written(value in any_value()) {
        let bytes = written(&value);
        let read: ciborium::Value = ciborium::from_reader(bytes.as_slice()).unwrap();
        prop_assert!(read.is_map());
    }

    #[test]
    fn no_input_is_too_strange(input in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&input);
        let _ = read(&[bytes("bf 61 78"), input].concat());
    }

    #[test]
    fn damage_is_an_error_or_another_value(value in any_value(), at: usize, byte: u8) {
        let mut bytes = written(&value);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
        bytes.truncate(at);
        prop_assert!(read(&bytes).is_err());
    }
}
