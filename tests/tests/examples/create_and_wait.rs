//! `create_and_wait`: what it makes, and how long it waits.

use crate::harness::{run_at, succeeded};
use lightsail_local::{Instance, Resources, Server};
use lightsail_snapshots::types::{Disk, DiskSnapshotState, Tag};
use std::time::Duration;

/// A server on which snapshots take this long.
async fn server(complete_after: Duration) -> Server {
    let instance = Instance {
        name: "web".to_owned(),
        ..Instance::default()
    };
    let seed = Resources {
        disks: vec![Disk::builder().name("data").size_in_gb(32).build()],
        instances: vec![instance],
        ..Resources::default()
    };
    let server = Server::builder().seed(seed).complete_after(complete_after);
    server.start().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn waits_until_the_snapshot_is_complete() {
    let server = server(Duration::from_secs(2)).await;
    let options = [
        "--disk", "data", "--name", "first", "--tag", "team=web", "--tag", "keep",
    ];
    let ran = run_at(&server, "create_and_wait", &options).await;
    assert!(ran.err.starts_with("first: started\n"), "{}", ran.err);
    assert!(
        ran.err.contains("first: still waiting after 2s\n"),
        "{}",
        ran.err
    );
    assert_eq!(succeeded(ran), "first: completed, 32 GB\n");
    let [snapshot] = server.dump().disk_snapshots.try_into().unwrap();
    assert_eq!(snapshot.state(), Some(&DiskSnapshotState::Completed));
    assert_eq!(snapshot.from_disk_name(), Some("data"));
    let tags: Vec<_> = snapshot
        .tags()
        .iter()
        .map(|tag| (tag.key(), tag.value()))
        .collect();
    assert_eq!(tags, [(Some("team"), Some("web")), (Some("keep"), None)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn gives_up_in_time() {
    let server = server(Duration::from_secs(3600)).await;
    let options = [
        "--instance",
        "web",
        "--name",
        "slow",
        "--timeout",
        "1s",
        "--quiet",
    ];
    let ran = run_at(&server, "create_and_wait", &options).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "error: slow: 1.0 s are over after 2 polls; last state: pending\n"
    );
    let [snapshot] = server.dump().disk_snapshots.try_into().unwrap();
    assert_eq!(snapshot.from_instance_name(), Some("web"));
    assert!(snapshot.tags().iter().all(|tag: &Tag| tag.key().is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_of_nothing() {
    let server = server(Duration::ZERO).await;
    for (options, message) in [
        (&["--name", "x1"][..], "<--disk <NAME>|--instance <NAME>>"),
        (
            &["--name", "x1", "--disk", "data", "--instance", "web"],
            "cannot be used with",
        ),
        (&["--disk", "data"], "--name"),
        (
            &["--disk", "data", "--name", "x1", "--timeout", "soon"],
            "a time span is",
        ),
    ] {
        let ran = run_at(&server, "create_and_wait", options).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{options:?}");
        assert!(ran.err.contains(message), "{options:?}: {}", ran.err);
    }
    assert_eq!(server.requests(), 0);
    let options = ["--disk", "no-such-disk", "--name", "x1"];
    let ran = run_at(&server, "create_and_wait", &options).await;
    assert_eq!(ran.code, 1);
    let start = "error: CreateDiskSnapshot: NotFoundException: ";
    assert!(ran.err.starts_with(start), "{}", ran.err);
    assert!(server.dump().disk_snapshots.is_empty());
}
