//! What must not grow without anybody noticing, and does not depend on a clock.
//!
//! A budget is what there is, rounded up a little. Whoever needs more raises it here, on purpose.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::fs;
use std::path::Path;

use aws_credential_types::Credentials;
use lightsail_snapshots::config::{BehaviorVersion, Region};
use lightsail_snapshots::operation::get_instance_snapshots::GetInstanceSnapshots;
use tests::cases::workspace;
use tests::commands::tree;

#[path = "../bench/benches/calls/canned.rs"]
mod canned;
#[allow(dead_code, reason = "the benches need pages of other sizes, too")]
#[path = "../bench/benches/calls/page.rs"]
mod page;

/// Lines of the generated crate's Rust files.
const LINES: usize = 3_600;
/// Packages of the generated crate with its default features, and without any.
const PACKAGES: [usize; 2] = [130, 25];
/// Allocations of reading a page of one instance snapshot with two disks.
const DECODE_ALLOCATIONS: u64 = 28;
/// Allocations of a call with an empty page as its answer; nearly all are those of the runtime crates.
const CALL_ALLOCATIONS: u64 = 310;

fn within(what: &str, found: u64, budget: u64) {
    assert!(
        found <= budget,
        "{what}: {found}, and the budget is {budget}; see tests/tests/budgets.rs"
    );
}

fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| match path.extension() {
            _ if path.is_dir() => lines(&path),
            Some(extension) if extension == "rs" => {
                fs::read_to_string(path).unwrap().lines().count()
            }
            _ => 0,
        })
        .sum()
}

#[test]
fn lines_of_the_generated_crate() {
    let found = lines(&workspace().join("generated/src"));
    assert!(found > 1000, "{found} lines: that is not the crate");
    within("lines", found as u64, LINES as u64 - 1);
}

#[test]
fn packages_in_the_tree() {
    for (features, budget) in [&[][..], &["--no-default-features"]].iter().zip(PACKAGES) {
        let arguments = [&["--prefix", "none", "--format", "{p}"], *features].concat();
        let tree = tree(&arguments);
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

#[test]
fn allocations_of_a_call() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = lightsail_snapshots::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-2"))
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "budget",
        ))
        .http_client(canned::Canned::new("{}"));
    let client = lightsail_snapshots::Client::from_conf(config.build());
    let call = || {
        runtime
            .block_on(client.get_disk_snapshots().send())
            .unwrap()
    };
    // The first call sets up what stays.
    call();
    let counted = allocation_counter::measure(|| {
        call();
    });
    within(
        "allocations of a call",
        counted.count_total,
        CALL_ALLOCATIONS,
    );
}
