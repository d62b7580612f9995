//! Where the two readers differ, and are accepted to.

/// A difference between the two readers that is accepted, and why.
pub(super) struct Accepted {
    pub(super) why: &'static str,
    pub(super) ours: Ours,
    pub(super) bodies: &'static [&'static [u8]],
}

/// What ours does where the official reader does the opposite.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ours {
    Refuses,
    Reads,
}

/// The one list of where the readers differ. No server that speaks JSON sends any of it.
pub(super) const ACCEPTED: &[Accepted] = &[
    Accepted {
        why: "numbers with leading zeros, a plus sign or a bare point are not JSON",
        ours: Ours::Refuses,
        bodies: &[
            br#"{"diskSnapshots":[{"sizeInGb":08}]}"#,
            br#"{"diskSnapshots":[{"sizeInGb":+8}]}"#,
            br#"{"diskSnapshots":[{"sizeInGb":-08}]}"#,
            br#"{"diskSnapshots":[{"createdAt":0170}]}"#,
            br#"{"diskSnapshots":[{"createdAt":17.}]}"#,
            br#"{"diskSnapshots":[{"createdAt":17.e1}]}"#,
            br#"{"diskSnapshots":[{"createdAt":-.5}]}"#,
        ],
    },
    Accepted {
        why: "control characters in strings must be escaped in JSON",
        ours: Ours::Refuses,
        bodies: &[
            b"{\"nextPageToken\":\"a\tb\"}",
            b"{\"nextPageToken\":\"a\nb\"}",
            b"{\"nextPageToken\":\"a\0b\"}",
            b"{\"nextPageToken\":\"a\x1fb\"}",
            b"{\"next\tPageToken\":\"a\"}",
        ],
    },
    Accepted {
        why: "times outside of 64 bits of seconds, with a point or an exponent: the official reader \
              takes the last second that there is",
        ours: Ours::Refuses,
        bodies: &[
            br#"{"diskSnapshots":[{"createdAt":1e19}]}"#,
            br#"{"diskSnapshots":[{"createdAt":-1e20}]}"#,
            br#"{"diskSnapshots":[{"createdAt":1e300}]}"#,
            br#"{"diskSnapshots":[{"createdAt":1e400}]}"#,
            br#"{"diskSnapshots":[{"createdAt":123456789012345678901234567890.5}]}"#,
        ],
    },
    Accepted {
        why: "serde_json gives `-0`, which is an integer, in the same way as `-0.0`, which is none",
        ours: Ours::Reads,
        bodies: &[br#"{"diskSnapshots":[{"sizeInGb":-0.0}]}"#],
    },
    Accepted {
        why: "one second before the first that there is",
        ours: Ours::Reads,
        bodies: &[br#"{"diskSnapshots":[{"createdAt":-9223372036854775809}]}"#],
    },
];

/// Whether a body may be one of those that are accepted to differ, apart from the last two.
pub(super) fn may_differ(body: &[u8]) -> bool {
    let (mut in_string, mut escaped) = (false, false);
    for (at, &byte) in body.iter().enumerate() {
        let (before, after) = body.split_at(at);
        let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let in_number = |byte: Option<&u8>| byte.is_some_and(|b| b"0123456789.eE+-".contains(b));
        match byte {
            _ if in_string && byte < b' ' => return true,
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'+' if !matches!(before.last(), Some(b'e' | b'E')) => return true,
            b'.' if !(digit(before.last()) && digit(after.get(1))) => return true,
            b'e' | b'E' | b'.' if is_beyond_time(before, after) => return true,
            b'0' if digit(after.get(1)) => {
                let first = before.strip_suffix(b"-").unwrap_or(before);
                if !in_number(first.last()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether the number around a place, which is written as a fraction, has more than 64 bits.
fn is_beyond_time(before: &[u8], after: &[u8]) -> bool {
    let is_of_number = |byte: &u8| b"0123456789.eE+-".contains(byte);
    let start = before.iter().rev().take_while(|byte| is_of_number(byte));
    let start = before.len() - start.count();
    let end = after.iter().take_while(|byte| is_of_number(byte)).count();
    let number = [&before[start..], &after[..end]].concat();
    let number = str::from_utf8(&number).unwrap().parse::<f64>();
    number.is_ok_and(|number| number.abs() >= i64::MAX as f64)
}
