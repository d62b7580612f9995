//! The generated crate.

use crate::harness::{Answer, Call};
use crate::secrets::{Case, Trouble};
use lightsail_snapshots as sdk;
use sdk::client::Waiters;
use sdk::error::{DisplayErrorContext, Report, SdkError};
use sdk::operation::Call as _;
use sdk::operation::get_disk_snapshots::{GetDiskSnapshots, GetDiskSnapshotsInput};
use std::time::Duration;
use tests::leaks::Shown;

#[path = "side/mod.rs"]
pub(crate) mod side;

/// The report of an error.
pub(crate) fn report<E>(error: &SdkError<E>, shown: &mut Shown)
where
    SdkError<E>: Report,
{
    let report = error.report();
    shown.say("report", format!("{report} {report:?} {report:#?}"));
}

/// What only our crate has: paginators, waiters over pages, signing, and the functions without I/O.
pub(crate) async fn more(case: &Case, client: &sdk::Client, shown: &mut Shown) {
    // What is wrong with one call alone is right with these.
    let of_call = matches!(case.trouble, Trouble::HookOfCall(_) | Trouble::MapRequest);
    let (Call::GetDiskSnapshots(token), false) = (&case.call, of_call) else {
        return;
    };
    let input = GetDiskSnapshotsInput::builder().set_page_token(token.clone());
    let input = input.build().unwrap();
    let call = || client.get_disk_snapshots().set_page_token(token.clone());
    let mut pages = call().into_paginator().send();
    while let Some(page) = pages.next().await {
        if let Err(error) = page {
            report(&error, shown);
            side::printed::said(error, shown);
        }
    }
    let items = call().into_paginator().items().send();
    if let Err(error) = items.try_collect().await {
        side::printed::said(error, shown);
    }
    // The time of the client stands still.
    let time = aws_smithy_async::time::SystemTimeSource::new();
    let client = sdk::Client::from_conf(client.config().to_builder().time_source(time).build());
    let waiter = client.wait_until_disk_snapshot_completed();
    let waiter = waiter.name(case.marks.word("name"));
    side::printed::debug(shown, "waiter", &waiter);
    if let Err(error) = waiter.wait(Duration::from_millis(1)).await {
        side::printed::printed(&error, "waiter's ", shown);
        let text = DisplayErrorContext(&error).to_string();
        shown.say("waiter's DisplayErrorContext", text);
    }
    match GetDiskSnapshots::sign(&client, input.clone()).await {
        // It is signed because somebody asked for a signed request.
        Ok(_) => {}
        Err(error) => side::printed::said(error, shown),
    }
    if let Err(error) = GetDiskSnapshots::request(&input) {
        side::printed::printed(&error, "service ", shown);
    }
    for answer in &case.answers {
        parsed(answer, shown);
    }
}

/// What is said of a response that another HTTP stack has received.
fn parsed(answer: &Answer, shown: &mut Shown) {
    let Answer::Response {
        status,
        headers,
        body,
    } = answer
    else {
        return;
    };
    let mut response = http::Response::builder().status(*status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let response = response.body(body).unwrap();
    if let Err(error) = GetDiskSnapshots::parse(&response) {
        side::printed::printed(&error, "parsed ", shown);
        let text = DisplayErrorContext(&error).to_string();
        shown.say("parsed DisplayErrorContext", text);
        let report = error.report();
        shown.say("report", format!("{report} {report:?}"));
    }
}
