//! Both clients send the same requests, signature included. Inputs at random are compared in `services`.

use crate::harness::{Call, Wire};

/// A test of each: both sides send the same, and as many requests as said.
macro_rules! same_requests {
    ($($name:ident: $count:literal),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $name() {
                let sent = same!(requests::$name().await);
                assert_eq!(sent.len(), $count);
            }
        )*
    };
}

same_requests! {
    session_token: 1,
    app_name: 1,
    frameworks: 1,
    fips: 1,
    dual_stack: 1,
    fips_and_dual_stack: 1,
    retries_with_read_timeout: 2,
    session_token_app_name_endpoint_url: 1,
    credentials_and_no_auth_allowed: 1,
    clock_skew: 2,
    mutate_request: 2,
    map_request: 2,
    other_region: 2,
    other_credentials: 2,
    other_everything: 2,
    unset: 1,
    again_and_again: 6,
    send_with: 1,
}

#[tokio::test]
async fn endpoint_urls() {
    for url in [
        "http://localhost:4566",
        "http://localhost:4566/",
        "http://localhost:4566/base/path",
        "http://localhost:4566/base/path/",
        "https://example.com:8443//a//b?c=d",
        "HTTPS://EXAMPLE.com/%41%2f",
        "http://[::1]:80/x",
    ] {
        same!(requests::endpoint_url(url).await);
    }
}

/// Without a signature there is nothing to fix the invocation's id with, so it is left out.
#[tokio::test]
async fn no_credentials_allowed() {
    let (official, ours) = both!(requests::no_credentials_allowed().await);
    let same = |sent: Vec<String>| without(&anonymous_version(&sent[0]), "amz-sdk-invocation-id");
    let request = same(ours);
    assert_eq!(same(official), request);
    assert!(!request.contains("authorization"));
}

/// Apart from its version, which is signed, each crate says the same of itself.
#[tokio::test]
async fn own_user_agent() {
    let (official, ours) = both!(requests::own_user_agent().await);
    assert!(official[0].contains("api/lightsail/1.135.0"));
    let version = format!("api/lightsail/{}", lightsail_snapshots::meta::PKG_VERSION);
    assert_eq!(ours[0].matches(&version).count(), 2);
    let same = |sent: &str| anonymous_version(sent).replace(signature(sent), "");
    assert_eq!(same(&official[0]), same(&ours[0]));
    assert_ne!(signature(&official[0]), signature(&ours[0]));
}

fn anonymous_version(sent: &str) -> String {
    let ours = format!("api/lightsail/{}", lightsail_snapshots::meta::PKG_VERSION);
    sent.replace("api/lightsail/1.135.0", &ours)
}

fn signature(sent: &str) -> &str {
    let (_, signature) = sent.split_once("Signature=").unwrap();
    signature.lines().next().unwrap()
}

fn without(sent: &str, header: &str) -> String {
    let lines = sent.lines().filter(|line| !line.starts_with(header));
    lines.collect::<Vec<_>>().join("\n")
}

/// Inputs that showed something once: nothing set, empty values, all that JSON escapes.
#[tokio::test]
async fn known_inputs() {
    let wire = Wire::fine();
    let official = crate::official::side::call::client(&wire);
    let ours = crate::ours::side::call::client(&wire);
    for call in known_calls() {
        let answer = crate::official::side::call::send(&official, call.clone()).await;
        let sent = wire.take();
        let again = crate::ours::side::call::send(&ours, call.clone()).await;
        pretty_assertions::assert_eq!(sent, wire.take(), "{call:?}");
        assert_eq!(answer, again, "{call:?}");
        assert_eq!(sent.len(), 1, "{call:?}");
    }
}

fn known_calls() -> Vec<Call> {
    let some = |text: &str| Some(text.to_owned());
    let create = |disk: Option<String>, snapshot, instance, tags| Call::CreateDiskSnapshot {
        disk_name: disk,
        disk_snapshot_name: snapshot,
        instance_name: instance,
        tags,
    };
    let tags = vec![(some("k1"), some("v1")), (some("k2"), None), (None, None)];
    let instance = some("inst \"q\" \\ / é 🦀 \u{1}\u{8}\u{c}\u{7f}\u{2028}\n\r\t");
    let mut calls = vec![
        create(None, None, None, None),
        create(None, some(""), None, Some(vec![])),
        create(some("disk-1"), some("snap-1"), None, None),
        create(some("disk-1"), some("snap-1"), instance, Some(tags)),
    ];
    for text in [None, some("snap-1"), some("tok==")] {
        calls.extend([
            Call::DeleteDiskSnapshot(text.clone()),
            Call::GetDiskSnapshots(text.clone()),
            Call::GetInstanceSnapshots(text.clone()),
            Call::GetExportSnapshotRecords(text),
        ]);
    }
    calls
}
