//! The test that `README.md` shows, word for word.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use lightsail_local::{Fault, Resources, Rule, Server};

#[tokio::test]
async fn snapshots_survive_a_busy_service() {
    let seed = include_str!("../fixtures/seed.json");
    let seed: Resources = serde_json::from_str(seed).unwrap();
    let busy = Rule::new(Fault::Status { status: 503 }).times(2);
    let server = Server::builder().seed(seed).faults([busy]).start();
    let server = server.await.unwrap();

    let keys = server.credentials();
    let (id, secret) = (keys.access_key_id(), keys.secret_access_key());
    let config = lightsail_snapshots::Config::builder()
        .behavior_version(lightsail_snapshots::config::BehaviorVersion::latest())
        .region(lightsail_snapshots::config::Region::new("us-east-1"))
        .endpoint_url(server.url())
        .credentials_provider(lightsail_snapshots::config::Credentials::new(
            id, secret, None, None, "test",
        ));
    let client = lightsail_snapshots::Client::from_conf(config.build());

    client.get_disk_snapshots().send().await.unwrap();
    assert_eq!(server.requests(), 3);
}
