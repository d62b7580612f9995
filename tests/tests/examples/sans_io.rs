//! `sans_io`: the operations over `ureq`, signed by `aws-sigv4`.

use crate::harness::{DAY, names, run, run_at, server, snapshot, succeeded};
use lightsail_local::{Fault, Rule};
use lightsail_snapshots::types::DiskSnapshotState::Completed;

#[tokio::test(flavor = "multi_thread")]
async fn lists_all_pages_with_signed_requests() {
    let server = server((1..=5).map(|n| snapshot(&format!("s-{n}"), Completed, n * DAY))).await;
    let out = succeeded(run_at(&server, "sans_io", &[]).await);
    assert_eq!(out.lines().collect::<Vec<_>>(), names(&server));
    assert_eq!((server.requests(), names(&server).len()), (3, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_does_look_at_the_signature() {
    let server = server([snapshot("s-1", Completed, DAY)]).await;
    server.set_faults([Rule::new(Fault::ClockSkew { seconds: 3600 })]);
    let ran = run_at(&server, "sans_io", &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let start = "error: GetDiskSnapshots: InvalidSignatureException: ";
    assert!(ran.err.starts_with(start), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_not_there_is_an_error() {
    let server = server([]).await;
    let options = ["--endpoint-url", "http://127.0.0.1:1"];
    let ran = run(&server, "sans_io", &options).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("error: "), "{}", ran.err);
}
