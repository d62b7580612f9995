//! Pages of metric data of CloudWatch, in CBOR, read by the generated crate and by the official one. `cargo
//! xtask bench` generates the one, and builds this program with both.
//!
//! Prints one line an outcome: case, rival, seconds.

#![allow(
    clippy::expect_used,
    reason = "a bench that fails should say where"
)]

#[allow(dead_code, reason = "there is nothing to write")]
mod codec;
mod measure;

use codec::{configured, floor, reads, response};
use measure::{compare, rounds};
use std::hint::black_box;

fn main() {
    use official::operation::get_metric_data::GetMetricData as Official;
    use ours::operation::get_metric_data::GetMetricData as Ours;
    let page = page();
    let marked = http::Response::builder().header("smithy-protocol", "rpc-v2-cbor");
    let output = Ours::parse(&marked.body(page.as_slice()).expect("a response")).expect("a page");
    let task = |config| {
        let mut response = response(page.as_slice());
        response.headers_mut().insert("smithy-protocol", "rpc-v2-cbor");
        reads(config, response)
    };
    let (ours, official) = (configured(&Ours::new()), configured(&Official::new()));
    let (ours, official) = (task(ours), task(official));
    let tokens = move || black_box(minicbor::Decoder::new(&page).skip()).expect("CBOR");
    let floor = floor(tokens, output);
    let rivals = [("ours", ours), ("official", official), ("floor", floor)];
    compare("get-metric-data", rivals, rounds());
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
