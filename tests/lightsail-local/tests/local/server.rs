//! What the server answers: state, time, pages, exceptions, and requests that are none.

use crate::harness::{Call, Raw, seed, send};
use crate::ours::side;
use lightsail_local::{Access, Clock, Credentials, Resources, Server};
use lightsail_snapshots::types::{DiskSnapshotState, InstanceSnapshotState, RecordState, Tag};
use std::time::{Duration, SystemTime};

/// Times at which a test looks at the progress of a snapshot.
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_snapshot_is_made_and_deleted() {
    let clock = Clock::standing(SystemTime::now());
    let server = Server::builder()
        .seed(seed())
        .clock(clock.clone())
        .complete_after(4 * MINUTE);
    let server = server.start().await.unwrap();
    let client = side::client(&server);
    let create = client.create_disk_snapshot().disk_name("data-1");
    let tag = Tag::builder().key("k").value("v").build();
    let create = create.disk_snapshot_name("fresh").tags(tag.clone());
    let made = create.clone().send().await.unwrap();
    let [snapshot, disk] = made.operations() else {
        panic!("{made:?}")
    };
    assert_eq!(snapshot.resource_name(), Some("fresh"));
    assert_eq!(disk.resource_name(), Some("data-1"));
    assert_eq!(snapshot.is_terminal(), Some(false));

    let taken = create.send().await.unwrap_err().into_service_error();
    assert!(taken.is_invalid_input_exception());
    let text = taken.meta().message();
    assert_eq!(text, Some("Some names are already in use: fresh"));

    let fresh = async || {
        let all = client.get_disk_snapshots().send().await.unwrap();
        let mut all = all.disk_snapshots.unwrap().into_iter();
        all.find(|snapshot| snapshot.name() == Some("fresh"))
            .unwrap()
    };
    let look = async || {
        let it = fresh().await;
        (it.state.unwrap(), it.progress.unwrap())
    };
    assert_eq!(fresh().await.tags(), [tag]);
    assert_eq!(fresh().await.size_in_gb(), Some(32));
    assert_eq!(look().await, (DiskSnapshotState::Pending, "0%".into()));
    clock.advance(MINUTE);
    assert_eq!(look().await, (DiskSnapshotState::Pending, "25%".into()));
    let delete = client.delete_disk_snapshot().disk_snapshot_name("fresh");
    let busy = delete.clone().send().await.unwrap_err();
    assert!(busy.into_service_error().is_operation_failure_exception());
    clock.advance(3 * MINUTE);
    assert_eq!(look().await, (DiskSnapshotState::Completed, "100%".into()));

    let deleted = delete.clone().send().await.unwrap();
    assert_eq!(deleted.operations().len(), 1);
    let gone = delete.send().await.unwrap_err().into_service_error();
    assert!(gone.is_not_found_exception());
    let text = gone.meta().message();
    assert_eq!(text, Some("The DiskSnapshot does not exist: fresh"));
}

#[tokio::test]
async fn pending_seeds_go_on() {
    let seed = r#"{"diskSnapshots":[{"name":"aa","state":"pending"}],
        "instanceSnapshots":[{"name":"bb","state":"pending"}],
        "exportSnapshotRecords":[{"name":"cc","state":"Started"}]}"#;
    let seed: Resources = serde_json::from_str(seed).unwrap();
    let clock = Clock::standing(SystemTime::now());
    let server = Server::builder().seed(seed).clock(clock.clone());
    let server = server.complete_after(MINUTE).start().await.unwrap();
    let states = || {
        let now = server.dump();
        (
            now.disk_snapshots[0].state.clone(),
            now.instance_snapshots[0].state.clone(),
            now.export_snapshot_records[0].state.clone(),
        )
    };
    let pending = (
        Some(DiskSnapshotState::Pending),
        Some(InstanceSnapshotState::Pending),
        Some(RecordState::Started),
    );
    assert_eq!(states(), pending);
    clock.advance(MINUTE);
    let done = (
        Some(DiskSnapshotState::Completed),
        Some(InstanceSnapshotState::Available),
        Some(RecordState::Succeeded),
    );
    assert_eq!(states(), done);
}

#[tokio::test]
async fn a_dump_is_a_seed() {
    let server = Server::builder().seed(seed()).start().await.unwrap();
    let text = serde_json::to_string(&server.dump()).unwrap();
    let dump: Resources = serde_json::from_str(&text).unwrap();
    assert_eq!(dump, seed());
    side::send(&side::client(&server), Call::ALL[1])
        .await
        .unwrap();
    assert_ne!(server.dump(), seed());
}

/// Which calls the service refuses, and how.
const REFUSED: [(Call, &str); 18] = {
    const fn create(
        name: Option<&'static str>,
        disk: Option<&'static str>,
        instance: Option<&'static str>,
    ) -> Call {
        Call::Create {
            name,
            disk,
            instance,
        }
    }
    let (invalid, absent) = ("InvalidInputException", "NotFoundException");
    let busy = "OperationFailureException";
    [
        (create(None, Some("data-1"), None), invalid),
        (create(Some("x"), Some("data-1"), None), invalid),
        (create(Some("a b"), Some("data-1"), None), invalid),
        (create(Some("ok"), Some("-disk"), None), invalid),
        (create(Some("ok"), None, Some("web.1")), invalid),
        (create(Some("ok"), None, None), invalid),
        (create(Some("ok"), Some("data-1"), Some("web-1")), invalid),
        (create(Some("old-1"), Some("data-1"), None), invalid),
        (create(Some("data-1"), Some("data-1"), None), invalid),
        (create(Some("web-snap-1"), None, Some("web-1")), invalid),
        (create(Some("ok"), Some("nothing"), None), absent),
        (create(Some("ok"), Some("far-disk"), None), absent),
        (create(Some("ok"), None, Some("nothing")), absent),
        (create(Some("ok"), Some("new-disk"), None), busy),
        (create(Some("ok"), Some("broken-disk"), None), busy),
        (Call::Delete(None), invalid),
        (Call::Delete(Some("far")), absent),
        (Call::DiskSnapshots(Some("2")), invalid),
    ]
};

#[tokio::test]
async fn refused() {
    let server = Server::builder().seed(seed()).start().await.unwrap();
    let client = side::client(&server);
    for (call, code) in REFUSED {
        let failure = side::send(&client, call).await.unwrap_err();
        assert_eq!(failure.code.as_deref(), Some(code), "{call:?}");
        assert!(failure.exception.is_some() && failure.has_request_id);
        assert!(failure.message.is_some(), "{failure:?}");
    }
    assert_eq!(server.dump(), seed(), "nothing has changed");
}

#[tokio::test]
async fn states_of_the_account() {
    let in_setup = |account, regions: &[&str]| Resources {
        account_setup_in_progress: account,
        regions_in_setup: regions.iter().map(ToString::to_string).collect(),
        ..seed()
    };
    let keys = Credentials::new("AKIDLOCAL", "secret");
    let cases = [
        (
            in_setup(true, &[]),
            keys.clone(),
            "AccountSetupInProgressException",
        ),
        (
            in_setup(false, &["us-east-1"]),
            keys.clone(),
            "RegionSetupInProgressException",
        ),
        (
            seed(),
            keys.clone().unauthenticated(),
            "UnauthenticatedException",
        ),
        (seed(), keys.clone().deny("*"), "AccessDeniedException"),
    ];
    for (seed, keys, code) in cases {
        let server = Server::builder().seed(seed).credentials(keys);
        let server = server.start().await.unwrap();
        for call in Call::ALL {
            let failure = side::send(&side::client(&server), call).await.unwrap_err();
            assert_eq!(failure.code.as_deref(), Some(code), "{call:?}");
            assert!(failure.exception.is_some());
        }
    }
    let one = Server::builder().seed(in_setup(false, &["eu-west-1"]));
    let one = one
        .credentials(keys.deny("DeleteDiskSnapshot"))
        .start()
        .await
        .unwrap();
    for (at, call) in Call::ALL.into_iter().enumerate() {
        let result = side::send(&side::client(&one), call).await;
        assert_eq!(result.is_err(), at == 1, "{call:?}");
    }
}

#[tokio::test]
async fn regions_are_apart() {
    let server = Server::builder().seed(seed()).start().await.unwrap();
    let config =
        side::config(&server).region(lightsail_snapshots::config::Region::new("eu-west-1"));
    let client = lightsail_snapshots::Client::from_conf(config.build());
    let output = client.get_disk_snapshots().send().await.unwrap();
    let names: Vec<_> = output.disk_snapshots().iter().map(|s| s.name()).collect();
    assert_eq!(names, [Some("far")]);
}

/// Sends a request that needs no signature.
async fn raw(server: &Server, method: &str, headers: &[(&str, &str)], body: &[u8]) -> Raw {
    let length = body.len().to_string();
    let mut all = vec![("host", "localhost"), ("content-length", &length)];
    all.extend(headers);
    let all: Vec<_> = all
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    send(server.address(), method, &all, body).await
}

const JSON: (&str, &str) = ("content-type", "application/x-amz-json-1.1");
const DISKS: (&str, &str) = ("x-amz-target", "Lightsail_20161128.GetDiskSnapshots");

#[tokio::test]
async fn requests_that_are_none() {
    let server = Server::builder().access(Access::Open);
    let server = server.start().await.unwrap();
    let fine = raw(&server, "POST", &[JSON, DISKS], b"{}").await;
    assert_eq!(
        (fine.status, fine.body.as_slice()),
        (200, &br#"{"diskSnapshots":[]}"#[..])
    );

    let unknown = "UnknownOperationException";
    for target in [
        "",
        "GetDiskSnapshots",
        "Lightsail_20161128.GetDisks",
        "X.GetDiskSnapshots",
    ] {
        let answer = raw(&server, "POST", &[JSON, ("x-amz-target", target)], b"{}").await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, unknown),
            "{target}"
        );
    }
    let answer = raw(&server, "POST", &[JSON], b"{}").await;
    assert_eq!((answer.status, answer.code().as_str()), (400, unknown));

    let html = ("content-type", "text/html");
    let json_1_0 = ("content-type", "application/x-amz-json-1.0");
    for (method, headers) in [
        ("GET", &[JSON, DISKS][..]),
        ("PUT", &[JSON, DISKS]),
        ("POST", &[html, DISKS]),
        ("POST", &[json_1_0, DISKS]),
        ("POST", &[DISKS]),
    ] {
        let answer = raw(&server, method, headers, b"{}").await;
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (404, &b"<UnknownOperationException/>\n"[..])
        );
    }
    let charset = ("content-type", "Application/X-Amz-Json-1.1; charset=utf-8");
    assert_eq!(
        raw(&server, "POST", &[charset, DISKS], b"{}").await.status,
        200
    );
}

#[tokio::test]
async fn bodies_that_are_none() {
    let server = Server::builder().access(Access::Open).body_limit(1000);
    let server = server.start().await.unwrap();
    let bad: [&[u8]; 8] = [
        b"",
        b"{",
        b"[1,]",
        b"\xff",
        b"null",
        b"[]",
        br#"{"pageToken":1}"#,
        br#"{} {}"#,
    ];
    for body in bad {
        let answer = raw(&server, "POST", &[JSON, DISKS], body).await;
        let code = answer.code();
        assert_eq!(
            (answer.status, code.as_str()),
            (400, "SerializationException"),
            "{body:?}"
        );
    }
    let long = format!(r#"{{"padding":"{}"}}"#, "x".repeat(1000));
    let answer = raw(&server, "POST", &[JSON, DISKS], long.as_bytes()).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (413, "RequestEntityTooLargeException")
    );
    let just = format!(r#"{{"padding":"{}"}}"#, "x".repeat(1000 - 14));
    assert_eq!(just.len(), 1000);
    assert_eq!(
        raw(&server, "POST", &[JSON, DISKS], just.as_bytes())
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn every_answer_has_an_id_and_a_date() {
    let server = Server::builder()
        .access(Access::Open)
        .start()
        .await
        .unwrap();
    let mut ids = std::collections::HashSet::new();
    for (method, headers, body) in [
        ("POST", &[JSON, DISKS][..], "{}"),
        ("GET", &[], ""),
        ("POST", &[JSON], "{}"),
        ("POST", &[JSON, DISKS], "{"),
    ] {
        let answer = raw(&server, method, headers, body.as_bytes()).await;
        let id = answer.header("x-amzn-requestid").unwrap();
        assert_eq!(id.len(), 36);
        assert!(ids.insert(id.to_owned()), "{id} came twice");
        assert!(answer.header("date").unwrap().ends_with(" GMT"));
    }
}
