//! The tools of the ecosystem work with both crates, and see the same.

use crate::harness::alone;

#[tokio::test]
async fn mocks() {
    let texts = same!(ecosystem::mocks().await);
    assert_eq!(texts.last().unwrap(), "1 1 1");
    let texts = same!(ecosystem::mocked_sequence().await);
    assert_eq!(texts.last().unwrap(), "3");
}

#[tokio::test]
async fn static_replay_client() {
    same!(ecosystem::static_replay().await);
}

#[tokio::test]
async fn capture_request() {
    let texts = same!(ecosystem::captured().await);
    assert!(texts[0].starts_with("POST https://lightsail.us-east-1.amazonaws.com/\n"));
    assert_eq!(texts[1], "true");
}

#[tokio::test]
async fn test_defaults() {
    let texts = same!(ecosystem::test_defaults().await);
    assert!(
        texts
            .iter()
            .any(|text| text == "x-amz-date: 20090213T233130Z"),
        "{texts:#?}"
    );
}

/// Subscribers are known to the whole process, so the other tests must not be in it.
#[test]
fn spans_and_events() {
    let text = alone("ecosystem::traced", &[]);
    let span = "span DEBUG Lightsail.CreateDiskSnapshot rpc.service=\"Lightsail\"";
    assert_eq!(text.matches(span).count(), 1, "{text}");
    assert!(
        text.contains("event DEBUG sdk request_id=Some(\"id\")"),
        "{text}"
    );
}

#[test]
#[ignore = "run by `spans_and_events` in a process of its own"]
fn traced() {
    let (mut official, ours) = both!(ecosystem::traced());
    // The official client says when it makes its table of partitions, which ours need not make.
    let all = official.len();
    official.retain(|text| !text.starts_with("event DEBUG sdk message=loading default"));
    assert_eq!(official.len(), all - 1);
    pretty_assertions::assert_eq!(official, ours, "official (left) and ours (right)");
    println!("{}", ours.join("\n"));
}

#[test]
fn captured_attributes() {
    let seen = same!(ecosystem::captured_attributes());
    assert!(seen[0].contains("diskSnapshotName"), "{seen:#?}");
}

/// The provider of telemetry is that of a whole process.
#[test]
fn metrics() {
    let text = alone("ecosystem::measured", &[]);
    assert!(text.contains("aws-sdk-lightsail"), "{text}");
    assert!(text.contains("smithy.client.call.duration"), "{text}");
}

#[test]
#[ignore = "run by `metrics` in a process of its own"]
fn measured() {
    println!("{}", same!(ecosystem::measured()).join("\n"));
}
