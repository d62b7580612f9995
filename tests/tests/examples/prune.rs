//! `prune`: what it deletes, and above all what it does not.

use crate::harness::{DAY, HOUR, MINUTE, names, run, run_at, server, snapshot, succeeded};
use lightsail_local::{Access, Credentials, Fault, Resources, Rule, Server};
use lightsail_snapshots::types::DiskSnapshotState::{self, Completed, Error, Pending};

/// Seven snapshots called `n-…`, of which five are complete, and one of another name.
async fn filled() -> Server {
    server([
        snapshot("n-day-9", Completed, 9 * DAY),
        snapshot("n-day-1", Completed, DAY),
        snapshot("other", Completed, 100 * DAY),
        snapshot("n-failed", Error, HOUR),
        snapshot("n-day-5", Completed, 5 * DAY),
        snapshot("n-running", Pending, 3 * MINUTE),
        snapshot("n-day-2", Completed, 2 * DAY),
        snapshot("n-day-7", Completed, 7 * DAY),
    ])
    .await
}

const ALL: [&str; 8] = [
    "n-day-9",
    "n-day-1",
    "other",
    "n-failed",
    "n-day-5",
    "n-running",
    "n-day-2",
    "n-day-7",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_deletes_nothing() {
    let server = filled().await;
    let options = ["--prefix", "n-", "--keep", "2", "--dry-run"];
    let ran = run_at(&server, "prune", &options).await;
    assert_eq!(
        succeeded(ran),
        "WHAT    NAME       AGE  WHY
keep    n-running  3m   not finished
delete  n-failed   1h   failed
keep    n-day-1    1d   one of the newest
keep    n-day-2    2d   one of the newest
delete  n-day-5    5d   old
delete  n-day-7    7d   old
delete  n-day-9    9d   old
4 would be deleted
"
    );
    assert_eq!(names(&server), ALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_snapshot_never_counts_as_kept() {
    for (rules, kept) in [
        (&["--keep", "1"][..], &["n-day-1"][..]),
        (&["--keep", "3"], &["n-day-1", "n-day-5", "n-day-2"]),
        (&["--keep-days", "6"], &["n-day-1", "n-day-5", "n-day-2"]),
        (
            &["--keep", "1", "--keep-days", "3"],
            &["n-day-1", "n-day-2"],
        ),
        (
            &["--keep", "4", "--keep-days", "3"],
            &["n-day-1", "n-day-5", "n-day-2", "n-day-7"],
        ),
        (
            &["--keep", "9"],
            &["n-day-9", "n-day-1", "n-day-5", "n-day-2", "n-day-7"],
        ),
    ] {
        let server = filled().await;
        let options = [&["--prefix", "n-"], rules].concat();
        succeeded(run_at(&server, "prune", &options).await);
        let left: Vec<_> = ALL
            .into_iter()
            .filter(|name| kept.contains(name) || ["other", "n-running"].contains(name))
            .collect();
        assert_eq!(names(&server), left, "{rules:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_understood_is_left_alone() {
    let mut stateless = snapshot("n-stateless", Completed, 50 * DAY);
    stateless.state = None;
    let new = DiskSnapshotState::from("archived");
    let server = server([
        stateless,
        snapshot("n-unknown", DiskSnapshotState::UnknownValue, 60 * DAY),
        snapshot("n-archived", new, 70 * DAY),
        snapshot("n-old", Completed, 80 * DAY),
        snapshot("n-older", Completed, 90 * DAY),
    ])
    .await;
    let options = ["--prefix", "n-", "--keep", "1"];
    succeeded(run_at(&server, "prune", &options).await);
    let left = ["n-stateless", "n-unknown", "n-archived", "n-old"];
    assert_eq!(names(&server), left);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_age_is_left_alone_and_takes_no_place() {
    let page = r#"{"diskSnapshots":[{"name":"n-1","state":"completed"},
        {"name":"n-2","state":"completed","createdAt":1},{"state":"error"},
        {"name":"n-3","state":"completed","createdAt":0}]}"#;
    let scripted = tests::local::Server::answering([tests::local::Answer::json(200, page)]).await;
    let (server, url) = (server([]).await, scripted.url());
    let options = [
        "--prefix",
        "n-",
        "--keep",
        "1",
        "--dry-run",
        "--endpoint-url",
        &url,
    ];
    let table = succeeded(run(&server, "prune", &options).await);
    let rows: Vec<_> = table
        .lines()
        .map(|row| row.split_whitespace().collect::<Vec<_>>())
        .collect();
    assert_eq!(
        rows[1],
        ["keep", "n-2", rows[1][2], "one", "of", "the", "newest"]
    );
    assert_eq!(rows[2], ["delete", "n-3", rows[2][2], "old"]);
    assert_eq!(rows[3], ["keep", "n-1", "-", "of", "unknown", "age"]);
    assert_eq!(rows[4..], [["1", "would", "be", "deleted"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_rule_nothing_happens() {
    let server = filled().await;
    for (options, message) in [
        (&["--prefix", "n-"][..], "--keep <N>|--keep-days <D>"),
        (
            &["--prefix", "n-", "--dry-run"],
            "--keep <N>|--keep-days <D>",
        ),
        (&["--keep", "1"], "--prefix <TEXT>"),
        (
            &["--prefix", "", "--keep", "1"],
            "a value is required for '--prefix",
        ),
        (&["--prefix", "n-", "--keep", "0"], "0 is not in 1.."),
        (&["--prefix", "n-", "--keep-days", "0"], "0 is not in 1.."),
        (
            &["--prefix", "n-", "--keep", "1", "--keep-days", "1.5"],
            "invalid digit",
        ),
        (
            &["--prefix", "n-", "--keep", "1", "n-day-1"],
            "unexpected argument",
        ),
    ] {
        let ran = run_at(&server, "prune", options).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{options:?}");
        assert!(ran.err.contains(message), "{options:?}: {}", ran.err);
    }
    assert_eq!(server.requests(), 0);
    assert_eq!(names(&server), ALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_breaks_off_costs_nothing() {
    let server = filled().await;
    let code = "UnauthenticatedException".to_owned();
    server.set_faults([Rule::new(Fault::Error { code, status: 400 }).skip(3)]);
    let ran = run_at(&server, "prune", &["--prefix", "n-", "--keep", "1"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let start = "error: GetDiskSnapshots: UnauthenticatedException";
    assert!(
        ran.err.lines().last().unwrap().starts_with(start),
        "{}",
        ran.err
    );
    assert_eq!(names(&server), ALL);

    let ran = run(
        &server,
        "prune",
        &[
            "--prefix",
            "n-",
            "--keep",
            "1",
            "--endpoint-url",
            "http://127.0.0.1:1",
        ],
    );
    let ran = ran.await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert_eq!(names(&server), ALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_deleted_is_told() {
    let seed = Resources {
        disk_snapshots: vec![
            snapshot("n-1", Completed, DAY),
            snapshot("n-2", Completed, 2 * DAY),
        ],
        ..Resources::default()
    };
    let keys = Credentials::random().deny("DeleteDiskSnapshot");
    let server = Server::builder()
        .seed(seed)
        .access(Access::Only(vec![keys]));
    let server = server.start().await.unwrap();
    let options = ["--prefix", "n-", "--keep", "1", "--quiet"];
    let ran = run_at(&server, "prune", &options).await;
    assert_eq!(ran.code, 1);
    assert!(ran.out.ends_with("\n0 deleted\n"), "{}", ran.out);
    let refusal = "error: n-2: DeleteDiskSnapshot: AccessDeniedException: ";
    assert!(ran.err.starts_with(refusal), "{}", ran.err);
    assert!(
        ran.err.ends_with("\nerror: 1 could not be deleted\n"),
        "{}",
        ran.err
    );
    assert_eq!(names(&server), ["n-1", "n-2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_already_is_no_failure() {
    let server = filled().await;
    let code = "NotFoundException".to_owned();
    let gone = Rule::new(Fault::Error { code, status: 400 });
    server.set_faults([gone.operation("DeleteDiskSnapshot").times(1)]);
    let ran = run_at(&server, "prune", &["--prefix", "n-", "--keep", "3"]).await;
    let progress =
        "1 of 3: n-day-9: gone already\n2 of 3: n-day-7: deleted\n3 of 3: n-failed: deleted\n";
    assert!(ran.err.ends_with(progress), "{}", ran.err);
    assert!(succeeded(ran).ends_with("\n3 deleted\n"));
}
