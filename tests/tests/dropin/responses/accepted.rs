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
