//! Our paginators over the server's pages, fine ones and others.

use crate::harness::seed;
use crate::ours::side;
use lightsail_local::{Clock, Fault, Rule, Server};
use lightsail_snapshots::Client;
use lightsail_snapshots::error::{DisplayErrorContext, ProvideErrorMetadata};
use std::time::{Duration, SystemTime};

async fn server(rules: impl IntoIterator<Item = Rule>) -> Server {
    let server = Server::builder().seed(seed()).page_size(2).faults(rules);
    server.start().await.unwrap()
}

/// The names in the first pages, and how it ended.
async fn names(client: &Client, pages: usize) -> (Vec<Vec<String>>, Option<String>) {
    let mut stream = client.get_disk_snapshots().into_paginator().send();
    let mut all = Vec::new();
    while all.len() < pages {
        match stream.next().await {
            Some(Ok(page)) => all.push(
                page.disk_snapshots()
                    .iter()
                    .map(|snapshot| snapshot.name().unwrap().to_owned())
                    .collect(),
            ),
            Some(Err(error)) => return (all, Some(DisplayErrorContext(error).to_string())),
            None => return (all, None),
        }
    }
    (all, Some("there is more".to_owned()))
}

const FINE: [&[&str]; 4] = [
    &["old-1", "old-2"],
    &["old-3", "old-4"],
    &["old-5", "old-6"],
    &["old-7"],
];

#[tokio::test]
async fn all_pages() {
    let server = server([]).await;
    let client = side::client(&server);
    let (pages, end) = names(&client, 100).await;
    assert_eq!(
        (pages, end),
        (
            FINE.map(|page| page.iter().map(ToString::to_string).collect())
                .to_vec(),
            None
        )
    );
    assert_eq!(server.requests(), 4);
    let instances = client.get_instance_snapshots().into_paginator().send();
    assert_eq!(instances.try_collect().await.unwrap().len(), 2);
    let records = client.get_export_snapshot_records().into_paginator().send();
    assert_eq!(records.try_collect().await.unwrap().len(), 2);
}

#[tokio::test]
async fn empty_pages_are_no_end() {
    let server = server([Rule::new(Fault::EmptyPages).skip(1).times(2)]).await;
    let (pages, end) = names(&side::client(&server), 100).await;
    let lengths: Vec<_> = pages.iter().map(Vec::len).collect();
    assert_eq!((lengths, end), (vec![2, 0, 0, 2, 2, 1], None));
}

#[tokio::test]
async fn endless_pages_are_requested_when_asked_for() {
    let server = server([Rule::new(Fault::EndlessPages)]).await;
    let (pages, end) = names(&side::client(&server), 10).await;
    assert_eq!((pages.len(), end.as_deref()), (10, Some("there is more")));
    assert_eq!(pages[4], FINE[0], "from the start again");
    let ahead = server.requests() - 10;
    assert!(ahead <= 1, "{ahead} pages that nobody asked for");
}

#[tokio::test]
async fn a_repeated_token_is_the_end() {
    let server = server([Rule::new(Fault::RepeatedToken).skip(1)]).await;
    let (pages, end) = names(&side::client(&server), 100).await;
    assert_eq!((pages.len(), end), (2, None));
}

#[tokio::test]
async fn a_listing_survives_a_failing_page() {
    let server = server([Rule::new(Fault::ResetMidBody).skip(2).times(1)]).await;
    let (pages, end) = names(&side::client(&server), 100).await;
    assert_eq!((pages.len(), end), (4, None));
    assert_eq!(server.requests(), 5);
}

#[tokio::test]
async fn a_token_ends_after_a_day_and_belongs_to_one_listing() {
    let clock = Clock::standing(SystemTime::now());
    let server = Server::builder()
        .seed(seed())
        .page_size(2)
        .clock(clock.clone());
    // No signature would hold for a day.
    let server = server
        .access(lightsail_local::Access::Open)
        .start()
        .await
        .unwrap();
    let client = side::client(&server);
    let first = client.get_disk_snapshots().send().await.unwrap();
    let token = first.next_page_token.unwrap();
    let with = |token: &str| client.get_disk_snapshots().page_token(token).send();
    assert!(with(&token).await.is_ok());
    let elsewhere = client
        .get_instance_snapshots()
        .page_token(&token)
        .send()
        .await;
    assert_eq!(elsewhere.unwrap_err().code(), Some("InvalidInputException"));
    clock.advance(Duration::from_secs(24 * 60 * 60 + 1));
    assert_eq!(
        with(&token).await.unwrap_err().code(),
        Some("InvalidInputException")
    );
}
