//! `list`: what it prints, and what it leaves out.

use crate::harness::{DAY, HOUR, MINUTE, ago, names, run_at, server, snapshot, succeeded};
use lightsail_local::{Fault, Resources, Rule, Server};
use lightsail_snapshots::types::DiskSnapshotState::{Completed, Error, Pending};
use lightsail_snapshots::types::{DiskSnapshot, InstanceSnapshot, InstanceSnapshotState, Tag};

fn tag(key: &str, value: Option<&str>) -> Tag {
    let tag = Tag::builder().key(key).set_value(value.map(str::to_owned));
    tag.build()
}

async fn filled() -> Server {
    let mut old = snapshot("nightly-1", Completed, 40 * DAY);
    old.tags = Some(vec![tag("team", Some("web")), tag("keep", None)]);
    let mut new = snapshot("nightly-2", Completed, 5 * HOUR);
    new.tags = Some(vec![tag("team", Some("db"))]);
    new.from_disk_name = Some("data".to_owned());
    let mut failed = snapshot("weekly", Error, 90 * DAY);
    failed.size_in_gb = None;
    let pending = snapshot("by-hand\u{1b}[2J", Pending, 3 * MINUTE);
    server([old, new, failed, pending]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_all_pages() {
    let server = filled().await;
    let ran = run_at(&server, "list", &[]).await;
    assert_eq!(ran.err, "2 read\n4 read\n");
    assert_eq!(
        succeeded(ran),
        "NAME        STATE      AGE  GB  OF    TAGS
by-hand[2J  pending    3m   8   -     -
nightly-2   completed  5h   8   data  team=db
nightly-1   completed  40d  8   -     team=web,keep
weekly      error      90d  -   -     -
"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn json_is_that_of_the_service() {
    let server = filled().await;
    let options = ["--format", "json", "--quiet", "--name", "nightly-*"];
    let ran = run_at(&server, "list", &options).await;
    assert_eq!(ran.err, "");
    let listed: Vec<DiskSnapshot> = serde_json::from_str(&succeeded(ran)).unwrap();
    let mut there = server.dump().disk_snapshots;
    there.retain(|snapshot| snapshot.name().unwrap().starts_with("nightly"));
    there.reverse();
    assert_eq!(listed, there);
}

#[tokio::test(flavor = "multi_thread")]
async fn filters() {
    let server = filled().await;
    for (options, expected) in [
        (&["--name", "nightly-1"][..], &["nightly-1"][..]),
        (&["--name", "*ly*"], &["nightly-2", "nightly-1", "weekly"]),
        (&["--name", "nightly"], &[]),
        (&["--tag", "team"], &["nightly-2", "nightly-1"]),
        (&["--tag", "team=web"], &["nightly-1"]),
        (&["--tag", "team=web", "--tag", "keep"], &["nightly-1"]),
        (&["--tag", "team=db", "--tag", "keep"], &[]),
        (&["--state", "error"], &["weekly"]),
        (&["--older-than", "1d"], &["nightly-1", "weekly"]),
        (
            &["--newer-than", "6h", "--older-than", "10m"],
            &["nightly-2"],
        ),
        (&["--newer-than", "240s"], &["by-hand[2J"]),
    ] {
        let table = succeeded(run_at(&server, "list", options).await);
        let rows = table.lines().skip(1);
        let names: Vec<_> = rows.map(|row| row.split(' ').next().unwrap()).collect();
        assert_eq!(names, expected, "{options:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_have_snapshots_too() {
    let snapshot = InstanceSnapshot::builder()
        .name("web")
        .state(InstanceSnapshotState::Available)
        .created_at(ago(2 * DAY))
        .from_instance_name("web-1");
    let seed = Resources {
        instance_snapshots: vec![snapshot.build()],
        ..Resources::default()
    };
    let server = Server::builder().seed(seed).start().await.unwrap();
    let options = ["--of", "instance", "--state", "available"];
    assert_eq!(
        succeeded(run_at(&server, "list", &options).await),
        "NAME  STATE      AGE  GB  OF     TAGS\n\
         web   available  2d   -   web-1  -\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_options_are_explained() {
    let server = filled().await;
    for (options, message) in [
        (
            ["--older-than", "yesterday"],
            "a time span is a number and s, m, h, d or w, such as 30d",
        ),
        (
            ["--newer-than", "99999999999999999999d"],
            "a time span is a number",
        ),
        (
            ["--state", "done"],
            "available, completed, error, pending, unknown",
        ),
        (["--tag", "=x"], "a tag is written as KEY or KEY=VALUE"),
        (["--of", "database"], "disk, instance"),
        (
            ["--endpoint-url", "ftp://x"],
            "a URL begins with http:// or https://",
        ),
    ] {
        let ran = crate::run(&server, "list", &options).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{options:?}");
        assert!(ran.err.contains(message), "{options:?}: {}", ran.err);
    }
    assert_eq!(server.requests(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_told_in_a_line() {
    let server = filled().await;
    let fault = Fault::Error {
        code: "AccessDeniedException".to_owned(),
        status: 400,
    };
    server.set_faults([Rule::new(fault).skip(1)]);
    let ran = run_at(&server, "list", &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let line = ran.err.strip_prefix("2 read\n").unwrap();
    assert!(
        line.starts_with("error: GetDiskSnapshots: AccessDeniedException: "),
        "{line}"
    );
    assert!(line.contains("(status 400, request id "), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert_eq!(names(&server).len(), 4);
}
