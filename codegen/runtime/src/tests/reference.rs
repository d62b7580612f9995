//! Requests, byte for byte as the official client sends them.
//!
//! The files lie outside the repository. Where they are missing the tests say so and pass.

use super::support::{credentials, fixed, replay, text};
use crate::Client;
use crate::config::timeout::TimeoutConfig;
use crate::config::{AppName, Builder};
use crate::types::Tag;
use aws_smithy_http_client::test_util::StaticReplayClient;
use std::path::Path;
use std::time::Duration;

/// The official request, or `None` if it cannot be had or was made by another compiler, whose
/// version the user agent has.
fn reference(name: &str) -> Option<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"))
        .canonicalize()
        .unwrap();
    let file = here.join("../../../shared/reference/requests").join(name);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) => {
            eprintln!("SKIPPED: {}: {error}", file.display());
            None
        }
    }
}

fn check(name: &str, client: &StaticReplayClient) {
    let sent: Vec<_> = client.actual_requests().map(text).collect();
    if let Some(reference) = reference(name) {
        let ours = sent.join("\n\n======== next attempt\n");
        let compiler = |text: &str| {
            let from = text.find("lang/rust/").unwrap();
            text[from..].split_whitespace().next().unwrap().to_owned()
        };
        if compiler(&ours) == compiler(&reference) {
            assert_eq!(ours.trim_end(), reference.trim_end(), "{name}");
        } else {
            eprintln!("SKIPPED: {name} is of {}", compiler(&reference));
        }
    }
}

async fn get(name: &str, responses: &[(u16, &str)], change: impl FnOnce(Builder) -> Builder) {
    let http = replay(responses.iter().copied());
    let client = Client::from_conf(change(fixed(&http)).build());
    client.get_disk_snapshots().send().await.unwrap();
    check(name, &http);
}

#[tokio::test]
async fn create_disk_snapshot() {
    let tag = |key: &str| Tag::builder().key(key);
    for name in ["empty", "emptyvalues", "full", "min"] {
        let http = replay([(200, "{}")]);
        let call = Client::from_conf(fixed(&http).build()).create_disk_snapshot();
        let call = match name {
            "empty" => call,
            "emptyvalues" => call.disk_snapshot_name("").set_tags(Some(Vec::new())),
            "min" => call.disk_name("disk-1").disk_snapshot_name("snap-1"),
            _ => call
                .disk_name("disk-1")
                .disk_snapshot_name("snap-1")
                .instance_name("inst \"q\" \\ / é 🦀 \u{1}\u{8}\u{c}\u{7f}\u{2028}\n\r\t")
                .tags(tag("k1").value("v1").build())
                .tags(tag("k2").build())
                .tags(Tag::builder().build()),
        };
        call.send().await.unwrap();
        check(&format!("create_disk_snapshot.{name}.txt"), &http);
    }
}

#[tokio::test]
async fn get_disk_snapshots() {
    get("get_disk_snapshots.empty.txt", &[(200, "{}")], |config| {
        config
    })
    .await;
    let http = replay([(200, "{}")]);
    let client = Client::from_conf(fixed(&http).build());
    let call = client.get_disk_snapshots().page_token("tok==");
    call.send().await.unwrap();
    check("get_disk_snapshots.full.txt", &http);
}

#[tokio::test]
async fn fips_and_dual_stack() {
    get("variant.fips_dualstack.txt", &[(200, "{}")], |config| {
        config.use_fips(true).use_dual_stack(true)
    })
    .await;
}

#[tokio::test]
async fn session_token_app_name_and_endpoint_url() {
    let name = "variant.session_token_app_name_endpoint_url.txt";
    get(name, &[(200, "{}")], |config| {
        config
            .credentials_provider(credentials(Some("SESSION/TOKEN==")))
            .app_name(AppName::new("my-app").unwrap())
            .endpoint_url("http://localhost:4566/base/path")
    })
    .await;
}

#[tokio::test]
async fn retry_with_read_timeout() {
    let name = "variant.retry_with_read_timeout.txt";
    get(name, &[(500, "{}"), (200, "{}")], |config| {
        let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(7));
        config.timeout_config(timeouts.build())
    })
    .await;
}
