//! Both clients read the same out of a response, or refuse it in the same way. Bodies at random are compared in
//! `services`.

mod accepted;
mod corpus;

use crate::harness::{Answer, Call, Outcome, Wire};
use accepted::{ACCEPTED, Accepted, Ours};
use corpus::{BODIES, BOOLEANS, ENUMS, INTEGERS, LISTS, PAGE, STRINGS, STRUCTURES, TIMES, UNKNOWN};
use tests::strict::is_no_json;

/// The two clients, on wires that can be given any answer.
struct Pair {
    wires: [Wire; 2],
    official: aws_sdk_lightsail::Client,
    ours: lightsail_snapshots::Client,
    runtime: tokio::runtime::Runtime,
}

impl Pair {
    fn new() -> Self {
        let wires = [Wire::fine(), Wire::fine()];
        Self {
            official: crate::official::side::call::client(&wires[0]),
            ours: crate::ours::side::call::client(&wires[1]),
            wires,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build()
                .unwrap(),
        }
    }

    /// What both make of a body: the official client, ours.
    fn read(&self, call: &Call, body: &[u8]) -> (Outcome, Outcome) {
        for wire in &self.wires {
            wire.answer([Answer::ok(body).header("x-amzn-requestid", "id-1")]);
        }
        let (official, ours) = (&self.official, &self.ours);
        let results = self.runtime.block_on(async {
            (
                crate::official::side::call::send(official, call.clone()).await,
                crate::ours::side::call::send(ours, call.clone()).await,
            )
        });
        let outcome = |wire: &Wire, result| {
            let attempts = wire.take().len();
            Outcome { attempts, result }.without_reasons()
        };
        (
            outcome(&self.wires[0], results.0),
            outcome(&self.wires[1], results.1),
        )
    }

    /// Asserts that both make the same of a body.
    fn same(&self, call: &Call, body: &[u8]) -> Outcome {
        let (official, ours) = self.read(call, body);
        let text = String::from_utf8_lossy(body);
        pretty_assertions::assert_eq!(official, ours, "{call:?} answered with {text:?}");
        assert_eq!(ours.attempts, 1, "{text:?}");
        ours
    }

    /// Asserts it for all the values of a member; the number that could be read is returned.
    fn members<V: AsRef<[u8]>>(
        &self,
        call: &Call,
        around: [&str; 2],
        values: impl IntoIterator<Item = V>,
    ) -> usize {
        let [before, after] = around.map(str::as_bytes);
        let (mut read, mut different) = (0, String::new());
        for value in values {
            let body = [before, value.as_ref(), after].concat();
            let (official, ours) = self.read(call, &body);
            read += usize::from(ours.result.is_ok());
            if official != ours {
                let body = String::from_utf8_lossy(&body);
                different += &format!("\n{body}\nofficial: {official:?}\nours: {ours:?}\n");
            }
        }
        assert!(different.is_empty(), "{call:?}: {different}");
        read
    }
}

const DISKS: Call = Call::GetDiskSnapshots(None);
const INSTANCES: Call = Call::GetInstanceSnapshots(None);
const RECORDS: Call = Call::GetExportSnapshotRecords(None);

#[test]
fn integers() {
    let disk = [
        r#"{"diskSnapshots":[{"sizeInGb":"#,
        r#","state":"completed"}]}"#,
    ];
    assert_eq!(Pair::new().members(&DISKS, disk, INTEGERS.split('|')), 9);
    let nested = [
        r#"{"instanceSnapshots":[{"fromAttachedDisks":[{"iops":"#,
        "}]}]}",
    ];
    assert_eq!(
        Pair::new().members(&INSTANCES, nested, INTEGERS.split('|')),
        9
    );
}

#[test]
fn booleans() {
    let around = [r#"{"operations":[{"isTerminal":"#, "}]}"];
    let call = Call::DeleteDiskSnapshot(None);
    assert_eq!(Pair::new().members(&call, around, BOOLEANS.split('|')), 3);
}

#[test]
fn strings() {
    let around = [r#"{"nextPageToken":"#, "}"];
    assert_eq!(Pair::new().members(&RECORDS, around, STRINGS), 14);
    // A key that nobody knows has the same rules.
    Pair::new().members(&RECORDS, ["{", ":1}"], STRINGS);
    Pair::new().members(&RECORDS, [r#"{"unknown":"#, "}"], STRINGS);
}

#[test]
fn times() {
    let around = [r#"{"exportSnapshotRecords":[{"createdAt":"#, "}]}"];
    assert_eq!(Pair::new().members(&RECORDS, around, TIMES.split('|')), 38);
}

#[test]
fn enums() {
    let around = [r#"{"diskSnapshots":[{"state":"#, "}]}"];
    assert_eq!(Pair::new().members(&DISKS, around, ENUMS.split('|')), 11);
    let around = [
        r#"{"instanceSnapshots":[{"fromAttachedDisks":[{"state":"#,
        "}]}]}",
    ];
    assert_eq!(
        Pair::new().members(&INSTANCES, around, ENUMS.split('|')),
        11
    );
}

#[test]
fn structures() {
    let around = [r#"{"instanceSnapshots":[{"location":"#, "}]}"];
    assert_eq!(
        Pair::new().members(&INSTANCES, around, STRUCTURES.split('|')),
        12
    );
}

#[test]
fn lists() {
    let around = [r#"{"diskSnapshots":[{"tags":"#, "}]}"];
    assert_eq!(Pair::new().members(&DISKS, around, LISTS.split('|')), 7);
}

#[test]
fn unknown_members() {
    for around in [
        [r#"{"unknown":"#, "}"],
        [r#"{"diskSnapshots":[{"unknown":"#, r#","name":"n"}]}"#],
    ] {
        Pair::new().members(&DISKS, around, UNKNOWN.split('|'));
    }
}

#[test]
fn whole_bodies() {
    let pair = Pair::new();
    for call in Call::all() {
        let outcomes = BODIES.iter().map(|body| pair.same(&call, body));
        let read = outcomes.filter(|outcome| outcome.result.is_ok()).count();
        assert!((10..BODIES.len() - 20).contains(&read), "{call:?}: {read}");
    }
}

#[test]
fn the_request_id_is_in_the_output() {
    let outcome = Pair::new().same(&DISKS, b"{}");
    assert!(outcome.result.unwrap().contains(r#"_request_id: Some("#));
}

/// The official reader refuses more than 128 containers in one another. Ours has no such limit for
/// what nobody knows, since it skips that without recursion.
#[test]
fn depth() {
    let pair = Pair::new();
    for (open, middle, close) in [("[", "", "]"), (r#"{"a":"#, "1", "}"), ("[[", "{}", "]]")] {
        for (before, after, outer) in [
            (r#"{"unknown":"#, "}", 1),
            (r#"{"diskSnapshots":[{"unknown":"#, "}]}", 3),
        ] {
            for depth in [
                1, 10, 60, 61, 62, 63, 64, 120, 124, 125, 126, 127, 128, 129, 200, 5000,
            ] {
                let containers =
                    outer + depth * open.matches(['[', '{']).count() + middle.len() / 2;
                let value = open.repeat(depth) + middle + &close.repeat(depth);
                let body = format!("{before}{value}{after}");
                let (official, ours) = pair.read(&DISKS, body.as_bytes());
                assert_eq!(official.result.is_ok(), containers <= 128, "{body}");
                assert!(ours.result.is_ok(), "{body}");
            }
        }
    }
}

#[test]
fn truncated_anywhere() {
    let pair = Pair::new();
    for end in 0..PAGE.len() {
        let outcome = pair.same(&DISKS, &PAGE.as_bytes()[..end]);
        assert_eq!(outcome.result.is_ok(), end == 0);
    }
    assert!(pair.same(&DISKS, PAGE.as_bytes()).result.is_ok());
}

/// Each accepted difference is one, exactly so.
#[test]
fn accepted_differences() {
    let pair = Pair::new();
    let refusal = pair.same(&DISKS, b"x");
    for Accepted { why, ours, bodies } in ACCEPTED {
        for body in *bodies {
            let (official, our) = pair.read(&DISKS, body);
            let (reader, refuser) = match ours {
                Ours::Refuses => (official, our),
                Ours::Reads => (our, official),
            };
            let text = String::from_utf8_lossy(body);
            assert!(reader.result.is_ok(), "{text:?}, {why}: {reader:?}");
            assert_eq!(refuser, refusal, "{text:?}, {why}");
        }
    }
    assert!(!is_no_json(PAGE.replace('\n', "").as_bytes()));
}
