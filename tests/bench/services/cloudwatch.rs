//! Pages of metric data of CloudWatch, in CBOR, read by the generated crate and by the official one. `cargo
//! xtask bench` generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

mod measure;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use measure::{Rival, Task, measure, timed};
use std::hint::black_box;

fn main() {
    let argument = std::env::args().nth(1);
    let rounds = argument.map_or(30, |rounds| rounds.parse().expect("a number of rounds"));
    let page = page();
    let rivals = vec![
        Rival {
            name: "ours",
            task: task(&ours::operation::get_metric_data::GetMetricData::new(), &page),
        },
        Rival {
            name: "official",
            task: task(&official::operation::get_metric_data::GetMetricData::new(), &page),
        },
    ];
    for outcome in measure(rivals, rounds) {
        println!("get-metric-data\t{}\t{:e}", outcome.name, outcome.seconds);
    }
}

/// Reads this page as the answer to a call of an operation.
fn task(operation: &impl RuntimePlugin, page: &[u8]) -> Task<'static> {
    let mut config = ConfigBag::base();
    config.push_shared_layer(operation.config().expect("the configuration of the operation"));
    let response = http::Response::builder().header("smithy-protocol", "rpc-v2-cbor");
    let response = response.body(SdkBody::from(page)).expect("a response");
    let response = HttpResponse::try_from(response).expect("a response");
    timed(move || {
        let deserializer = config
            .load::<SharedResponseDeserializer>()
            .expect("a deserializer");
        let output = deserializer.deserialize_nonstreaming_with_config(&response, &config);
        black_box(output).expect("a page");
    })
}

/// 100 metrics with 500 values each, about a megabyte.
fn page() -> Vec<u8> {
    let mut page = Vec::new();
    map(&mut page, 2);
    text(&mut page, "MetricDataResults");
    list(&mut page, 100);
    for metric in 0..100 {
        map(&mut page, 5);
        text(&mut page, "Id");
        text(&mut page, &format!("m{metric}"));
        text(&mut page, "Label");
        text(&mut page, &format!("AWS/Lambda Duration orders-{metric}"));
        text(&mut page, "StatusCode");
        text(&mut page, "Complete");
        text(&mut page, "Timestamps");
        list(&mut page, 500);
        for minute in 0..500 {
            // An epoch-based time.
            page.push(0xc1);
            number(&mut page, 1_764_000_000.0 - 60.0 * f64::from(minute));
        }
        text(&mut page, "Values");
        list(&mut page, 500);
        for minute in 0..500 {
            number(&mut page, 12.5 + f64::from(minute * metric) / 7.0);
        }
    }
    text(&mut page, "NextToken");
    text(&mut page, "bWFya2Vy");
    page
}

/// What a value begins with: its major type, and a length.
fn head(page: &mut Vec<u8>, major: u8, length: usize) {
    let length = u16::try_from(length).expect("a short value");
    match u8::try_from(length) {
        Ok(length) if length < 24 => page.push(major << 5 | length),
        Ok(length) => page.extend([major << 5 | 24, length]),
        Err(_) => {
            page.push(major << 5 | 25);
            page.extend(length.to_be_bytes());
        }
    }
}

fn text(page: &mut Vec<u8>, text: &str) {
    head(page, 3, text.len());
    page.extend(text.as_bytes());
}

fn list(page: &mut Vec<u8>, length: usize) {
    head(page, 4, length);
}

fn map(page: &mut Vec<u8>, length: usize) {
    head(page, 5, length);
}

fn number(page: &mut Vec<u8>, number: f64) {
    page.push(0xfb);
    page.extend(number.to_be_bytes());
}
