//! What must not grow without anybody noticing, and does not depend on a clock.
//!
//! A budget is what there is, rounded up a little. Whoever needs more raises it here, on purpose.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::io::ErrorKind;
use std::process::Command;

use aws_credential_types::Credentials;
use lightsail_snapshots::config::{BehaviorVersion, Region};
use lightsail_snapshots::operation::get_instance_snapshots::GetInstanceSnapshots;
use tests::cases::{tree, workspace};
use tests::commands;
use tests::skip::{Lack, skipped};

#[path = "../bench/benches/calls/canned.rs"]
mod canned;
#[allow(dead_code, reason = "the benches need pages of other sizes, too")]
#[path = "../bench/benches/calls/page.rs"]
mod page;

/// Lines of the generated crate's Rust files.
const LINES: usize = 3_700;
/// Packages of the generated crate with its default features, and without any.
const PACKAGES: [usize; 2] = [130, 25];
/// Allocations of reading a page of one instance snapshot with two disks.
const DECODE_ALLOCATIONS: u64 = 28;
/// Allocations of a call with an empty page as its answer; nearly all are those of the runtime crates.
const CALL_ALLOCATIONS: u64 = 310;
/// Instructions of such a call, as they are without optimization.
const CALL_INSTRUCTIONS: u64 = 2_650_000;

fn within(what: &str, found: u64, budget: u64) {
    assert!(
        found <= budget,
        "{what}: {found}, and the budget is {budget}; see tests/tests/budgets.rs"
    );
}

#[test]
fn lines_of_the_generated_crate() {
    let files = tree(&workspace().join("generated/src"));
    let found: usize = files.values().map(|text| text.lines().count()).sum();
    assert!(found > 1000, "{found} lines: that is not the crate");
    within("lines", found as u64, LINES as u64 - 1);
}

#[test]
fn packages_in_the_tree() {
    for (features, budget) in [&[][..], &["--no-default-features"]].iter().zip(PACKAGES) {
        let arguments = [&["--prefix", "none", "--format", "{p}"], *features].concat();
        let tree = commands::tree(&arguments);
        let mut packages: Vec<_> = tree
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        packages.sort_unstable();
        packages.dedup();
        assert!(packages.len() > 5, "{tree}");
        within("packages", packages.len() as u64, budget as u64);
    }
}

#[test]
fn allocations_of_reading_a_page() {
    let response = http::Response::new(page::of_items(1));
    let mut output = None;
    let counted = allocation_counter::measure(|| {
        output = Some(GetInstanceSnapshots::parse(&response));
    });
    let output = output.unwrap().unwrap();
    let disks = output.instance_snapshots()[0].from_attached_disks();
    assert_eq!(disks.len(), 2);
    within(
        "allocations of reading a page",
        counted.count_total,
        DECODE_ALLOCATIONS,
    );
}

/// A call with an empty page as its answer, to be made again and again.
fn call() -> impl Fn() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let key = Credentials::new("AKIDEXAMPLE", "secret", None, None, "budget");
    let config = lightsail_snapshots::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(key)
        .http_client(canned::Canned::new("{}"));
    let client = lightsail_snapshots::Client::from_conf(config.build());
    move || {
        drop(
            runtime
                .block_on(client.get_disk_snapshots().send())
                .unwrap(),
        )
    }
}

#[test]
fn allocations_of_a_call() {
    let call = call();
    // The first call sets up what stays.
    call();
    let counted = allocation_counter::measure(call);
    within(
        "allocations of a call",
        counted.count_total,
        CALL_ALLOCATIONS,
    );
}

/// Says how many calls there are to be.
const CALLS: &str = "WHITTLE_BUDGET_CALLS";

#[test]
fn instructions_of_a_call() {
    let counted = |calls: u64| {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        valgrind.arg(std::env::current_exe().unwrap());
        valgrind.args(["--exact", "--ignored", "some_calls"]);
        let output = match valgrind.env(CALLS, calls.to_string()).output() {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            output => output.unwrap(),
        };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let count = said.split("Collected : ").nth(1).unwrap();
        Some(count.lines().next().unwrap().parse::<u64>().unwrap())
    };
    let (Some(many), Some(one)) = (counted(11), counted(1)) else {
        return skipped(Lack::Valgrind, "there is no valgrind");
    };
    within(
        "instructions of a call",
        (many - one) / 10,
        CALL_INSTRUCTIONS,
    );
}

#[test]
#[ignore = "`instructions_of_a_call` runs it in a process of its own"]
fn some_calls() {
    let calls = std::env::var(CALLS).unwrap().parse().unwrap();
    let call = call();
    (0..calls).for_each(|_: u64| call());
}
